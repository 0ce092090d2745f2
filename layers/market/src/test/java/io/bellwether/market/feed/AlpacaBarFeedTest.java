package io.bellwether.market.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.bellwether.market.Bars;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.Timeframe;
import io.bellwether.market.feed.AlpacaBarFeed.Tape;
import io.bellwether.market.feed.FeedException.Kind;
import io.bellwether.market.http.ApiKey;
import io.bellwether.market.http.ApiKeys;
import io.bellwether.market.http.HttpReader;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The feed over HTTP, against a server that speaks Alpaca's protocol. */
class AlpacaBarFeedTest extends BarFeedKit {
  private static final ApiKeys KEYS = () -> new ApiKey("id", "secret");

  final AlpacaBarsServer server = new AlpacaBarsServer();

  @AfterEach
  void stopServer() throws IOException {
    server.close();
  }

  @Override
  protected BarFeed serving(Bars bars) {
    server.serve(bars);
    return feed(KEYS);
  }

  @Override
  protected Optional<BarFeed> failing(Failure failure) {
    server.fail(
        switch (failure) {
          case UNAUTHORIZED_401 -> AlpacaBarsServer.error(401, "unauthorized.");
          case FORBIDDEN_403 -> AlpacaBarsServer.error(403, "subscription does not permit this");
          case NOT_FOUND_404 -> AlpacaBarsServer.error(404, "endpoint not found.");
          case RATE_LIMITED_429 -> AlpacaBarsServer.error(429, "too many requests.");
          case SERVER_ERROR_500 -> AlpacaBarsServer.error(500, "internal server error");
          case CONNECTION_LOST ->
              new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST);
          case TRUNCATED -> new MockResponse().setBody("{\"bars\":{\"TQQQ\":[{\"t\":\"2023-03-01T");
          case HTML_INSTEAD -> new MockResponse().setBody("<html>maintenance</html>");
        });
    return Optional.of(feed(KEYS));
  }

  private BarFeed feed(ApiKeys keys) {
    HttpReader reader =
        new HttpReader(
            new OkHttpClient(), HttpReader.Settings.DEFAULT, duration -> {}, new Random(1));
    return new AlpacaBarFeed(reader, server.url(), Tape.IEX, keys);
  }

  @Test
  void everyPageIsAskedForWithAllParameters() throws FeedException {
    Bars bars = series("TQQQ", Timeframe.parse("5m"), 21_000);
    fetch(serving(bars), bars, bars.start(0), after(bars));
    List<HttpUrl> requests = server.requests();
    assertEquals(3, requests.size());
    for (HttpUrl request : requests) {
      assertEquals("TQQQ", request.queryParameter("symbols"));
      assertEquals("5Min", request.queryParameter("timeframe"));
      assertEquals("split", request.queryParameter("adjustment"));
      assertEquals("iex", request.queryParameter("feed"));
      assertEquals(bars.start(0).toString(), request.queryParameter("start"));
      // The provider's end is inclusive.
      assertEquals(after(bars).minusMillis(1).toString(), request.queryParameter("end"));
    }
    assertNotNull(requests.get(1).queryParameter("page_token"));
  }

  @ParameterizedTest
  @CsvSource({
    "1m, 1m",
    "5m, 5m",
    "7m, 1m",
    "12m, 6m",
    "15m, 15m",
    "20m, 10m",
    "30m, 30m",
    "45m, 15m",
    "1h, 30m",
    "2h, 30m",
    "4h, 30m",
    "1d, 1d"
  })
  void longTimeframesAreMadeOfAlignedOnes(String target, String source) {
    assertEquals(Timeframe.parse(source), feed(KEYS).sourceTimeframe(Timeframe.parse(target)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1h", "20m", "45m"})
  void timeframesCutOnTheClockAreRefused(String timeframe) {
    BarRequest request = request(Timeframe.parse(timeframe), PriceBasis.SPLIT);
    FeedException e =
        assertThrows(FeedException.class, () -> feed(KEYS).fetch(request, deadline()));
    assertEquals(Kind.UNSUPPORTED, e.kind());
    assertEquals(List.of(), server.requests());
  }

  @ParameterizedTest
  @CsvSource({"RAW, raw", "SPLIT, split", "SPLIT_DIVIDEND, 'split,dividend'"})
  void thePriceBasisIsTheProvidersAdjustment(PriceBasis basis, String adjustment)
      throws FeedException {
    BarFeed feed = serving(series("TQQQ", Timeframe.parse("5m"), 10));
    feed.fetch(request(Timeframe.parse("5m"), basis), deadline());
    assertEquals(adjustment, server.requests().getFirst().queryParameter("adjustment"));
  }

  @Test
  void anUnknownPriceBasisIsRefused() {
    BarRequest request = request(Timeframe.DAY, PriceBasis.UNKNOWN);
    FeedException e =
        assertThrows(FeedException.class, () -> feed(KEYS).fetch(request, deadline()));
    assertEquals(Kind.UNSUPPORTED, e.kind());
  }

  @Test
  void aRotatedKeyIsReadAnewOnce() throws FeedException {
    Bars bars = series("TQQQ", Timeframe.parse("5m"), 10);
    server.serve(bars).accept("id:new");
    AtomicInteger rereads = new AtomicInteger();
    ApiKeys rotating =
        new ApiKeys() {
          @Override
          public ApiKey current() {
            return new ApiKey("id", rereads.get() == 0 ? "old" : "new");
          }

          @Override
          public ApiKey reread() {
            rereads.incrementAndGet();
            return current();
          }
        };
    assertEquals(10, fetch(feed(rotating), bars, bars.start(0), after(bars)).size());
    assertEquals(1, rereads.get());
    assertEquals(2, server.requests().size());
  }

  @Test
  void noMessageHoldsTheSecret() {
    for (Failure failure : Failure.values()) {
      BarFeed feed = failing(failure).orElseThrow();
      FeedException e =
          assertThrows(
              FeedException.class,
              () -> feed.fetch(request(Timeframe.DAY, PriceBasis.RAW), deadline()));
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        assertFalse(cause.toString().contains("secret"), cause.toString());
      }
    }
    assertFalse(KEYS.current().toString().contains("secret"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "",
        "{\"bars\":[]}",
        "{\"bars\":{\"TQQQ\":[{\"o\":1,\"h\":1,\"l\":1,\"c\":1,\"v\":1}]}}",
        "{\"bars\":{\"TQQQ\":[{\"t\":\"2024-07-02T13:30:00Z\",\"o\":\"1\",\"h\":1,\"l\":1,"
            + "\"c\":1,\"v\":1}]}}",
        "{\"bars\":{\"TQQQ\":[{\"t\":\"2024-07-02T13:30:00Z\",\"o\":1,\"h\":1,\"l\":1,\"c\":1}]}}",
        "{\"bars\":{\"TQQQ\":[{\"t\":\"2024-07-02T13:30:00Z\",\"o\":1,\"h\":1,\"l\":1,\"c\":1,"
            + "\"v\":1},{\"t\":\"2024-07-02T13:30:00Z\",\"o\":1,\"h\":1,\"l\":1,\"c\":1,"
            + "\"v\":1}]}}",
        "{\"bars\":{}} trailing"
      })
  void whatIsNotUnderstoodIsRefused(String body) {
    server.fail(new MockResponse().setBody(body));
    BarRequest request = request(Timeframe.parse("5m"), PriceBasis.RAW);
    FeedException e =
        assertThrows(FeedException.class, () -> feed(KEYS).fetch(request, deadline()));
    assertEquals(Kind.MALFORMED, e.kind(), e.getMessage());
  }

  @Test
  void pagesThatGoRoundInCirclesAreRefused() {
    server.fail(new MockResponse().setBody("{\"bars\":{},\"next_page_token\":\"again\"}"));
    BarRequest request = request(Timeframe.parse("5m"), PriceBasis.RAW);
    FeedException e =
        assertThrows(FeedException.class, () -> feed(KEYS).fetch(request, deadline()));
    assertEquals(Kind.MALFORMED, e.kind());
    assertEquals(2, server.requests().size());
  }

  @Test
  void anInvalidSymbolIsUnknown() {
    server.fail(AlpacaBarsServer.error(400, "invalid symbol: TQQQ"));
    BarRequest request = request(Timeframe.DAY, PriceBasis.RAW);
    FeedException e =
        assertThrows(FeedException.class, () -> feed(KEYS).fetch(request, deadline()));
    assertEquals(Kind.UNKNOWN_SYMBOL, e.kind());
  }

  private static BarRequest request(Timeframe timeframe, PriceBasis basis) {
    return new BarRequest(
        "TQQQ",
        timeframe,
        Instant.parse("2024-07-01T00:00:00Z"),
        Instant.parse("2024-07-05T00:00:00Z"),
        basis);
  }
}
