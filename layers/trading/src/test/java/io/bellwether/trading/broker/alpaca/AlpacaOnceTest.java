package io.bellwether.trading.broker.alpaca;

import static io.bellwether.trading.broker.alpaca.AlpacaServer.CLIENT_ID;
import static io.bellwether.trading.broker.alpaca.AlpacaServer.KEYS;
import static io.bellwether.trading.broker.alpaca.AlpacaServer.ORDER;
import static io.bellwether.trading.broker.alpaca.AlpacaServer.ORDER_ID;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.bellwether.market.time.Deadline;
import io.bellwether.trading.broker.Broker;
import io.bellwether.trading.broker.Broker.Cancellation;
import io.bellwether.trading.broker.Submission;
import io.bellwether.trading.broker.Submission.Refusal;
import io.bellwether.trading.order.OrderTerms;
import io.bellwether.trading.order.Side;
import io.bellwether.trading.order.TimeInForce;
import io.bellwether.trading.risk.ApprovedOrders;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What places, replaces or cancels is sent at most once, beyond what {@code HttpBrokerKit} asks of
 * every broker: keys, connections and time that run out. Behind each trouble a good answer lies
 * ready, so that a hidden repeat would succeed and be counted.
 */
class AlpacaOnceTest {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final OrderTerms MARKET =
      OrderTerms.market("TQQQ", Side.BUY, new BigDecimal("12"), TimeInForce.DAY);

  private AlpacaServer alpaca;

  @BeforeEach
  void start() throws Exception {
    alpaca = new AlpacaServer();
  }

  @AfterEach
  void stop() throws Exception {
    alpaca.close();
  }

  @Test
  void anOrderRefusedForItsKeysIsNotSentAgainWithNewOnes() throws Exception {
    prepare(status(401).setHeader("WWW-Authenticate", "Basic realm=\"alpaca\""));
    Broker broker = alpaca.broker(alpaca.settings(), new RotatingKeys());

    Submission submission = broker.submit(ApprovedOrders.of(CLIENT_ID, MARKET), alpaca.deadline());
    assertEquals(
        Refusal.UNAUTHORIZED, assertInstanceOf(Submission.Rejected.class, submission).refusal());
    assertEquals(1, alpaca.server.getRequestCount());

    broker.submit(ApprovedOrders.of(CLIENT_ID, MARKET), alpaca.deadline());
    assertEquals("KEY-NUMBER-1", alpaca.request().getHeader("APCA-API-KEY-ID"));
    assertEquals("KEY-NUMBER-2", alpaca.request().getHeader("APCA-API-KEY-ID"));
  }

  @Test
  void anOrderNeverTravelsOnAConnectionThatMayHaveDied() throws Exception {
    alpaca.server.enqueue(
        new MockResponse().setBody(ORDER).setSocketPolicy(SocketPolicy.DISCONNECT_AT_END));
    alpaca.answer(200, ORDER);
    alpaca.answer(200, ORDER);
    Broker broker = alpaca.broker();
    for (int i = 0; i < 3; i++) {
      assertInstanceOf(
          Submission.Confirmed.class,
          broker.submit(ApprovedOrders.of(CLIENT_ID, MARKET), alpaca.deadline()));
    }

    assertEquals(3, alpaca.server.getRequestCount());
    for (int i = 0; i < 3; i++) {
      assertEquals(0, alpaca.request().getSequenceNumber(), "the first of its connection");
    }
  }

  @Test
  void aRefusedConnectionIsUnknownAndNotTriedAgain() throws Exception {
    Broker broker = alpaca.broker();
    alpaca.close();
    assertInstanceOf(
        Submission.Unknown.class,
        broker.submit(ApprovedOrders.of(CLIENT_ID, MARKET), alpaca.deadline()));
    assertEquals(List.of(), alpaca.pauses);
  }

  @Test
  void nothingIsSentWhenNoTimeIsLeft() {
    Deadline over = Deadline.after(InstantSource.fixed(AlpacaServer.START), Duration.ZERO);
    Broker broker = alpaca.broker();

    assertInstanceOf(
        Submission.Unknown.class, broker.submit(ApprovedOrders.of(CLIENT_ID, MARKET), over));
    assertEquals(Cancellation.UNKNOWN, broker.cancel(ORDER_ID, over));
    assertEquals(0, alpaca.server.getRequestCount());
  }

  @Test
  void theDeadlineBoundsTheCallHoweverPatientTheSettings() {
    alpaca.server.enqueue(policy(SocketPolicy.NO_RESPONSE));
    AlpacaSettings patient =
        alpaca.settings().withTimeouts(Duration.ofHours(1), Duration.ofHours(1));
    Deadline soon = Deadline.after(InstantSource.fixed(AlpacaServer.START), SHORT);

    Submission submission =
        assertTimeoutPreemptively(
            Duration.ofMinutes(1),
            () ->
                alpaca
                    .broker(patient, () -> KEYS)
                    .submit(ApprovedOrders.of(CLIENT_ID, MARKET), soon));
    assertInstanceOf(Submission.Unknown.class, submission);
  }

  /** The control: the library's defaults do repeat, so the tests above can fail. */
  @Test
  void theLibraryByItselfWouldPostTwice() throws Exception {
    prepare(status(503).setHeader("Retry-After", "0"));
    OkHttpClient plain = new OkHttpClient();
    Request request =
        new Request.Builder()
            .url(alpaca.server.url("/v2/orders"))
            .post(RequestBody.create("{}", null))
            .build();
    try (Response response = plain.newCall(request).execute()) {
      assertEquals(200, response.code());
    }
    assertEquals(2, alpaca.server.getRequestCount());
  }

  private void prepare(MockResponse trouble) {
    alpaca.server.enqueue(trouble);
    alpaca.answer(200, ORDER);
    alpaca.answer(200, ORDER);
  }

  private static MockResponse status(int code) {
    return new MockResponse().setResponseCode(code);
  }

  private static MockResponse policy(SocketPolicy policy) {
    return new MockResponse().setSocketPolicy(policy);
  }
}
