package io.bellwether.workbench.scenario.memory;

import static io.bellwether.workbench.scenario.memory.Desk.ACCOUNT;
import static io.bellwether.workbench.scenario.memory.Desk.OTHER;
import static io.bellwether.workbench.scenario.memory.Desk.SYMBOL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.trading.broker.BrokerException;
import io.bellwether.trading.config.UnexplainedPolicy;
import io.bellwether.trading.event.TradingEvent.Type;
import io.bellwether.trading.execution.Difference;
import io.bellwether.trading.ledger.Finding;
import io.bellwether.trading.ledger.Finding.Kind;
import io.bellwether.trading.ledger.Finding.State;
import io.bellwether.trading.ledger.Trade;
import io.bellwether.trading.order.Side;
import io.bellwether.workbench.exchange.SimulatedExchange.Reply;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What nothing explains is recorded, told once, and dealt with as the account's policy says. */
class UnexplainedTest {
  private static final BigDecimal FIVE = BigDecimal.valueOf(5);

  @Test
  void whereAllAgreesNothingIsFoundAndLittleIsAsked() {
    try (Desk desk = new Desk(UnexplainedPolicy.FREEZE)) {
      desk.to("09:31").hold(0.9).minutes(4);
      assertEquals(0, desk.held(SYMBOL).compareTo(desk.holding(SYMBOL).quantity()));
      desk.to("10:01");
      long before = desk.exchange().requests();

      desk.minutes(3); // 10:02 to 10:04: only the resting stop is asked for.
      assertEquals(3, desk.exchange().requests() - before);
      desk.minutes(1); // 10:05: positions and open orders as well.
      assertEquals(6, desk.exchange().requests() - before);

      assertEquals(List.of(), desk.findings());
    }
  }

  @Test
  void aSaleByHandIsRecordedOnceAndToldOnce() {
    try (Desk desk = holding(UnexplainedPolicy.FREEZE)) {
      BigDecimal ours = desk.holding(SYMBOL).quantity();
      desk.exchange().accountEvents().transfer(SYMBOL, FIVE.negate(), BigDecimal.ZERO);

      desk.minutes(30);

      Finding finding = only(desk, Kind.POSITION);
      assertEquals(State.OPEN, finding.state());
      assertEquals(0, finding.ledger().compareTo(ours));
      assertEquals(0, finding.broker().compareTo(ours.subtract(FIVE)));
      assertEquals(1, desk.told(Type.POSITION_UNEXPLAINED).size());

      // It changes: told again. It is gone: closed, and not told.
      desk.exchange().accountEvents().transfer(SYMBOL, FIVE.negate(), BigDecimal.ZERO);
      desk.minutes(20);
      assertEquals(2, desk.told(Type.POSITION_UNEXPLAINED).size());
      desk.exchange().accountEvents().transfer(SYMBOL, BigDecimal.TEN, BigDecimal.valueOf(100));
      desk.minutes(10);
      assertEquals(State.CLOSED, only(desk, Kind.POSITION).state());
      assertEquals(2, desk.told(Type.POSITION_UNEXPLAINED).size());
    }
  }

  @Test
  void aFrozenSymbolCanBeSoldAndNotBought() {
    try (Desk desk = holding(UnexplainedPolicy.FREEZE)) {
      desk.exchange().accountEvents().transfer(SYMBOL, FIVE, BigDecimal.valueOf(100));
      BigDecimal ours = desk.holding(SYMBOL).quantity();
      desk.minutes(6);

      desk.flat().minutes(5);

      // Ours is sold, what is not ours is left alone.
      assertEquals(0, desk.holding(SYMBOL).quantity().signum());
      assertEquals(0, desk.held(SYMBOL).compareTo(FIVE));
      assertEquals(0, desk.trades().getFirst().quantity().compareTo(ours));
      int orders = desk.exchange().orders().size();
      desk.hold(0.5).minutes(10);
      assertEquals(orders, desk.exchange().orders().size());
    }
  }

  @Test
  void adoptTakesTheBrokersPositionAndStopsFollow() {
    try (Desk desk = holding(UnexplainedPolicy.ADOPT)) {
      desk.exchange().accountEvents().transfer(SYMBOL, FIVE, BigDecimal.valueOf(40));

      desk.minutes(12);

      assertEquals(0, desk.held(SYMBOL).compareTo(desk.holding(SYMBOL).quantity()));
      assertEquals(State.CLOSED, only(desk, Kind.POSITION).state());
      assertEquals(1, desk.told(Type.POSITION_UNEXPLAINED).size());
      assertTrue(
          desk.exchange().orders().stream()
              .anyMatch(
                  order ->
                      order.status().isOpen()
                          && order.quantity().orElseThrow().compareTo(desk.held(SYMBOL)) == 0));
    }
  }

  @Test
  void closeSellsWhatIsNotOursAndBooksItToTheCent() {
    try (Desk desk = holding(UnexplainedPolicy.CLOSE)) {
      desk.exchange().accountEvents().transfer(OTHER, FIVE, new BigDecimal("41.37"));
      BigDecimal ours = desk.held(SYMBOL);

      desk.minutes(12);

      assertEquals(0, desk.held(OTHER).signum());
      assertEquals(0, desk.holding(OTHER).quantity().signum());
      assertEquals(0, desk.held(SYMBOL).compareTo(ours));
      Trade trade = desk.trades().getFirst();
      // 5 x (50 - 41.37)
      assertEquals(0, trade.pnl().compareTo(new BigDecimal("43.15")));
      // A mixture cannot be told apart: frozen.
      desk.exchange().accountEvents().transfer(SYMBOL, FIVE, BigDecimal.valueOf(100));
      desk.minutes(12);
      assertEquals(0, desk.held(SYMBOL).compareTo(ours.add(FIVE)));
      assertTrue(desk.findings().stream().anyMatch(finding -> finding.state() == State.OPEN));
    }
  }

  @Test
  void concentrateIsEntitledToWhatItSells() {
    try (Desk desk =
        new Desk(UnexplainedPolicy.FREEZE, true, new io.bellwether.trading.cost.NoCosts(), true)) {
      desk.to("09:31");
      desk.exchange().accountEvents().transfer(OTHER, FIVE, BigDecimal.valueOf(45));
      desk.minutes(6);
      assertEquals(List.of(), desk.findings());

      desk.hold(0.9).minutes(6);

      assertEquals(0, desk.held(OTHER).signum());
      assertTrue(desk.held(SYMBOL).signum() > 0);
      assertEquals(0, desk.trades().getFirst().pnl().compareTo(BigDecimal.valueOf(25)));
    }
  }

  @Test
  void aPersonsWordMakesTheLedgerSayWhatTheBrokerSays() throws BrokerException {
    try (Desk desk = holding(UnexplainedPolicy.FREEZE)) {
      desk.exchange().accountEvents().transfer(SYMBOL, FIVE, BigDecimal.valueOf(100));
      desk.minutes(6);

      List<Difference> said =
          desk.execution().reconciliation().acknowledge(SYMBOL, desk.deadline());

      assertEquals(1, said.size());
      assertFalse(said.getFirst().explained());
      assertEquals(0, desk.held(SYMBOL).compareTo(desk.holding(SYMBOL).quantity()));
      assertEquals(State.CLOSED, only(desk, Kind.POSITION).state());
      assertEquals(List.of(), desk.trades());
      assertEquals(
          List.of(), desk.execution().reconciliation().acknowledge(SYMBOL, desk.deadline()));
      desk.minutes(6);
      assertEquals(1, desk.told(Type.POSITION_UNEXPLAINED).size());
    }
  }

  @Test
  void anOrderByHandBarsEntriesUntilItIsGoneOrAcknowledged() throws BrokerException {
    try (Desk desk = new Desk(UnexplainedPolicy.FREEZE)) {
      // Before the open it rests.
      desk.exchange().accountEvents().trade(Side.BUY, SYMBOL, BigDecimal.ONE);
      desk.to("09:05").followUp();
      Finding finding = only(desk, Kind.ORDER);
      assertEquals(State.OPEN, finding.state());
      assertEquals(SYMBOL, finding.symbol());

      desk.execution().reconciliation().acknowledge(SYMBOL, desk.deadline());
      desk.to("09:10").followUp();
      assertEquals(State.ACKNOWLEDGED, only(desk, Kind.ORDER).state());

      // Filled at the open, it is a position nobody acknowledged.
      desk.to("09:32").minutes(10);
      assertEquals(State.CLOSED, only(desk, Kind.ORDER).state());
      assertEquals(State.OPEN, only(desk, Kind.POSITION).state());
    }
  }

  @Test
  void aDryRunTellsAndWritesNothing() throws BrokerException {
    try (Desk desk = holding(UnexplainedPolicy.ADOPT)) {
      desk.exchange().accountEvents().transfer(OTHER, FIVE, BigDecimal.valueOf(45));
      BigDecimal before = desk.holding(OTHER).quantity();

      List<Difference> differences = desk.execution().reconciliation().differences(desk.deadline());

      assertEquals(1, differences.size());
      Difference difference = differences.getFirst();
      assertEquals(Difference.Kind.POSITION, difference.kind());
      assertEquals(OTHER, difference.symbol());
      assertEquals(0, difference.broker().compareTo(FIVE));
      assertEquals("the ledger takes it as it is", difference.remedy());
      assertEquals(before, desk.holding(OTHER).quantity());
      assertEquals(List.of(), desk.findings());
    }
  }

  @Test
  void anOrderGivenUpThatFilledIsTakenBack() {
    try (Desk desk = new Desk(UnexplainedPolicy.FREEZE)) {
      // The answer to the order is lost and the broker does not find it for most of an hour.
      desk.fault(
          (path, reply) ->
              path.startsWith("POST /v2/orders")
                  ? Optional.empty()
                  : path.contains("by_client_order_id")
                      ? Optional.of(
                          new Reply(404, "{\"code\":40410000,\"message\":\"order not found\"}"))
                      : Optional.of(reply));
      desk.to("09:31").hold(0.5).minutes(55);
      assertTrue(desk.held(SYMBOL).signum() > 0);

      desk.noFault().minutes(10);

      assertEquals(0, desk.held(SYMBOL).compareTo(desk.holding(SYMBOL).quantity()));
      assertTrue(desk.findings().stream().noneMatch(Finding::lasts));
    }
  }

  @Test
  void whatTheBrokerCannotMeanStopsEverythingWithAClearMessage() {
    for (String rows :
        List.of(
            row("TQQQ", "-5", "long") + "," + row("SPY", "1", "long"),
            row("TQQQ", "5", "long") + "," + row("TQQQ", "5", "long"),
            row("TQQQ", "0", "long"),
            row("BTC/USD 2", "1", "long"))) {
      try (Desk desk = holding(UnexplainedPolicy.ADOPT)) {
        BigDecimal ours = desk.holding(SYMBOL).quantity();
        desk.fault(
            (path, reply) ->
                Optional.of(
                    path.equals("GET /v2/positions") ? new Reply(200, "[" + rows + "]") : reply));

        desk.minutes(6);

        assertEquals(ours, desk.holding(SYMBOL).quantity());
        assertEquals(List.of(), desk.findings());
        assertFalse(desk.told(Type.FAILURE).isEmpty(), rows);
        assertThrows(
            BrokerException.class,
            () -> desk.execution().reconciliation().differences(desk.deadline()));
      }
    }
  }

  private static String row(String symbol, String quantity, String side) {
    return ("{\"symbol\":\"%s\",\"qty\":\"%s\",\"side\":\"%s\",\"avg_entry_price\":\"100\","
            + "\"current_price\":\"100\"}")
        .formatted(symbol, quantity, side);
  }

  private static Desk holding(UnexplainedPolicy policy) {
    return new Desk(policy).to("09:31").hold(0.5).minutes(4);
  }

  private static Finding only(Desk desk, Kind kind) {
    List<Finding> found =
        desk.findings().stream().filter(finding -> finding.kind() == kind).toList();
    assertEquals(1, found.size(), () -> "of " + desk.findings() + " in " + ACCOUNT);
    return found.getFirst();
  }
}
