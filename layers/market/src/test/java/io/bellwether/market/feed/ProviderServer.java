package io.bellwether.market.feed;

import io.bellwether.market.Bars;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import okhttp3.HttpUrl;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;

/** A server on this machine that speaks a provider's protocol, and fails in its ways on demand. */
public abstract class ProviderServer implements AutoCloseable {
  private final MockWebServer server = new MockWebServer();
  private final List<HttpUrl> requests = new CopyOnWriteArrayList<>();
  private final List<MockResponse> planned = new CopyOnWriteArrayList<>();
  private volatile Optional<MockResponse> failure = Optional.empty();
  private volatile Optional<Bars> bars = Optional.empty();
  private volatile String acceptedKey;
  private volatile UnaryOperator<String> mangle = UnaryOperator.identity();

  ProviderServer(String acceptedKey) {
    this.acceptedKey = acceptedKey;
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
  public void serve(Bars series) {
    bars = Optional.of(series);
  }

  /** Answers everything with this from now on. */
  public void fail(MockResponse response) {
    failure = Optional.of(response);
  }

  /** Answers the next requests with these, one each, and then as before. */
  public void next(MockResponse... responses) {
    planned.addAll(List.of(responses));
  }

  /** Accepts this key and no other. */
  public void accept(String key) {
    acceptedKey = key;
  }

  /** Changes the text of every answer with bars. */
  public void mangle(UnaryOperator<String> change) {
    mangle = change;
  }

  /** The requests received so far. */
  public List<HttpUrl> requests() {
    return List.copyOf(requests);
  }

  private MockResponse answer(RecordedRequest request) {
    HttpUrl url = Optional.ofNullable(request.getRequestUrl()).orElseThrow();
    requests.add(url);
    if (!planned.isEmpty()) {
      return planned.removeFirst();
    }
    return failure.orElseGet(
        () -> key(request, url).equals(acceptedKey) ? answer(url) : refusedKey());
  }

  /** The key of a request, where this provider wants it; empty if it is not there. */
  abstract String key(RecordedRequest request, HttpUrl url);

  abstract MockResponse refusedKey();

  /** The answer to a request with an accepted key. */
  abstract MockResponse answer(HttpUrl url);

  Bars bars() {
    return bars.orElseThrow();
  }

  MockResponse withBars(String body) {
    return json(200, mangle.apply(body));
  }

  static MockResponse json(int status, String body) {
    return new MockResponse()
        .setResponseCode(status)
        .setHeader("Content-Type", "application/json")
        .setBody(body);
  }

  static String parameter(HttpUrl url, String name) {
    return Optional.ofNullable(url.queryParameter(name)).orElse("");
  }

  @Override
  public void close() throws IOException {
    server.shutdown();
  }
}
