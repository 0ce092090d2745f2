package io.bellwether.trading.broker.alpaca;

import static io.bellwether.trading.broker.alpaca.AlpacaServer.KEYS;
import static io.bellwether.trading.broker.alpaca.AlpacaServer.ORDER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.http.ApiKey;
import io.bellwether.market.http.ApiKeys;
import io.bellwether.trading.broker.Broker;
import io.bellwether.trading.broker.Broker.Cancellation;
import io.bellwether.trading.broker.BrokerException;
import io.bellwether.trading.broker.Lookup;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How patient the broker's reads are, and what becomes of them and of refused keys. */
class AlpacaRetriesTest {
  private static final Duration SHORT = Duration.ofMillis(300);

  private AlpacaServer alpaca;

  @BeforeEach
  void start() throws Exception {
    alpaca = new AlpacaServer();
  }

  @AfterEach
  void stop() throws Exception {
    alpaca.close();
  }

  static Stream<MockResponse> passing() {
    return Stream.of(
        new MockResponse().setResponseCode(429).setBody("{\"code\":42910000}"),
        new MockResponse().setResponseCode(503).setHeader("Retry-After", "0"),
        new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST));
  }

  @ParameterizedTest
  @MethodSource("passing")
  void troubleThatMayPassIsWaitedOut(MockResponse trouble) throws Exception {
    alpaca.server.enqueue(trouble);
    alpaca.server.enqueue(trouble.clone());
    alpaca.answer(200, "[]");

    assertEquals(List.of(), alpaca.broker().positions(alpaca.deadline()));
    assertEquals(3, alpaca.server.getRequestCount());
    assertEquals(2, alpaca.pauses.size());
  }

  @ParameterizedTest
  @MethodSource("passing")
  void attemptsAreBounded(MockResponse trouble) {
    for (int i = 0; i < 10; i++) {
      alpaca.server.enqueue(trouble.clone());
    }
    BrokerException failure =
        assertThrows(BrokerException.class, () -> alpaca.broker().positions(alpaca.deadline()));
    assertFalse(failure.unauthorized());
    assertEquals(3, alpaca.server.getRequestCount());
  }

  /** Whether an attempt reaches the server before it is given up is left open. */
  @Test
  void anAttemptTakesNoLongerThanTheSettingsSay() {
    for (int i = 0; i < 3; i++) {
      alpaca.server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));
    }
    Broker broker =
        alpaca.broker(alpaca.settings().withTimeouts(SHORT, SHORT), () -> KEYS, withoutLimits());
    assertTimeoutPreemptively(
        Duration.ofMinutes(1),
        () -> assertThrows(BrokerException.class, () -> broker.positions(alpaca.deadline())));
    assertEquals(2, alpaca.pauses.size());
  }

  @Test
  void nothingIsRepeatedBeyondTheDeadline() {
    alpaca.server.enqueue(new MockResponse().setResponseCode(503).setHeader("Retry-After", "60"));
    alpaca.answer(200, ORDER);

    assertInstanceOf(Lookup.Unknown.class, alpaca.broker().find("bw-abc", alpaca.deadline()));
    assertEquals(1, alpaca.server.getRequestCount());
    assertEquals(List.of(), alpaca.pauses);
  }

  @ParameterizedTest
  @CsvSource({"400", "403", "404", "422", "207", "302", "204"})
  void anAnswerThatWillNotChangeIsNotAskedForAgain(int status) {
    alpaca.server.enqueue(
        new MockResponse().setResponseCode(status).setHeader("Location", "/v2/positions"));
    alpaca.answer(200, "[]");
    assertThrows(BrokerException.class, () -> alpaca.broker().positions(alpaca.deadline()));
    assertEquals(1, alpaca.server.getRequestCount());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401 | {\"message\": \"unauthorized.\"}",
        "401 | <html>401 Authorization Required</html>",
        "403 | {\"message\":\"forbidden.\"}"
      })
  void refusedKeysAreReadAgainOnce(int status, String body) throws Exception {
    alpaca.answer(status, body);
    alpaca.answer(200, "[]");
    alpaca.answer(200, "[]");
    Broker broker = broker(new RotatingKeys());
    broker.positions(alpaca.deadline());
    broker.positions(alpaca.deadline());

    assertKeyOfNextRequest(1);
    assertKeyOfNextRequest(2);
    assertKeyOfNextRequest(2);
    assertEquals(List.of(), alpaca.pauses);
  }

  @Test
  void keysRefusedTwiceAreReportedAsSuch() {
    alpaca.answer(401, "<html>401</html>");
    alpaca.answer(401, "<html>401</html>");
    alpaca.answer(200, "[]");
    BrokerException failure =
        assertThrows(BrokerException.class, () -> alpaca.broker().positions(alpaca.deadline()));
    assertTrue(failure.unauthorized());
    assertEquals(2, alpaca.server.getRequestCount());
  }

  @Test
  void aReadAfterARefusedCancelHasFreshKeys() throws Exception {
    alpaca.answer(401, "");
    alpaca.answer(200, "[]");
    Broker broker = broker(new RotatingKeys());
    assertEquals(Cancellation.UNKNOWN, broker.cancel(AlpacaServer.ORDER_ID, alpaca.deadline()));
    broker.positions(alpaca.deadline());

    assertKeyOfNextRequest(1);
    assertKeyOfNextRequest(2);
  }

  /** Somebody else may have had the same key refused, and have read the new one already. */
  @Test
  void keysThatHaveChangedSinceTheRefusalAreNotReadAgain() throws Exception {
    alpaca.answer(401, "");
    alpaca.answer(200, "[]");
    AtomicInteger number = new AtomicInteger();
    broker(() -> new ApiKey("KEY-NUMBER-" + number.incrementAndGet(), "secret"))
        .positions(alpaca.deadline());

    assertKeyOfNextRequest(1);
    assertKeyOfNextRequest(2);
  }

  /** Keys that were not rotated are read once for each refusal, not for each call after one. */
  @Test
  void keysAcceptedAfterAllAreNotReadAgain() throws Exception {
    alpaca.answer(401, "");
    for (int i = 0; i < 3; i++) {
      alpaca.answer(200, "[]");
    }
    AtomicInteger rereads = new AtomicInteger();
    Broker broker = broker(counting(rereads));
    for (int i = 0; i < 3; i++) {
      broker.positions(alpaca.deadline());
    }
    assertEquals(4, alpaca.server.getRequestCount());
    assertEquals(1, rereads.get());
  }

  @Test
  void anAnswerTooLongToHoldIsAnError() {
    alpaca.server.enqueue(new MockResponse().setBody("x".repeat((4 << 20) + 1)));
    alpaca.answer(200, "[]");
    assertThrows(BrokerException.class, () -> alpaca.broker().positions(alpaca.deadline()));
  }

  private static ApiKeys counting(AtomicInteger rereads) {
    return new ApiKeys() {
      @Override
      public ApiKey current() {
        return KEYS;
      }

      @Override
      public ApiKey reread() {
        rereads.incrementAndGet();
        return KEYS;
      }
    };
  }

  private Broker broker(ApiKeys keys) {
    return alpaca.broker(alpaca.settings(), keys);
  }

  /** A base that by itself would wait for ever. */
  private static OkHttpClient withoutLimits() {
    return new OkHttpClient.Builder()
        .connectTimeout(Duration.ZERO)
        .readTimeout(Duration.ZERO)
        .writeTimeout(Duration.ZERO)
        .build();
  }

  private void assertKeyOfNextRequest(int number) throws Exception {
    assertEquals("KEY-NUMBER-" + number, alpaca.request().getHeader("APCA-API-KEY-ID"));
  }
}
