package io.bellwether.workbench.scenario.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.trading.event.TradingEvent.Type;
import io.bellwether.trading.order.OrderStatus;
import io.bellwether.workbench.scenario.memory.Line.Answer;
import io.bellwether.workbench.scenario.memory.Line.Asked;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An order that reaches the exchange long after the system has given it up. */
class LateOrderTest {
  @Test
  void whatStillRestsIsCancelled() throws IOException {
    Venture venture = Venture.calm();
    Asked late = givenUp(venture);
    venture.exchange().halt(Venture.MAIN);
    venture.line().carriedOut(late);
    assertEquals(1, venture.openAtExchange().size());

    venture.minutes(1);

    assertEquals(List.of(), venture.openAtExchange());
    assertEquals(OrderStatus.CANCELED, venture.orders().getFirst().status());
    assertEquals(1, told(venture));
    Agreement.settled(venture);
  }

  @Test
  void whatHasTradedIsBookedAndGetsItsStop() throws IOException {
    Venture venture = Venture.calm();
    Asked late = givenUp(venture);
    venture.line().carriedOut(late);

    venture.minutes(2);

    assertEquals(900, venture.held(Venture.MAIN));
    assertEquals(OrderStatus.FILLED, venture.orders().getFirst().status());
    assertEquals(1, venture.openAtExchange().size());
    Agreement.settled(venture);
  }

  @Test
  void afterAWhileNobodyLooksAnyMore() {
    Venture venture = Venture.calm();
    givenUp(venture);
    venture.minutes(14);
    assertEquals(OrderStatus.RETRACTED, venture.orders().getFirst().status());
    venture.minutes(2);
    assertEquals(OrderStatus.ABANDONED, venture.orders().getFirst().status());
    int calls = venture.ports().calls().size();
    venture.minutes(1);
    assertTrue(
        venture.ports().calls().stream()
            .skip(calls)
            .noneMatch(call -> call.contains("/v2/orders")));
    Agreement.settled(venture);
  }

  /** Somebody between us and the broker refuses an order that is passed on all the same. */
  @Test
  void anEntryThatRestsThoughItWasRefusedIsCancelledAndToldOnce() throws IOException {
    Venture venture = Venture.calm().to("09:40");
    venture.exchange().halt(Venture.MAIN);
    venture
        .line()
        .trouble(
            (request, exchange) -> {
              if (!request.places()) {
                return Optional.empty();
              }
              venture.line().carriedOut(request);
              return Optional.of(new Answer(422, "{\"code\":42210000,\"message\":\"refused\"}"));
            });
    venture.deliver(venture.signal(Venture.hold(Venture.MAIN, 0.9)));
    venture.line().fine();
    assertEquals(OrderStatus.REJECTED, venture.orders().getFirst().status());

    venture.minutes(12);

    assertEquals(List.of(), venture.openAtExchange());
    assertEquals(1, venture.told(Type.ORDER_UNKNOWN));
    Agreement.settled(venture);
  }

  /** An entry whose request is held up on its way until the signal is no longer valid. */
  private static Asked givenUp(Venture venture) {
    List<Asked> held = new ArrayList<>();
    venture.to("09:40");
    venture
        .line()
        .trouble(
            (request, exchange) -> {
              if (!request.places()) {
                return Optional.empty();
              }
              held.add(request);
              throw new SocketTimeoutException("timeout");
            });
    venture.deliver(venture.signal(Venture.hold(Venture.MAIN, 0.9)));
    venture.to("10:41");
    venture.line().fine();
    venture.followUp();
    assertEquals(1, held.size());
    assertEquals(OrderStatus.RETRACTED, venture.orders().getFirst().status());
    assertEquals(List.of(), venture.exchange().orders());
    return held.getFirst();
  }

  private static long told(Venture venture) {
    return venture.events().stream()
        .filter(event -> event.type() == Type.ORDER_UNKNOWN)
        .filter(event -> event.message().contains("given up"))
        .count();
  }
}
