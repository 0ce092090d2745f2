package io.bellwether.workbench.exchange;

import static io.bellwether.workbench.exchange.EngineDriver.bars;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Bars;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Answers that are lost or wrong, and what the exchange has done all the same. */
@Tag("integration")
final class FaultTest {
  private static final Bars BARS = bars("QQQ", "5m", "2024-06-03T09:30 100 101 99 100");
  private static final String ORDER =
      """
      {"symbol":"QQQ","qty":"1","side":"buy","type":"market","time_in_force":"day",
       "client_order_id":"once"}\
      """;

  private static ExchangeFixture failingPosts(Fault.Effect effect) {
    return failing(request -> request.method().equals("POST") ? effect : new Fault.Effect.None());
  }

  private static ExchangeFixture failing(Fault fault) {
    return new ExchangeFixture("2024-06-03T09:30", builder -> builder.fault(fault), BARS);
  }

  private static int lookup(ExchangeFixture fixture) throws IOException, InterruptedException {
    return fixture.client().get("/v2/orders:by_client_order_id?client_order_id=once").status();
  }

  @Test
  void aRefusalWithoutAnOrder() throws Exception {
    try (ExchangeFixture fixture = failingPosts(Fault.Effect.Refuse.serverError())) {
      assertEquals(500, fixture.client().post("/v2/orders", ORDER).status());
      assertEquals(404, lookup(fixture));
    }
  }

  @Test
  void anErrorAlthoughTheOrderWasPlaced() throws Exception {
    try (ExchangeFixture fixture = failingPosts(new Fault.Effect.Mislead(504, "<html>"))) {
      assertThrows(
          com.fasterxml.jackson.core.JsonProcessingException.class,
          () -> fixture.client().post("/v2/orders", ORDER));
      assertEquals(200, lookup(fixture));
    }
  }

  @Test
  void aConnectionThatDiesWithTheOrderPlaced() throws Exception {
    try (ExchangeFixture fixture = failingPosts(new Fault.Effect.Disconnect(true))) {
      assertThrows(IOException.class, () -> fixture.client().post("/v2/orders", ORDER));
      assertEquals(200, lookup(fixture));
      assertEquals(1, fixture.exchange().orders().size());
    }
  }

  @Test
  void aConnectionThatDiesBeforeTheOrder() throws Exception {
    try (ExchangeFixture fixture = failingPosts(new Fault.Effect.Disconnect(false))) {
      assertThrows(IOException.class, () -> fixture.client().post("/v2/orders", ORDER));
      assertEquals(404, lookup(fixture));
    }
  }

  @Test
  void anAnswerThatNeverComes() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    Fault silence =
        request -> {
          if (request.method().equals("GET")) {
            return new Fault.Effect.None();
          }
          arrived.countDown();
          return new Fault.Effect.Silence(true);
        };
    try (ExchangeFixture fixture = failing(silence)) {
      CompletableFuture<HttpResponse<byte[]>> answer =
          fixture.client().sendAsync("POST", "/v2/orders", ORDER);
      assertTrue(arrived.await(1, TimeUnit.MINUTES), "the order never arrived");
      // Asked for behind the order: the exchange carries out one request at a time.
      assertEquals(200, lookup(fixture));
      assertFalse(answer.isDone(), "there is an answer, or the connection was closed");
      answer.cancel(true);
    }
  }
}
