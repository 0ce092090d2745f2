package io.bellwether.market.feed;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.market.Bars;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import okhttp3.HttpUrl;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;

/**
 * A server that speaks the part of Alpaca's market data API that serves bars: pages, inclusive
 * ends, parameters that have to be sent again with a token, keys in headers.
 */
public final class AlpacaBarsServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final MockWebServer server = new MockWebServer();
  private volatile Optional<Bars> bars = Optional.empty();
  private volatile Optional<MockResponse> failure = Optional.empty();
  private volatile String acceptedKey = "id:secret";
  private final List<HttpUrl> requests = new CopyOnWriteArrayList<>();

  public AlpacaBarsServer() {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return answer(request);
          }
        });
  }

  /** The address to hand to the feed. */
  public HttpUrl url() {
    return server.url("/");
  }

  /** Serves these bars from now on. */
  public AlpacaBarsServer serve(Bars series) {
    bars = Optional.of(series);
    return this;
  }

  /** Answers everything with this from now on. */
  public AlpacaBarsServer fail(MockResponse response) {
    failure = Optional.of(response);
    return this;
  }

  /** Accepts this key and secret, joined with a colon, and no other. */
  public AlpacaBarsServer accept(String key) {
    acceptedKey = key;
    return this;
  }

  /** The requests received so far. */
  public List<HttpUrl> requests() {
    return List.copyOf(requests);
  }

  private MockResponse answer(RecordedRequest request) {
    HttpUrl url = request.getRequestUrl();
    if (url == null) {
      return error(400, "no URL");
    }
    requests.add(url);
    Optional<MockResponse> planned = failure;
    if (planned.isPresent()) {
      return planned.get();
    }
    String key =
        request.getHeader("APCA-API-KEY-ID") + ":" + request.getHeader("APCA-API-SECRET-KEY");
    if (!key.equals(acceptedKey)) {
      return error(401, "unauthorized.");
    }
    if (!url.encodedPath().equals("/v2/stocks/bars")) {
      return error(404, "endpoint not found.");
    }
    for (String required : List.of("symbols", "timeframe", "start", "end", "adjustment", "feed")) {
      if (url.queryParameter(required) == null) {
        return error(400, "invalid request: " + required + " is missing");
      }
    }
    return page(url);
  }

  private MockResponse page(HttpUrl url) {
    Bars series = bars.orElseThrow();
    Instant from = Instant.parse(parameter(url, "start"));
    Instant endInclusive = Instant.parse(parameter(url, "end"));
    boolean same =
        series.symbol().equals(url.queryParameter("symbols"))
            && timeframe(series).equals(url.queryParameter("timeframe"));
    Bars found = series.between(from, same ? endInclusive.plusMillis(1) : from);
    int first = Integer.parseInt(Optional.ofNullable(url.queryParameter("page_token")).orElse("0"));
    int limit = Integer.parseInt(parameter(url, "limit"));
    int end = Math.min(found.size(), first + limit);
    ObjectNode answer = JSON.createObjectNode();
    ObjectNode symbols = answer.putObject("bars");
    if (end > first) {
      ArrayNode rows = symbols.putArray(series.symbol());
      for (int i = first; i < end; i++) {
        addBar(rows.addObject(), found, i);
      }
    }
    if (end < found.size()) {
      answer.put("next_page_token", String.valueOf(end));
    } else {
      answer.putNull("next_page_token");
    }
    return json(200, answer);
  }

  private static void addBar(ObjectNode row, Bars found, int i) {
    row.put("t", found.start(i).toString())
        .put("o", found.open()[i])
        .put("h", found.high()[i])
        .put("l", found.low()[i])
        .put("c", found.close()[i])
        .put("v", (long) found.volume()[i])
        .put("n", 100)
        .put("vw", found.close()[i]);
  }

  private static String timeframe(Bars series) {
    return series.timeframe().isDaily() ? "1Day" : series.timeframe().minutes() + "Min";
  }

  private static String parameter(HttpUrl url, String name) {
    return Optional.ofNullable(url.queryParameter(name)).orElseThrow();
  }

  /** An error as Alpaca words it. */
  public static MockResponse error(int status, String message) {
    return json(status, JSON.createObjectNode().put("message", message));
  }

  private static MockResponse json(int status, ObjectNode body) {
    return new MockResponse()
        .setResponseCode(status)
        .setHeader("Content-Type", "application/json")
        .setBody(body.toString());
  }

  @Override
  public void close() throws IOException {
    server.shutdown();
  }
}
