package io.bellwether.market.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.time.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.SocketPolicy;
import okio.Buffer;
import okio.BufferedSink;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real server on this machine; time passes only in pauses. */
final class HttpReaderTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final MockWebServer server = new MockWebServer();
  private final List<Duration> pauses = new ArrayList<>();
  private Instant now = Instant.parse("2024-07-02T13:30:00Z");
  private final HttpReader reader = reader(HttpReader.Settings.DEFAULT);

  @AfterEach
  void stopServer() throws IOException {
    server.shutdown();
  }

  private HttpReader reader(HttpReader.Settings settings) {
    return new HttpReader(
        new OkHttpClient(),
        settings,
        duration -> {
          pauses.add(duration);
          now = now.plus(duration);
        },
        new Random(42));
  }

  private HttpAnswer get() throws HttpReadException {
    return get(MINUTE);
  }

  private HttpAnswer get(Duration allowed) throws HttpReadException {
    return reader.get(
        server.url("/v2/bars?apikey=hidden"),
        Map.of("X-Key", "secret"),
        Deadline.after(() -> now, allowed));
  }

  @Test
  void returnsStatusHeadersAndBody() throws Exception {
    server.enqueue(new MockResponse().setBody("{\"ä\":1}").setHeader("X-Request-ID", "7"));
    HttpAnswer answer = get();
    assertEquals(200, answer.status());
    assertEquals("{\"ä\":1}", answer.body());
    assertEquals(Optional.of("7"), answer.header("x-request-id"));
    assertEquals(Optional.empty(), answer.header("absent"));
    assertEquals("secret", RecordedRequests.next(server).getHeader("X-Key"));
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503, 504})
  void passingFailuresAreRepeated(int status) throws Exception {
    server.enqueue(new MockResponse().setResponseCode(status));
    server.enqueue(new MockResponse().setResponseCode(status));
    server.enqueue(new MockResponse().setBody("at last"));
    assertEquals("at last", get().body());
    assertEquals(3, server.getRequestCount());
    assertEquals(2, pauses.size());
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 301, 302, 307, 400, 401, 403, 404, 422})
  void otherStatusesAreAnswers(int status) throws Exception {
    server.enqueue(
        new MockResponse().setResponseCode(status).setHeader("Location", server.url("/elsewhere")));
    assertEquals(status, get().status());
    assertEquals(1, server.getRequestCount());
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 503})
  void attemptsAreBoundedAndTheLastAnswerReturned(int status) throws Exception {
    for (int i = 0; i < 20; i++) {
      server.enqueue(
          new MockResponse().setResponseCode(status).setHeader("Retry-After", "0").setBody("busy"));
    }
    HttpAnswer answer = get();
    assertEquals(status, answer.status());
    assertEquals("busy", answer.body());
    assertEquals(Optional.of("0"), answer.header("Retry-After"));
    // OkHttp, left alone, would repeat a 408 and a 503 that says so behind the reader's back.
    assertEquals(4, server.getRequestCount());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DISCONNECT_AT_START",
        "DISCONNECT_AFTER_REQUEST",
        "DISCONNECT_DURING_RESPONSE_BODY"
      })
  void lostConnectionsAreRepeated(SocketPolicy policy) throws Exception {
    server.enqueue(new MockResponse().setBody("x".repeat(10_000)).setSocketPolicy(policy));
    server.enqueue(new MockResponse().setBody("whole"));
    assertEquals("whole", get().body());
    assertEquals(1, pauses.size());
  }

  @Test
  void lostConnectionsAreBounded() {
    for (int i = 0; i < 20; i++) {
      server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST));
    }
    assertThrows(HttpReadException.class, this::get);
    assertEquals(4, server.getRequestCount());
  }

  @Test
  void messagesHoldNoSecrets() {
    server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST));
    HttpReader once = reader(settings(1, 1000));
    HttpReadException e =
        assertThrows(
            HttpReadException.class,
            () ->
                once.get(
                    server.url("/v2/bars?apikey=hidden"),
                    Map.of("X-Key", "secret"),
                    Deadline.after(() -> now, MINUTE)));
    assertTrue(String.valueOf(e.getMessage()).contains("/v2/bars"), e.getMessage());
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      assertFalse(cause.toString().contains("hidden"), cause.toString());
      assertFalse(cause.toString().contains("secret"), cause.toString());
    }
  }

  @Test
  void backoffGrowsWithFullJitter() throws Exception {
    HttpReader patient = reader(settings(8, 1000));
    List<Duration> longest = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      pauses.clear();
      for (int j = 0; j < 8; j++) {
        server.enqueue(new MockResponse().setResponseCode(500));
      }
      patient.get(server.url("/"), Map.of(), Deadline.after(() -> now, MINUTE));
      for (int j = 0; j < pauses.size(); j++) {
        if (longest.size() <= j) {
          longest.add(Duration.ZERO);
        }
        assertFalse(pauses.get(j).isNegative());
        longest.set(
            j, longest.get(j).compareTo(pauses.get(j)) > 0 ? longest.get(j) : pauses.get(j));
      }
    }
    long[] bounds = {100, 200, 400, 800, 1000, 1000, 1000};
    for (int j = 0; j < bounds.length; j++) {
      long millis = longest.get(j).toMillis();
      assertTrue(millis <= bounds[j] && millis > bounds[j] / 2, j + ": " + millis + ", seed 42");
    }
  }

  @Test
  void retryAfterInSecondsIsHonoured() throws Exception {
    server.enqueue(new MockResponse().setResponseCode(429).setHeader("Retry-After", "7"));
    server.enqueue(new MockResponse().setBody("ok"));
    assertEquals("ok", get().body());
    assertPause(7);
  }

  @Test
  void retryAfterAsADateIsHonoured() throws Exception {
    server.enqueue(
        new MockResponse()
            .setResponseCode(503)
            .setHeader("Retry-After", "Tue, 2 Jul 2024 13:30:20 GMT"));
    server.enqueue(new MockResponse().setBody("ok"));
    assertEquals("ok", get().body());
    assertPause(20);
  }

  @Test
  void theResetOfARateLimitIsHonoured() throws Exception {
    server.enqueue(
        new MockResponse()
            .setResponseCode(429)
            .setHeader("X-RateLimit-Reset", now.plusSeconds(11).getEpochSecond()));
    server.enqueue(new MockResponse().setBody("ok"));
    assertEquals("ok", get().body());
    assertPause(11);
  }

  /** Providers send the reset with every answer: it says nothing about a server error. */
  @Test
  void theResetOfARateLimitIsIgnoredOtherwise() throws Exception {
    server.enqueue(
        new MockResponse()
            .setResponseCode(500)
            .setHeader("X-RateLimit-Reset", now.plusSeconds(50).getEpochSecond()));
    server.enqueue(new MockResponse().setBody("ok"));
    get();
    assertTrue(pauses.getFirst().compareTo(Duration.ofSeconds(1)) < 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"3600", "soon", "-5", "99999999999999999999"})
  void aWaitBeyondTheDeadlineIsNotBegunAndNonsenseIsIgnored(String retryAfter) throws Exception {
    server.enqueue(new MockResponse().setResponseCode(429).setHeader("Retry-After", retryAfter));
    server.enqueue(new MockResponse().setBody("ok"));
    boolean beyond = retryAfter.equals("3600");
    assertEquals(beyond ? 429 : 200, get().status());
    assertEquals(beyond ? 0 : 1, pauses.size());
  }

  @Test
  void noCallIsMadeWithoutTime() {
    assertThrows(HttpReadException.class, () -> get(Duration.ZERO));
    assertEquals(0, server.getRequestCount());
  }

  /** The deadline bounds the call, headers and body alike. */
  @Test
  void aSlowAnswerIsCutOff() {
    server.enqueue(
        new MockResponse().setBody("x".repeat(1000)).throttleBody(100, 1, TimeUnit.SECONDS));
    HttpReader once = reader(settings(1, 100_000));
    assertThrows(
        HttpReadException.class,
        () ->
            once.get(server.url("/"), Map.of(), Deadline.after(() -> now, Duration.ofMillis(300))));
  }

  @Test
  void aLargeBodyIsRefusedAlsoWhenCompressed() throws Exception {
    HttpReader small = reader(settings(4, 100));
    server.enqueue(new MockResponse().setBody("x".repeat(100)));
    assertEquals(
        100,
        small.get(server.url("/"), Map.of(), Deadline.after(() -> now, MINUTE)).body().length());
    server.enqueue(new MockResponse().setBody("x".repeat(101)));
    server.enqueue(
        new MockResponse().setHeader("Content-Encoding", "gzip").setBody(gzip("x".repeat(5000))));
    for (int i = 0; i < 2; i++) {
      assertThrows(
          HttpReadException.class,
          () -> small.get(server.url("/"), Map.of(), Deadline.after(() -> now, MINUTE)));
    }
    assertEquals(3, server.getRequestCount());
  }

  @Test
  void impossibleSettingsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> settings(0, 1));
    assertThrows(IllegalArgumentException.class, () -> settings(1, 0));
  }

  private void assertPause(long seconds) {
    Duration pause = pauses.getFirst();
    assertTrue(pause.compareTo(Duration.ofSeconds(seconds)) >= 0, pause.toString());
    assertTrue(pause.compareTo(Duration.ofSeconds(seconds + 1)) < 0, pause.toString());
  }

  private static HttpReader.Settings settings(int attempts, long bytes) {
    return new HttpReader.Settings(
        MINUTE, attempts, Duration.ofMillis(100), Duration.ofSeconds(1), bytes);
  }

  private static Buffer gzip(String text) throws IOException {
    Buffer buffer = new Buffer();
    try (BufferedSink sink = Okio.buffer(new GzipSink(buffer))) {
      sink.writeUtf8(text);
    }
    return buffer;
  }
}
