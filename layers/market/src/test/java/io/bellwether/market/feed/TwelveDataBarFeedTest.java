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
import java.util.ArrayList;
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
import org.junit.jupiter.params.provider.ValueSource;

/** The feed over HTTP, against a server that speaks Twelve Data's protocol. */
final class TwelveDataBarFeedTest extends BarFeedKit {
  private static final ApiKeys KEYS = () -> ApiKey.of(TwelveDataServer.KEY);
  private static final Timeframe HALF_HOUR = Timeframe.parse("30m");

  private final TwelveDataServer server = new TwelveDataServer();
  private final List<Duration> pauses = new ArrayList<>();
  private Instant now = NOW.plusSeconds(12);

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
          case UNAUTHORIZED_401 -> TwelveDataServer.error(401, 401, "**apikey** is incorrect");
          case FORBIDDEN_403 -> TwelveDataServer.error(403, 403, "available with the Grow plan");
          case NOT_FOUND_404 -> new MockResponse().setResponseCode(404).setBody("<html></html>");
          case RATE_LIMITED_429 -> TwelveDataServer.minuteUsedUp(429);
          case SERVER_ERROR_500 -> TwelveDataServer.error(500, 500, "internal error");
          case CONNECTION_LOST ->
              new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST);
          case TRUNCATED ->
              new MockResponse().setBody("{\"meta\":{\"symbol\":\"TQQQ\"},\"values\":[{");
          case HTML_INSTEAD -> new MockResponse().setBody("<html>maintenance</html>");
        });
    return Optional.of(feed(KEYS));
  }

  private BarFeed feed(ApiKeys keys) {
    HttpReader reader =
        new HttpReader(new OkHttpClient(), HttpReader.Settings.DEFAULT, this::pause, new Random(1));
    return new TwelveDataBarFeed(reader, server.url(), keys, CALENDAR, this::pause);
  }

  private void pause(Duration duration) {
    pauses.add(duration);
    now = now.plus(duration);
  }

  private Deadline within(Duration duration) {
    return Deadline.after(() -> now, duration);
  }

  @Test
  void theKeyIsInNoUrlAndEveryParameterIsPinned() throws FeedException {
    Bars bars = series("TQQQ", HALF_HOUR, 100);
    fetch(serving(bars), bars, bars.start(0), after(bars));
    HttpUrl url = server.requests().getFirst();
    assertFalse(url.toString().contains(TwelveDataServer.KEY));
    assertEquals("30min", url.queryParameter("interval"));
    assertEquals("UTC", url.queryParameter("timezone"));
    assertEquals("ASC", url.queryParameter("order"));
    assertEquals("splits", url.queryParameter("adjust"));
    assertEquals("5000", url.queryParameter("outputsize"));
  }

  /**
   * A range is cut by time, so that no answer can be cut short, and each part is asked for once.
   */
  @Test
  void partsOfALongRangeMeetWithoutGapOrOverlap() throws FeedException {
    Bars bars = series("TQQQ", Timeframe.parse("5m"), 12_000);
    assertSameBars(bars, fetch(serving(bars), bars, bars.start(0), after(bars)));
    List<HttpUrl> requests = server.requests();
    assertTrue(requests.size() >= 3, requests.toString());
    for (int i = 1; i < requests.size(); i++) {
      assertEquals(
          requests.get(i - 1).queryParameter("end_date"),
          requests.get(i).queryParameter("start_date"));
    }
  }

  @ParameterizedTest
  @CsvSource({"1h, 30m", "2h, 30m", "45m, 15m", "20m, 5m", "12m, 1m", "10m, 5m", "1d, 1d"})
  void longTimeframesAreMadeOfThoseItHas(String target, String source) {
    assertEquals(Timeframe.parse(source), feed(KEYS).sourceTimeframe(Timeframe.parse(target)));
  }

  @ParameterizedTest
  @CsvSource({"1h, SPLIT", "10m, SPLIT", "30m, SPLIT_DIVIDEND", "1d, UNKNOWN"})
  void whatItCannotServeIsRefusedWithoutACall(String timeframe, PriceBasis basis) {
    assertEquals(Kind.UNSUPPORTED, failure(Timeframe.parse(timeframe), basis).kind());
    assertEquals(List.of(), server.requests());
  }

  @Test
  void thePriceBasisIsTheProvidersAdjustment() throws FeedException {
    serving(series("TQQQ", Timeframe.DAY, 10));
    for (PriceBasis basis : List.of(PriceBasis.RAW, PriceBasis.SPLIT, PriceBasis.SPLIT_DIVIDEND)) {
      feed(KEYS).fetch(request(Timeframe.DAY, basis), deadline());
    }
    assertEquals(
        List.of("none", "splits", "all"),
        server.requests().stream().map(url -> url.queryParameter("adjust")).toList());
  }

  @Test
  void aRotatedKeyIsReadAnewOnce() throws FeedException {
    Bars bars = series("TQQQ", HALF_HOUR, 10);
    server.serve(bars);
    server.accept("fresh-key");
    Rotation keys = new Rotation("stale-key", "fresh-key");
    assertEquals(10, fetch(feed(keys), bars, bars.start(0), after(bars)).size());
    assertEquals(1, keys.rereads());
    assertEquals(2, server.requests().size());
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 429})
  void theNextMinutesCreditsAreWaitedFor(int status) throws FeedException {
    Bars bars = series("TQQQ", HALF_HOUR, 10);
    server.serve(bars);
    server.next(TwelveDataServer.minuteUsedUp(status));
    assertEquals(10, feed(KEYS).fetch(all(bars), within(Duration.ofSeconds(90))).size());
    // It was twelve seconds past the minute.
    assertEquals(List.of(Duration.ofSeconds(49)), pauses);
    assertEquals(2, server.requests().size());
  }

  @Test
  void aMinuteThatTheDeadlineDoesNotHaveIsNotWaited() {
    server.fail(TwelveDataServer.minuteUsedUp(200));
    Bars bars = series("TQQQ", HALF_HOUR, 10);
    FeedException e =
        assertThrows(
            FeedException.class, () -> feed(KEYS).fetch(all(bars), within(Duration.ofSeconds(30))));
    assertEquals(Kind.RATE_LIMITED, e.kind());
    assertEquals(List.of(), pauses);
    assertEquals(1, server.requests().size());
    assertTrue(e.retryAt().orElseThrow().isBefore(now.plusSeconds(60)));
  }

  /** The header tells before a request is wasted. */
  @Test
  void theLastCreditOfAMinuteIsTheLastRequestOfIt() throws FeedException {
    Bars bars = series("TQQQ", HALF_HOUR, 10);
    server.creditsLeft(0);
    BarFeed feed = serving(bars);
    feed.fetch(all(bars), within(Duration.ofMinutes(5)));
    assertEquals(List.of(), pauses);
    feed.fetch(all(bars), within(Duration.ofMinutes(5)));
    assertEquals(List.of(Duration.ofSeconds(49)), pauses);
    assertThrows(FeedException.class, () -> feed.fetch(all(bars), within(Duration.ofSeconds(20))));
    assertEquals(2, server.requests().size());
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 429})
  void theDaysCreditsAreNotWaitedFor(int status) {
    server.fail(TwelveDataServer.dayUsedUp(status));
    FeedException e = failure(HALF_HOUR, PriceBasis.SPLIT);
    assertEquals(Kind.RATE_LIMITED, e.kind());
    assertEquals(Optional.of(Instant.parse("2024-07-21T00:00:00Z")), e.retryAt());
    assertEquals(List.of(), pauses);
    assertEquals(1, server.requests().size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401 | **apikey** parameter is incorrect or not specified        | UNAUTHORIZED",
        "403 | /time_series is available exclusively with pro plans      | UNAUTHORIZED",
        "404 | This symbol is available starting with Grow               | UNAUTHORIZED",
        "404 | **symbol** or **figi** parameter is missing or invalid    | UNKNOWN_SYMBOL",
        "400 | **symbol** not found: TQQQ                                | UNKNOWN_SYMBOL",
        "400 | Invalid **interval** provided: 30min                      | UNSUPPORTED",
        "500 | Internal server error                                     | UNAVAILABLE",
        "418 | I am a teapot                                             | MALFORMED"
      })
  void anErrorIsOneWhateverTheStatus(int code, String message, Kind kind) {
    for (int status : new int[] {200, code}) {
      server.fail(TwelveDataServer.error(status, code, message));
      FeedException e = failure(HALF_HOUR, PriceBasis.SPLIT);
      assertEquals(kind, e.kind(), e.getMessage());
    }
  }

  @Test
  void oneSymbolsPartOfAnAnswerMayBeTheError() {
    server.fail(
        new MockResponse()
            .setBody(
                "{\"TQQQ\":" + TwelveDataServer.envelope(400, "**symbol** not found: TQQQ") + "}"));
    assertEquals(Kind.UNKNOWN_SYMBOL, failure(HALF_HOUR, PriceBasis.SPLIT).kind());
  }

  @Test
  void anAbsentVolumeIsZeroAndPricesAreTheExactText() throws FeedException {
    Bars bars = series("TQQQ", HALF_HOUR, 10);
    server.mangle(body -> body.replaceAll(",\"volume\":\"[^\"]*\"", ""));
    Bars fetched = fetch(serving(bars), bars, bars.start(0), after(bars));
    assertEquals(0, fetched.volume()[3]);
    assertEquals(bars.close()[3], fetched.close()[3]);
  }

  /** Another listing of the symbol, another interval, another zone. */
  @ParameterizedTest
  @CsvSource({
    "America/New_York, America/Mexico_City",
    "'\"symbol\":\"TQQQ\"', '\"symbol\":\"QQQ3\"'",
    "30min, 1h"
  })
  void anAnswerAboutSomethingElseIsRefused(String asked, String sent) {
    server.mangle(body -> body.replace(asked, sent));
    assertRefused(series("TQQQ", HALF_HOUR, 10));
  }

  /** The exchange's local time in place of UTC, and hours too many or too few. */
  @ParameterizedTest
  @ValueSource(ints = {-5, -4, -1, 1, 4, 5, 12})
  void timesOfAnotherZoneAreRefused(int hours) {
    server.mangle(body -> shifted(body, hours * 60));
    assertRefused(series("TQQQ", HALF_HOUR, 60));
  }

  @Test
  void timesOffTheGridAreRefused() {
    server.mangle(body -> shifted(body, 15));
    assertRefused(series("TQQQ", HALF_HOUR, 60));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"open\":\"    | \"open\":\"x",
        "\"high\":      | \"higher\":",
        "\"datetime\":\"2 | \"datetime\":\"later 2",
        "\"values\":[   | \"values\":{}, \"x\":[",
        "\"status\"     | trailing \"status\""
      })
  void whatIsNotUnderstoodIsRefused(String text, String instead) {
    server.mangle(body -> body.replace(text, instead));
    assertRefused(series("TQQQ", HALF_HOUR, 10));
  }

  @Test
  void noMessageHoldsTheKey() {
    for (Failure failure : Failure.values()) {
      BarFeed feed = failing(failure).orElseThrow();
      FeedException e =
          assertThrows(
              FeedException.class,
              () ->
                  feed.fetch(request(HALF_HOUR, PriceBasis.SPLIT), within(Duration.ofSeconds(9))));
      SecretsIn.none(e, TwelveDataServer.KEY);
    }
    server.fail(TwelveDataServer.error(200, 400, "bad key " + TwelveDataServer.KEY));
    SecretsIn.none(failure(HALF_HOUR, PriceBasis.SPLIT), TwelveDataServer.KEY);
  }

  @Test
  void aMissingKeyIsARefusal() {
    BarFeed feed =
        feed(
            () -> {
              throw new io.bellwether.market.http.ApiKeyException("there is none");
            });
    FeedException e =
        assertThrows(
            FeedException.class,
            () -> feed.fetch(request(HALF_HOUR, PriceBasis.SPLIT), deadline()));
    assertEquals(Kind.UNAUTHORIZED, e.kind());
    assertEquals(List.of(), server.requests());
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
        () -> feed(KEYS).fetch(request(timeframe, basis), within(Duration.ofMinutes(2))));
  }

  private static String shifted(String body, int minutes) {
    return LocalTimes.shifted(body, "datetime", minutes);
  }

  private static BarRequest all(Bars bars) {
    return new BarRequest(
        bars.symbol(), bars.timeframe(), bars.start(0), after(bars), PriceBasis.SPLIT);
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
