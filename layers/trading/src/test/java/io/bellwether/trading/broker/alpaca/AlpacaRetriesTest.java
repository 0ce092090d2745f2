package io.bellwether.trading.broker.alpaca;

import static io.bellwether.trading.broker.alpaca.AlpacaServer.KEYS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.time.Deadline;
import io.bellwether.trading.broker.Broker;
import io.bellwether.trading.broker.BrokerException;
import io.bellwether.trading.broker.Lookup;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** When a read is repeated, and when it is not. */
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
        new MockResponse().setResponseCode(408),
        new MockResponse().setResponseCode(429).setBody("{\"code\":42910000}"),
        new MockResponse().setResponseCode(500),
        new MockResponse().setResponseCode(503).setHeader("Retry-After", "0"),
        new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST),
        new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));
  }

  @ParameterizedTest
  @MethodSource("passing")
  void troubleThatMayPassIsWaitedOut(MockResponse trouble) throws Exception {
    alpaca.server.enqueue(trouble);
    alpaca.server.enqueue(trouble.clone());
    alpaca.answer(200, "[]");

    assertEquals(List.of(), impatient(() -> KEYS).positions(alpaca.deadline()));
    assertEquals(3, alpaca.server.getRequestCount());
    assertEquals(2, alpaca.pauses.size());
    assertBetween(125, 250, alpaca.pauses.get(0));
    assertBetween(250, 500, alpaca.pauses.get(1));
  }

  @ParameterizedTest
  @MethodSource("passing")
  void attemptsAreBounded(MockResponse trouble) {
    for (int i = 0; i < 10; i++) {
      alpaca.server.enqueue(trouble.clone());
    }
    BrokerException failure =
        assertThrows(
            BrokerException.class, () -> impatient(() -> KEYS).positions(alpaca.deadline()));
    assertFalse(failure.unauthorized());
    assertEquals(3, alpaca.server.getRequestCount());
  }

  @Test
  void nothingIsRepeatedBeyondTheDeadline() {
    alpaca.answer(503, "");
    alpaca.answer(200, "[]");
    Deadline soon = Deadline.after(InstantSource.fixed(AlpacaServer.START), Duration.ofMillis(100));

    assertInstanceOf(Lookup.Unknown.class, alpaca.broker().find("bw-abc", soon));
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
    AtomicInteger reads = new AtomicInteger();
    Broker broker =
        impatient(() -> new AlpacaCredentials("KEY-" + reads.incrementAndGet(), "secret"));
    broker.positions(alpaca.deadline());
    broker.positions(alpaca.deadline());

    assertEquals("KEY-1", alpaca.request().getHeader("APCA-API-KEY-ID"));
    assertEquals("KEY-2", alpaca.request().getHeader("APCA-API-KEY-ID"));
    assertEquals("KEY-2", alpaca.request().getHeader("APCA-API-KEY-ID"));
    assertEquals(2, reads.get());
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
  void anAnswerTooLongToHoldIsAnError() {
    MockResponse endless = new MockResponse().setBody("x".repeat((4 << 20) + 1));
    for (int i = 0; i < 3; i++) {
      alpaca.server.enqueue(endless.clone());
    }
    assertThrows(BrokerException.class, () -> alpaca.broker().positions(alpaca.deadline()));
  }

  private Broker impatient(AlpacaCredentialSource credentials) {
    return alpaca.broker(alpaca.settings().withTimeouts(SHORT, SHORT), credentials);
  }

  private static void assertBetween(long lowMillis, long highMillis, Duration actual) {
    assertTrue(
        actual.toMillis() >= lowMillis && actual.toMillis() <= highMillis,
        () -> "waited " + actual);
  }
}
