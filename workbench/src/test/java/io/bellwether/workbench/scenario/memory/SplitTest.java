package io.bellwether.workbench.scenario.memory;

import static io.bellwether.workbench.scenario.memory.Desk.MONDAY;
import static io.bellwether.workbench.scenario.memory.Desk.SYMBOL;
import static io.bellwether.workbench.scenario.memory.Desk.TUESDAY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.trading.config.UnexplainedPolicy;
import io.bellwether.trading.cost.NoCosts;
import io.bellwether.trading.event.TradingEvent.Type;
import io.bellwether.trading.ledger.AppliedSplit;
import io.bellwether.trading.ledger.Finding;
import io.bellwether.trading.ledger.Holding;
import io.bellwether.trading.ledger.Trade;
import io.bellwether.workbench.exchange.ExchangeOrder;
import io.bellwether.workbench.exchange.SimulatedExchange.Reply;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A split over night is applied once, before anything else, and the money stays what it was. */
class SplitTest {
  private static final LocalDate WEDNESDAY = TUESDAY.plusDays(1);
  private static final BigDecimal ONE = BigDecimal.ONE;

  /** Whatever the venue does with the resting stop. */
  @ParameterizedTest
  @CsvSource({"2, 1, true", "2, 1, false", "3, 1, true", "3, 2, false", "1, 10, true"})
  void quantityAveragePriceAndStopAreOnTheNewBasis(int more, int less, boolean cancels) {
    try (Desk desk = overNight()) {
      BigDecimal before = desk.holding(SYMBOL).quantity();
      split(desk, more, less, cancels);
      desk.prices(SYMBOL, TUESDAY, 100.0 * less / more);

      desk.to(TUESDAY, "09:00").followUp();

      Holding holding = desk.holding(SYMBOL);
      assertEquals(0, desk.held(SYMBOL).compareTo(holding.quantity()));
      assertEquals(
          0,
          holding
              .quantity()
              .multiply(BigDecimal.valueOf(less))
              .compareTo(before.multiply(BigDecimal.valueOf(more))));
      assertCents(BigDecimal.valueOf(100.0 * less / more), holding.averagePrice());
      desk.minutes(1);
      ExchangeOrder stop = onlyOpen(desk);
      assertEquals(0, stop.quantity().orElseThrow().compareTo(holding.quantity()));
      // 5 % below, down to the cent.
      assertEquals(
          BigDecimal.valueOf(95.0 * less / more).setScale(2, RoundingMode.DOWN),
          stop.stopPrice().orElseThrow().setScale(2, RoundingMode.UNNECESSARY));
      assertEquals(1, desk.told(Type.SPLIT_APPLIED).size());
      assertEquals(List.of(), desk.findings());

      // All day long, and with each new process: once.
      desk.to(TUESDAY, "09:32").minutes(20);
      assertEquals(holding.quantity(), desk.holding(SYMBOL).quantity());
      assertEquals(1, desk.ledger().reconciliation().splits(Desk.ACCOUNT).size());

      desk.flat().minutes(5);
      assertEquals(0, desk.held(SYMBOL).signum());
      assertCents(BigDecimal.ZERO, profit(desk));
    }
  }

  /** Its size is in old shares: after the reverse split it would be worth ten times as much. */
  @ParameterizedTest
  @CsvSource({"1, 10", "2, 1"})
  void anEntryThatWasDecidedBeforeIsNotSentInOldShares(int more, int less) {
    try (Desk desk = new Desk(UnexplainedPolicy.FREEZE)) {
      desk.to("15:59").holdFrom(TUESDAY, 0.09);
      split(desk, more, less, true);
      desk.prices(SYMBOL, TUESDAY, 100.0 * less / more);

      desk.to(TUESDAY, "09:01").followUp().to(TUESDAY, "09:32").minutes(3);

      assertEquals(List.of(), desk.exchange().orders());
      assertEquals(1, desk.told(Type.STEP_SKIPPED).size());
    }
  }

  @Test
  void anEntryThatWasDecidedTheDayBeforeIsSentWhereNothingWasSplit() {
    try (Desk desk = new Desk(UnexplainedPolicy.FREEZE)) {
      desk.to("15:59").holdFrom(TUESDAY, 0.09).prices(SYMBOL, TUESDAY, 100);

      desk.to(TUESDAY, "09:01").followUp().to(TUESDAY, "09:32").minutes(3);

      assertEquals(0, desk.held(SYMBOL).compareTo(BigDecimal.valueOf(90)));
    }
  }

  @Test
  void theFractionPaidInCashIsBooked() {
    try (Desk desk = new Desk(UnexplainedPolicy.FREEZE, false, new NoCosts(), false)) {
      desk.to("09:31").hold(0.505).minutes(10);
      assertEquals(0, desk.held(SYMBOL).compareTo(BigDecimal.valueOf(505)));
      desk.to("16:01");
      desk.exchange().accountEvents().split(SYMBOL, ONE, BigDecimal.TEN, true);
      desk.prices(SYMBOL, TUESDAY, 1000);

      desk.to(TUESDAY, "09:00").followUp();

      // 50.5 shares at 1,000: half a share is paid.
      assertEquals(0, desk.held(SYMBOL).compareTo(BigDecimal.valueOf(50)));
      desk.minutes(5);
      assertEquals(0, desk.holding(SYMBOL).quantity().compareTo(BigDecimal.valueOf(50)));
      Trade trade = desk.trades().getFirst();
      assertEquals(0, trade.quantity().compareTo(new BigDecimal("0.5")));
      assertCents(BigDecimal.ZERO, trade.pnl());
      desk.minutes(5);
      assertEquals(1, desk.trades().size());
      assertTrue(desk.findings().stream().noneMatch(Finding::lasts));
    }
  }

  /** The stop fills on the ex-date before anybody has looked: after the split, in new shares. */
  @Test
  void aFillOfTheExDateIsPostedAfterTheSplit() {
    try (Desk desk = overNight()) {
      BigDecimal before = desk.holding(SYMBOL).quantity();
      split(desk, 2, 1, false);
      desk.prices(SYMBOL, TUESDAY, 50);
      // Half of the new shares: the venue left the old stop as it was, and 50 is far below it.
      desk.to(TUESDAY, "09:45").minutes(10);

      assertEquals(0, desk.held(SYMBOL).compareTo(desk.holding(SYMBOL).quantity()));
      Trade trade = desk.trades().getFirst();
      assertEquals(0, trade.quantity().compareTo(before));
      assertCents(BigDecimal.valueOf(50), trade.entryPrice());
      assertCents(BigDecimal.ZERO, trade.pnl());
    }
  }

  /** An execution from before the split that is posted after it counts in new shares. */
  @Test
  void aFillFromBeforeThatIsPostedLateCountsInNewShares() {
    try (Desk desk = overNight()) {
      // The position is sold on Monday and nothing that says so arrives.
      desk.fault(
          (path, reply) ->
              path.contains("activities") ? Optional.of(new Reply(500, "{}")) : Optional.of(reply));
      desk.to(MONDAY, "15:40").flat().minutes(10);
      assertEquals(0, desk.held(SYMBOL).signum());
      assertTrue(desk.holding(SYMBOL).quantity().signum() > 0);
      BigDecimal before = desk.holding(SYMBOL).quantity();
      desk.to("16:01");
      desk.exchange().accountEvents().split(SYMBOL, BigDecimal.TWO, ONE, true);
      desk.prices(SYMBOL, TUESDAY, 50);

      desk.noFault().to(TUESDAY, "09:00").followUp().followUp();

      assertEquals(0, desk.holding(SYMBOL).quantity().signum());
      Trade trade = desk.trades().getFirst();
      assertEquals(0, trade.quantity().compareTo(before.multiply(BigDecimal.TWO)));
      assertCents(BigDecimal.ZERO, trade.pnl());
    }
  }

  /** Nothing is bought, posted or adopted while a split may explain what is seen. */
  @ParameterizedTest
  @ValueSource(strings = {"FREEZE", "ADOPT"})
  void withoutTheListOfSplitsNothingIsTakenForGranted(UnexplainedPolicy policy) {
    try (Desk desk = overNight(policy)) {
      BigDecimal before = desk.holding(SYMBOL).quantity();
      split(desk, 2, 1, false);
      desk.prices(SYMBOL, TUESDAY, 50);
      desk.fault(
          (path, reply) ->
              Optional.of(path.contains("corporate-actions") ? new Reply(500, "{}") : reply));

      desk.to(TUESDAY, "09:32").minutes(8);
      assertEquals(before, desk.holding(SYMBOL).quantity());
      assertEquals(List.of(), desk.trades());

      desk.noFault().minutes(3);
      assertEquals(0, desk.held(SYMBOL).compareTo(desk.holding(SYMBOL).quantity()));
      assertCents(BigDecimal.ZERO, profit(desk));
      assertEquals(1, desk.told(Type.SPLIT_APPLIED).size());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"corporate_actions\":{\"forward_splits\":[{\"symbol\":\"TQQQ\",\"new_rate\":0,"
            + "\"old_rate\":1,\"ex_date\":\"2025-03-04\"}]}}",
        "{\"corporate_actions\":{\"forward_splits\":[{\"symbol\":\"TQQQ\",\"new_rate\":2,"
            + "\"old_rate\":1,\"ex_date\":\"soon\"}]}}",
        "{\"corporate_actions\":{\"forward_splits\":[{\"symbol\":\"TQQQ\",\"new_rate\":2,"
            + "\"old_rate\":1,\"ex_date\":\"2025-03-04\"},{\"symbol\":\"TQQQ\",\"new_rate\":3,"
            + "\"old_rate\":1,\"ex_date\":\"2025-03-04\"}]}}",
        "{\"splits\":[]}",
        "[]"
      })
  void aListOfSplitsThatCannotBeUsedChangesNothing(String list) {
    try (Desk desk = overNight()) {
      BigDecimal before = desk.holding(SYMBOL).quantity();
      desk.prices(SYMBOL, TUESDAY, 100);
      desk.fault(
          (path, reply) ->
              Optional.of(path.contains("corporate-actions") ? new Reply(200, list) : reply));

      desk.to(TUESDAY, "09:00").followUp().minutes(6);

      assertEquals(before, desk.holding(SYMBOL).quantity());
      assertEquals(List.of(), desk.ledger().reconciliation().splits(Desk.ACCOUNT));
      assertEquals(1, desk.told(Type.FAILURE).size());
      // Broker and ledger hold the same, so that nothing was split.
      assertEquals(List.of(), desk.findings());
    }
  }

  @Test
  void aSplitAnnouncedLateIsAppliedWhenItIsKnown() {
    try (Desk desk = overNight()) {
      desk.fault(
          (path, reply) ->
              Optional.of(
                  path.contains("corporate-actions")
                      ? new Reply(200, "{\"corporate_actions\":{},\"next_page_token\":null}")
                      : reply));
      split(desk, 2, 1, true);
      desk.prices(SYMBOL, TUESDAY, 50);
      desk.to(TUESDAY, "09:00").followUp().minutes(6);
      assertTrue(desk.findings().stream().anyMatch(Finding::lasts));

      desk.noFault().minutes(6);

      assertEquals(0, desk.held(SYMBOL).compareTo(desk.holding(SYMBOL).quantity()));
      assertTrue(desk.findings().stream().noneMatch(Finding::lasts));
      assertCents(BigDecimal.valueOf(50), desk.holding(SYMBOL).averagePrice());
    }
  }

  /** Two splits during an outage of days, and a position bought after one of them. */
  @Test
  void whatHappenedInAnOutageIsMadeGoodInOrder() {
    try (Desk desk = overNight()) {
      split(desk, 2, 1, true);
      desk.prices(SYMBOL, TUESDAY, 50).to(TUESDAY, "16:01");
      desk.exchange().accountEvents().split(SYMBOL, ONE, BigDecimal.valueOf(4), true);
      desk.prices(SYMBOL, WEDNESDAY, 200).to(WEDNESDAY, "09:32").minutes(3);

      assertEquals(0, desk.held(SYMBOL).compareTo(desk.holding(SYMBOL).quantity()));
      assertCents(BigDecimal.valueOf(200), desk.holding(SYMBOL).averagePrice());
      List<AppliedSplit> splits = desk.ledger().reconciliation().splits(Desk.ACCOUNT);
      assertEquals(List.of("2:1", "1:4"), splits.stream().map(AppliedSplit::ratio).toList());
    }
  }

  @Test
  void whatIsBoughtOnTheExDateIsNotSplit() {
    try (Desk desk = new Desk(UnexplainedPolicy.FREEZE)) {
      desk.to("16:01");
      desk.exchange().accountEvents().split(SYMBOL, BigDecimal.TWO, ONE, true);
      desk.prices(SYMBOL, TUESDAY, 50).to(TUESDAY, "09:31").hold(0.5).minutes(4);
      BigDecimal bought = desk.held(SYMBOL);
      assertTrue(bought.signum() > 0);

      desk.to(TUESDAY, "16:01").prices(SYMBOL, WEDNESDAY, 50);
      desk.to(WEDNESDAY, "09:00").followUp().minutes(5);

      assertEquals(0, desk.holding(SYMBOL).quantity().compareTo(bought));
      assertEquals(List.of(), desk.findings());
    }
  }

  private static Desk overNight() {
    return overNight(UnexplainedPolicy.FREEZE);
  }

  private static Desk overNight(UnexplainedPolicy policy) {
    return new Desk(policy).to("09:31").hold(0.3).minutes(4);
  }

  private static void split(Desk desk, int newShares, int oldShares, boolean cancels) {
    desk.to(MONDAY, "16:01").followUp();
    desk.exchange()
        .accountEvents()
        .split(SYMBOL, BigDecimal.valueOf(newShares), BigDecimal.valueOf(oldShares), cancels);
  }

  private static ExchangeOrder onlyOpen(Desk desk) {
    List<ExchangeOrder> open =
        desk.exchange().orders().stream().filter(order -> order.status().isOpen()).toList();
    assertEquals(1, open.size(), open::toString);
    return open.getFirst();
  }

  private static BigDecimal profit(Desk desk) {
    return desk.trades().stream().map(Trade::pnl).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static void assertCents(BigDecimal expected, BigDecimal actual) {
    assertEquals(
        expected.setScale(2, RoundingMode.HALF_EVEN), actual.setScale(2, RoundingMode.HALF_EVEN));
  }
}
