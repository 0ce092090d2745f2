package io.bellwether.market.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Bars;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.Timeframe;
import io.bellwether.market.feed.FeedException.Kind;
import io.bellwether.market.http.ApiKey;
import io.bellwether.market.http.ApiKeys;
import io.bellwether.market.http.HttpReader;
import io.bellwether.market.time.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The feed over HTTP, against a server that speaks FMP's protocol. */
final class FmpBarFeedTest extends BarFeedKit {
  private static final ApiKeys KEYS = () -> ApiKey.of(FmpServer.KEY);
  private static final Timeframe HALF_HOUR = Timeframe.parse("30m");

  private final FmpServer server = new FmpServer();

  @AfterEach
  void stopServer() throws IOException {
    server.close();
  }

  @Override
  protected BarFeed serving(Bars bars) {
    server.serve(bars);
    return feed(KEYS, server.url());
  }

  @Override
  protected Optional<BarFeed> failing(Failure failure) {
    server.fail(
        switch (failure) {
          case UNAUTHORIZED_401 -> FmpServer.error(401, "Invalid API KEY. Feel free to create one");
          case FORBIDDEN_403 -> FmpServer.legacy();
          case NOT_FOUND_404 -> new MockResponse().setResponseCode(404).setBody("[]");
          case RATE_LIMITED_429 ->
              FmpServer.error(429, "Limit Reach . Please upgrade your plan or visit our docs");
          case SERVER_ERROR_500 -> new MockResponse().setResponseCode(500);
          case CONNECTION_LOST ->
              new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST);
          case TRUNCATED -> new MockResponse().setBody("[{\"date\":\"2023-03-01 15:55:00\",\"op");
          case HTML_INSTEAD -> new MockResponse().setBody("<html>maintenance</html>");
        });
    return Optional.of(feed(KEYS, server.url()));
  }

  private static BarFeed feed(ApiKeys keys, HttpUrl url) {
    HttpReader reader =
        new HttpReader(
            new OkHttpClient(), HttpReader.Settings.DEFAULT, duration -> {}, new Random(1));
    return new FmpBarFeed(reader, url, keys, CALENDAR);
  }

  /** Whatever keeps the keys is out of reach: this feed does not deliver, and another may. */
  @Test
  void aKeyThatCannotBeReadIsAFailureOfTheFeed() {
    ApiKeys unreadable =
        () -> {
          throw new IllegalStateException("planted");
        };
    Bars bars = series("TQQQ", HALF_HOUR, 10);
    BarFeed feed = feed(unreadable, server.url());
    FeedException failure =
        assertThrows(FeedException.class, () -> fetch(feed, bars, bars.start(0), after(bars)));
    assertEquals(Kind.UNAVAILABLE, failure.kind());
    assertFalse(failure.toString().contains("planted"), failure.toString());
    assertEquals(List.of(), server.requests());
  }

  /** Half hours on both sides of both changes of the clocks keep their place from the open. */
  @ParameterizedTest
  @CsvSource({
    "2024-03-08T14:30:00Z, 2024-03-11T13:30:00Z",
    "2023-11-03T13:30:00Z, 2023-11-06T14:30:00Z"
  })
  void localTimesFollowDaylightSaving(Instant friday, Instant monday) throws FeedException {
    Bars bars = series("TQQQ", HALF_HOUR, 4_400);
    BarFeed feed = serving(bars);
    Bars fetched = fetch(feed, bars, friday, monday.plus(Duration.ofDays(1)));
    assertSameBars(bars.between(friday, monday.plus(Duration.ofDays(1))), fetched);
    assertTrue(fetched.size() > 20, fetched.toString());
  }

  @Test
  void anAnswerThatIsCutShortIsAskedOnFromItsOldestBar() throws FeedException {
    Bars bars = series("TQQQ", HALF_HOUR, 4_400);
    assertSameBars(bars, fetch(serving(bars), bars, bars.start(0), after(bars)));
    // Two thousand an answer.
    assertEquals(3, server.requests().size());
    for (HttpUrl url : server.requests()) {
      assertEquals("2023-03-01", url.queryParameter("from"));
    }
  }

  /**
   * The range begins before the first bar there is: one more answer shows that nothing is older.
   */
  @Test
  void aRangeBeforeTheFirstBarEnds() throws FeedException {
    Bars bars = series("TQQQ", HALF_HOUR, 100);
    BarFeed feed = serving(bars);
    Instant early = bars.start(0).minus(Duration.ofDays(40));
    assertSameBars(bars, fetch(feed, bars, early, after(bars)));
    assertEquals(2, server.requests().size());
  }

  @ParameterizedTest
  @EnumSource(
      value = PriceBasis.class,
      names = {"RAW", "SPLIT_DIVIDEND", "UNKNOWN"})
  void otherPriceBasesAreRefusedWithoutACall(PriceBasis basis) {
    assertEquals(Kind.UNSUPPORTED, failure(HALF_HOUR, basis).kind());
    assertEquals(List.of(), server.requests());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1h", "10m", "4h"})
  void otherTimeframesAreRefusedWithoutACall(String timeframe) {
    assertEquals(Kind.UNSUPPORTED, failure(Timeframe.parse(timeframe), PriceBasis.SPLIT).kind());
    assertEquals(List.of(), server.requests());
  }

  @Test
  void aRotatedKeyIsReadAnewOnce() throws FeedException {
    Bars bars = series("TQQQ", HALF_HOUR, 10);
    server.serve(bars);
    server.accept("fresh-key");
    Rotation keys = new Rotation("stale-key", "fresh-key");
    assertEquals(10, fetch(feed(keys, server.url()), bars, bars.start(0), after(bars)).size());
    assertEquals(1, keys.rereads());
    assertEquals(2, server.requests().size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | Invalid API KEY. Please retry                       | UNAUTHORIZED",
        "403 | Legacy Endpoint : Due to Legacy endpoints           | UNAUTHORIZED",
        "200 | Exclusive Endpoint : not under your subscription    | UNAUTHORIZED",
        "200 | Limit Reach . Please upgrade your plan              | RATE_LIMITED",
        "403 | Bandwidth Limit Reach                               | RATE_LIMITED",
        "400 | Invalid date                                        | UNSUPPORTED",
        "503 | busy                                                | UNAVAILABLE",
        "302 | moved                                               | MALFORMED"
      })
  void anErrorIsOneWhateverTheStatus(int status, String message, Kind kind) {
    server.fail(FmpServer.error(status, message));
    FeedException e = failure(HALF_HOUR, PriceBasis.SPLIT);
    assertEquals(kind, e.kind(), e.getMessage());
  }

  @Test
  void aPlansRefusalIsPlainText() {
    server.fail(
        new MockResponse()
            .setResponseCode(402)
            .setBody("Premium Query Parameter: 'Special Endpoint' This value set for 'symbol'..."));
    FeedException e = failure(HALF_HOUR, PriceBasis.SPLIT);
    assertEquals(Kind.UNAUTHORIZED, e.kind());
    assertTrue(String.valueOf(e.getMessage()).contains("the plan does not include"));
  }

  @Test
  void aLimitIsNotAskedAgainAtOnce() {
    FeedException e =
        assertThrows(
            FeedException.class,
            () ->
                failing(Failure.RATE_LIMITED_429)
                    .orElseThrow()
                    .fetch(request(HALF_HOUR, PriceBasis.SPLIT), deadline()));
    assertEquals(1, server.requests().size());
    assertTrue(e.retryAt().orElseThrow().isAfter(NOW));
  }

  /** UTC in place of New York's time, and hours too many or too few. */
  @ParameterizedTest
  @ValueSource(ints = {-5, -4, -1, 1, 4, 5, 12})
  void timesOfAnotherZoneAreRefused(int hours) {
    server.mangle(body -> LocalTimes.shifted(body, "date", hours * 60));
    assertRefused(series("TQQQ", HALF_HOUR, 60));
  }

  /** The closing auction may come as a bar of its own, an early close with an afternoon. */
  @Test
  void barsAfterTheCloseAreDropped() throws FeedException {
    Bars bars = series("TQQQ", HALF_HOUR, 60);
    server.mangle(
        body ->
            body.replace(
                "[{",
                "[{\"date\":\"2023-03-01 16:00:00\",\"open\":1,\"high\":1,\"low\":1,\"close\":1,"
                    + "\"volume\":1},{"));
    assertSameBars(bars, fetch(serving(bars), bars, bars.start(0), after(bars)));
  }

  @Test
  void aBarOfTheFutureIsRefused() {
    server.mangle(body -> body.replace("2023-03-01 15:30:00", "2024-07-22 09:30:00"));
    assertRefused(series("TQQQ", HALF_HOUR, 60));
  }

  @Test
  void theSameBarTwiceIsOneAndAnotherOfItsTimeIsRefused() throws FeedException {
    Bars bars = series("TQQQ", HALF_HOUR, 60);
    server.mangle(body -> body.replaceFirst("^\\[(\\{[^}]*\\})", "[$1,$1"));
    assertSameBars(bars, fetch(serving(bars), bars, bars.start(0), after(bars)));
    server.mangle(
        body -> body.replaceFirst("^\\[(\\{[^}]*\"volume\":)([0-9]+)\\}", "[$1$2},$19$2}"));
    assertRefused(bars);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"symbol\":\"TQQQ\",\"historical\":[]}",
        "",
        "[{}]",
        "[{\"date\":\"2024-07-02 09:30:00\",\"open\":1,\"high\":1,\"low\":1,\"close\":null,"
            + "\"volume\":1}]",
        "[{\"date\":\"2024-07-02\",\"open\":1,\"high\":1,\"low\":1,\"close\":1,\"volume\":1}]",
        "[] trailing"
      })
  void whatIsNotUnderstoodIsRefused(String body) {
    server.fail(new MockResponse().setBody(body));
    FeedException e = failure(HALF_HOUR, PriceBasis.SPLIT);
    assertEquals(Kind.MALFORMED, e.kind(), e.getMessage());
  }

  /** The key is in the URL, which OkHttp's exceptions may quote. */
  @Test
  void noMessageHoldsTheKey() throws IOException {
    for (Failure failure : Failure.values()) {
      BarFeed feed = failing(failure).orElseThrow();
      SecretsIn.none(refusalOf(feed), FmpServer.KEY);
    }
    server.fail(FmpServer.error(200, "apikey=" + FmpServer.KEY + " is not known"));
    SecretsIn.none(failure(HALF_HOUR, PriceBasis.SPLIT), FmpServer.KEY);
    server.fail(new MockResponse().setBody("[1,\"" + FmpServer.KEY + "\"]"));
    SecretsIn.none(failure(HALF_HOUR, PriceBasis.SPLIT), FmpServer.KEY);
    HttpUrl closed = server.url();
    server.close();
    SecretsIn.none(refusalOf(feed(KEYS, closed)), FmpServer.KEY);
  }

  private static FeedException refusalOf(BarFeed feed) {
    return assertThrows(
        FeedException.class, () -> feed.fetch(request(HALF_HOUR, PriceBasis.SPLIT), deadline()));
  }

  private void assertRefused(Bars bars) {
    BarFeed feed = serving(bars);
    FeedException e =
        assertThrows(FeedException.class, () -> fetch(feed, bars, bars.start(0), after(bars)));
    assertEquals(Kind.MALFORMED, e.kind(), e.getMessage());
  }

  private FeedException failure(Timeframe timeframe, PriceBasis basis) {
    return assertThrows(
        FeedException.class,
        () ->
            feed(KEYS, server.url())
                .fetch(request(timeframe, basis), Deadline.after(CLOCK, Duration.ofMinutes(2))));
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
