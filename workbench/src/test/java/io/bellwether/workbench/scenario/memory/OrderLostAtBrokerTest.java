package io.bellwether.workbench.scenario.memory;

import static io.bellwether.workbench.scenario.memory.Desk.SYMBOL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.trading.broker.BrokerException;
import io.bellwether.trading.config.UnexplainedPolicy;
import io.bellwether.trading.ledger.Finding;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.order.OrderStatus;
import io.bellwether.workbench.exchange.ExchangeOrder;
import io.bellwether.workbench.exchange.SimulatedExchange.Reply;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The broker no longer has an order that it accepted, as after a reset of a paper account. */
class OrderLostAtBrokerTest {
  private static final Reply NOT_FOUND =
      new Reply(404, "{\"code\":40410000,\"message\":\"order not found\"}");

  @Test
  void anExitGoesOutAllTheSame() {
    try (Desk desk = new Desk(UnexplainedPolicy.FREEZE)) {
      desk.to("09:31").hold(0.9).minutes(9);
      loseStop(desk);

      desk.flat().minutes(10);

      assertEquals(0, desk.held(SYMBOL).signum());
      assertEquals(1, desk.trades().size());
    }
  }

  @Test
  void aPersonsWordEndsItAndThePositionGetsItsStop() throws BrokerException {
    try (Desk desk = new Desk(UnexplainedPolicy.FREEZE)) {
      desk.to("09:31").hold(0.9).minutes(9);
      String lost = loseStop(desk);
      desk.minutes(5);
      assertEquals(List.of(), open(desk));

      desk.execution().reconciliation().acknowledge(SYMBOL, desk.deadline());
      desk.minutes(2);

      assertEquals(OrderStatus.RETRACTED, desk.ledger().orders().find(lost).orElseThrow().status());
      assertEquals(1, open(desk).size());
      desk.minutes(16);
      assertEquals(OrderStatus.ABANDONED, desk.ledger().orders().find(lost).orElseThrow().status());
    }
  }

  @Test
  void aPersonsWordAfterAResetMakesRoomForTheNextPosition() throws BrokerException {
    try (Desk desk = new Desk(UnexplainedPolicy.FREEZE)) {
      desk.to("09:31").hold(0.9).minutes(9);
      loseStop(desk);
      BigDecimal ours = desk.held(SYMBOL);
      desk.exchange().accountEvents().transfer(SYMBOL, ours.negate(), BigDecimal.ZERO);
      desk.minutes(6);

      desk.execution().reconciliation().acknowledge(SYMBOL, desk.deadline());
      desk.minutes(16);
      desk.hold(0.05).minutes(9);

      assertTrue(desk.held(SYMBOL).signum() > 0);
      assertEquals(1, open(desk).size());
      assertTrue(desk.findings().stream().noneMatch(Finding::lasts));
    }
  }

  private static List<ExchangeOrder> open(Desk desk) {
    return desk.exchange().orders().stream().filter(order -> order.status().isOpen()).toList();
  }

  /** The broker knows the resting stop no more; nothing holds its shares. */
  private static String loseStop(Desk desk) {
    OrderRecord stop = desk.ledger().orders().open(Desk.ACCOUNT).getFirst();
    desk.exchange().cancelOpenOrders(SYMBOL);
    String brokerId = stop.brokerOrderId().orElseThrow();
    desk.fault(
        (path, reply) ->
            Optional.of(
                path.endsWith(brokerId)
                        || (path.contains("by_client_order_id")
                            && reply.body().contains(stop.clientOrderId()))
                    ? NOT_FOUND
                    : reply));
    return stop.clientOrderId();
  }
}
