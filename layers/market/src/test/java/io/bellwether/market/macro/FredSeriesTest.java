package io.bellwether.market.macro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.bellwether.market.feed.FeedException;
import io.bellwether.market.feed.FeedException.Kind;
import io.bellwether.market.http.ApiKey;
import io.bellwether.market.http.ApiKeys;
import io.bellwether.market.http.HttpReader;
import io.bellwether.market.http.RecordedRequests;
import io.bellwether.market.time.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import okhttp3.OkHttpClient;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FredSeriesTest {
  private static final String KEY = "abcdef0123456789abcdef0123456789";
  private static final Instant NOW = Instant.parse("2026-11-20T21:30:00Z");

  private final MockWebServer server = new MockWebServer();

  @AfterEach
  void stop() throws IOException {
    server.shutdown();
  }

  private DailySeries read(ApiKeys keys) throws FeedException {
    HttpReader reader =
        new HttpReader(
            new OkHttpClient(), HttpReader.Settings.DEFAULT, duration -> {}, new Random(1));
    return new FredSeries(reader, server.url("/"), keys)
        .read(
            FredSeries.VIX,
            LocalDate.of(2026, 11, 1),
            LocalDate.of(2026, 11, 20),
            Deadline.after(() -> NOW, Duration.ofMinutes(5)));
  }

  private DailySeries read() throws FeedException {
    return read(() -> ApiKey.of(KEY));
  }

  private void serve(int status, String body) {
    server.enqueue(new MockResponse().setResponseCode(status).setBody(body));
  }

  @Test
  void missingValuesAreLeftOut() throws FeedException, InterruptedException {
    serve(
        200,
        """
        {"realtime_start":"2026-11-20","observations":[
         {"realtime_start":"2026-11-20","date":"2026-11-19","value":"18.41"},
         {"realtime_start":"2026-11-20","date":"2026-11-11","value":"."},
         {"date":"2026-11-10","value":"17.2"}]}
        """);
    assertEquals(
        Map.of(LocalDate.of(2026, 11, 19), 18.41, LocalDate.of(2026, 11, 10), 17.2),
        read().values());
    assertEquals(
        "/fred/series/observations?series_id=VIXCLS&file_type=json&observation_start=2026-11-01"
            + "&observation_end=2026-11-20&api_key="
            + KEY,
        RecordedRequests.next(server).getPath());
  }

  /** A value counts from noon of the day after its own, and for a few days. */
  @ParameterizedTest
  @CsvSource({
    "2026-11-19T21:00:00Z, 18", // the close of the day itself: that of the day before
    "2026-11-20T16:59:59Z, 18",
    "2026-11-20T17:00:00Z, 19",
    "2026-11-20T21:00:00Z, 19",
    "2026-11-25T21:00:00Z, 19",
    "2026-11-26T21:00:00Z, ",
    "2026-11-19T16:59:00Z, ",
    "2026-11-01T16:00:00Z, "
  })
  void aValueIsKnownTheNextDay(Instant at, Double expected) {
    DailySeries series =
        new DailySeries(
            new TreeMap<>(
                Map.of(LocalDate.of(2026, 11, 18), 18.0, LocalDate.of(2026, 11, 19), 19.0)));
    assertEquals(Optional.ofNullable(expected), series.knownAt(at));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | Bad Request.  The value for variable api_key is not registered. | UNAUTHORIZED",
        "400 | Bad Request.  The series does not exist. | UNSUPPORTED",
        "429 | Too Many Requests | RATE_LIMITED",
        "500 | x | UNAVAILABLE"
      })
  void errorsAreTold(int status, String message, Kind kind) {
    for (int i = 0; i < 4; i++) {
      serve(
          status,
          "{\"error_code\":%d,\"error_message\":\"%s %s\"}".formatted(status, message, KEY));
    }
    FeedException e = assertThrows(FeedException.class, this::read);
    assertEquals(kind, e.kind());
    assertFalse(e.toString().contains(KEY), e.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<xml/>",
        "{}",
        "{\"observations\":[{\"date\":\"2026-11-19\",\"value\":\"high\"}]}",
        "{\"observations\":[{\"date\":\"2026-11-19\",\"value\":\"NaN\"}]}",
        "{\"observations\":[{\"date\":\"today\",\"value\":\"18\"}]}",
        "{\"observations\":[{\"date\":\"2026-11-19\",\"value\":null}]}"
      })
  void whatIsNoSeriesIsAnError(String body) {
    serve(200, body);
    assertEquals(Kind.MALFORMED, assertThrows(FeedException.class, this::read).kind());
  }

  @Test
  void aRotatedKeyIsReadAnew() throws FeedException {
    serve(400, "{\"error_message\":\"The value for variable api_key is not registered.\"}");
    serve(200, "{\"observations\":[]}");
    ApiKeys rotated =
        new ApiKeys() {
          @Override
          public ApiKey current() {
            return ApiKey.of(KEY);
          }

          @Override
          public ApiKey reread() {
            return ApiKey.of("b" + KEY.substring(1));
          }
        };
    assertEquals(Map.of(), read(rotated).values());
    assertEquals(2, server.getRequestCount());
  }
}
