package io.bellwether.research.engine;

import static io.bellwether.research.engine.Example.bar;
import static io.bellwether.research.engine.Example.days;
import static io.bellwether.research.engine.Example.flat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.DataFileException;
import io.bellwether.market.PriceStep;
import io.bellwether.research.engine.OrderPlan.EntryOrder;
import io.bellwether.strategy.ExitReason;
import io.bellwether.strategy.StopLoss;
import io.bellwether.strategy.TakeProfit;
import io.bellwether.trading.cost.BpsSlippage;
import io.bellwether.trading.cost.CostModels;
import io.bellwether.trading.cost.TickSlippage;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Orders of every type, with numbers reckoned by hand: 10,000 dollars, half of them a position. */
class OrderExamplesTest {
  private static OrderPlan plan(EntryOrder entry) {
    return new OrderPlan(entry, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** A market entry with a stop 10 % below and a target 10 % above. */
  private static OrderPlan bracket() {
    return new OrderPlan(
        new EntryOrder.Market(),
        Optional.of(new StopLoss(0.1)),
        Optional.of(new TakeProfit(0.1)),
        Optional.empty());
  }

  private static OrderPlan trailing(double fraction) {
    return new OrderPlan(
        new EntryOrder.Market(), Optional.empty(), Optional.empty(), Optional.of(fraction));
  }

  private static void assertTrade(
      BacktestResult result, int entryBar, double entry, int exitBar, double exit, ExitReason why) {
    assertEquals(1, result.tradeCount());
    TradeLog log = result.trades();
    assertEquals(entryBar, log.entryBar(0), "entry bar");
    assertEquals(entry, log.entryPrice(0), 1e-12, "entry price");
    assertEquals(exitBar, log.exitBar(0), "exit bar");
    assertEquals(exit, log.exitPrice(0), 1e-12, "exit price");
    assertEquals(why, log.reason(0));
  }

  @Test
  void aDecisionAtACloseFillsAtTheNextOpen() {
    BacktestResult result =
        days(flat(100), bar(104, 110, 103, 108), bar(107, 108, 90, 95), flat(93))
            .entersAt(0)
            .exitsAt(1)
            .run();
    assertTrade(result, 1, 104, 2, 107, ExitReason.RULE);
    assertEquals(50, result.trades().quantity(0));
    assertEquals(150, result.trades().pnl(0), 1e-9);
    assertEquals(10_000 + 50 * 4, result.equity()[1], 1e-9);
  }

  @Test
  void aDecisionOnTheLastBarStaysPending() {
    BacktestResult result = days(flat(100), flat(100)).entersAt(1).run();
    assertEquals(0, result.tradeCount());
    assertEquals(0, result.open().size());
  }

  @Test
  void theFillBarsOpenIsPastButItsLowCounts() {
    assertTrade(
        days(flat(100), bar(100, 105, 89, 95), flat(95)).entersAt(0).ordered(bracket()).run(),
        1,
        100,
        1,
        90,
        ExitReason.STOP);
  }

  /** Bought 2 % above the open of 100, the stop of 1 % is at 100.98; the market never was. */
  @Test
  void aStopWithinTheSlippageSellsAtTheMarketAndNoBetter() {
    OrderPlan plan =
        new OrderPlan(
            new EntryOrder.Market(),
            Optional.of(new StopLoss(0.01)),
            Optional.empty(),
            Optional.empty());
    assertTrade(
        days(flat(100), bar(100, 100.5, 99, 100), flat(100))
            .entersAt(0)
            .ordered(plan)
            .with(OrderExamplesTest::dear)
            .run(),
        1,
        102,
        1,
        98,
        ExitReason.STOP);
    assertTrade(
        days(flat(100), bar(100, 101, 99.5, 100), flat(100))
            .entersAt(0)
            .sellingShort()
            .ordered(plan)
            .with(OrderExamplesTest::dear)
            .run(),
        1,
        98,
        1,
        102,
        ExitReason.STOP);
  }

  @Test
  void slippageWiderThanThePriceIsRefused() {
    Example example =
        days(flat(100), flat(100), flat(4))
            .entersAt(0)
            .exitsAt(1)
            .with(
                settings ->
                    settings.withCosts(
                        CostModels.byName("none"), new TickSlippage(400, PriceStep.US_EQUITY)));
    DataFileException refused = assertThrows(DataFileException.class, example::run);
    assertEquals(
        "slippage ticks:400 leaves nothing of the price of AAA on 2024-01-10, 4.0: give a smaller"
            + " --slippage",
        refused.getMessage());
  }

  @Test
  void beyondTheStopTheOpenIsThePrice() {
    assertTrade(
        days(flat(100), flat(100), bar(85, 120, 80, 90)).entersAt(0).ordered(bracket()).run(),
        1,
        100,
        2,
        85,
        ExitReason.STOP);
  }

  @Test
  void beyondTheTargetTheOpenIsThePriceThoughTheStopIsTouchedLater() {
    assertTrade(
        days(flat(100), flat(100), bar(115, 120, 80, 90)).entersAt(0).ordered(bracket()).run(),
        1,
        100,
        2,
        115,
        ExitReason.TARGET);
  }

  @Test
  void ofBothWithinOneBarTheStopIsAssumed() {
    assertTrade(
        days(flat(100), flat(100), bar(100, 120, 80, 90)).entersAt(0).ordered(bracket()).run(),
        1,
        100,
        2,
        90,
        ExitReason.STOP);
  }

  @Test
  void aShortsBracketIsMirrored() {
    assertTrade(
        days(flat(100), flat(100), bar(100, 105, 89, 95))
            .entersAt(0)
            .sellingShort()
            .ordered(bracket())
            .run(),
        1,
        100,
        2,
        90,
        ExitReason.TARGET);
  }

  @Test
  void anExitDecidedIsBeforeAnyRestingOrder() {
    assertTrade(
        days(flat(100), flat(100), bar(85, 120, 80, 90))
            .entersAt(0)
            .exitsAt(1)
            .ordered(bracket())
            .run(),
        1,
        100,
        2,
        85,
        ExitReason.RULE);
  }

  @Test
  void afterAStopTheSameCloseMayDecideAgain() {
    BacktestResult result =
        days(flat(100), bar(100, 100, 89, 95), flat(96), flat(97))
            .entersAt(0, 1)
            .ordered(bracket())
            .run();
    assertEquals(1, result.tradeCount());
    assertEquals(2, result.open().getFirst().entryBar());
    assertEquals(96, result.open().getFirst().price());
  }

  /** 5 % below the best price: 110 of the day before, not 130 of the day that is tested. */
  @Test
  void aTrailingStopFollowsTheBestPriceOfTheBarsBefore() {
    assertTrade(
        days(flat(100), bar(100, 110, 99, 108), bar(108, 130, 104, 125))
            .entersAt(0)
            .ordered(trailing(0.05))
            .run(),
        1,
        100,
        2,
        104.5,
        ExitReason.STOP);
  }

  /** A gap up raises the trailing stop before the bar's low is looked at: 120 * 0.95. */
  @Test
  void aTrailingStopKnowsTheOpen() {
    assertTrade(
        days(flat(100), flat(100), bar(120, 121, 113, 115))
            .entersAt(0)
            .ordered(trailing(0.05))
            .run(),
        1,
        100,
        2,
        114,
        ExitReason.STOP);
  }

  @Test
  void aLimitEntryWaitsForItsPriceAndIsCancelledAfterItsBars() {
    EntryOrder limit = new EntryOrder.Limit(0.05, 2);
    BacktestResult filled =
        days(flat(100), flat(99), bar(98, 99, 94, 97), flat(97))
            .entersAt(0)
            .ordered(plan(limit))
            .run();
    assertEquals(2, filled.open().getFirst().entryBar());
    assertEquals(95, filled.open().getFirst().price());
    assertEquals(50, filled.open().getFirst().quantity());
    BacktestResult late =
        days(flat(100), flat(99), flat(98), bar(98, 99, 94, 97))
            .entersAt(0)
            .ordered(plan(limit))
            .run();
    assertTrue(late.open().isEmpty());
  }

  @Test
  void aLimitEntryGetsABetterOpen() {
    BacktestResult result =
        days(flat(100), flat(90)).entersAt(0).ordered(plan(new EntryOrder.Limit(0.05, 1))).run();
    assertEquals(90, result.open().getFirst().price());
  }

  /** Sent at 100, it meets an open of 99: what is offered, no worse than the limit, as a taker. */
  @Test
  void aLimitEntryThatCrossesAtItsFirstOpenTakes() {
    OrderPlan plan = plan(new EntryOrder.Limit(0, 2));
    BacktestResult crossing =
        days(flat(100), flat(99)).entersAt(0).ordered(plan).with(OrderExamplesTest::dear).run();
    assertEquals(100, crossing.open().getFirst().price(), 1e-12);
    assertEquals(50 * 100 * 0.01, crossing.fees(), 1e-9);
    assertEquals(50, crossing.slippagePaid(), 1e-9);
    BacktestResult deeper =
        days(flat(100), flat(90)).entersAt(0).ordered(plan).with(OrderExamplesTest::dear).run();
    assertEquals(91.8, deeper.open().getFirst().price(), 1e-12);
  }

  /**
   * Sent at 100 below an open of 101, it waits; a gap down the day after gives it a better price.
   */
  @Test
  void aLimitEntryThatRestedMakes() {
    BacktestResult rested =
        days(flat(100), flat(101), flat(90))
            .entersAt(0)
            .ordered(plan(new EntryOrder.Limit(0, 2)))
            .with(OrderExamplesTest::dear)
            .run();
    assertEquals(90, rested.open().getFirst().price());
    assertEquals(0, rested.fees());
    assertEquals(0, rested.slippagePaid());
  }

  /** Takers pay 1 % and slip by 2 %, makers do neither. */
  private static BacktestSettings dear(BacktestSettings settings) {
    return settings.withCosts(
        CostModels.byName("bps:100/0"), new BpsSlippage(BigDecimal.valueOf(200)));
  }

  /** What fills while the bar goes on may not be sold at a high that may have been before. */
  @Test
  void aTargetIsNotReachedInTheBarOfALimitEntry() {
    OrderPlan plan =
        new OrderPlan(
            new EntryOrder.Limit(0.05, 1),
            Optional.empty(),
            Optional.of(new TakeProfit(0.02)),
            Optional.empty());
    BacktestResult result =
        days(flat(100), bar(100, 101, 94, 95), flat(95)).entersAt(0).ordered(plan).run();
    assertEquals(0, result.tradeCount());
    assertEquals(95, result.open().getFirst().price());
  }

  @Test
  void aStopEntryFillsAtItsLevelOrAWorseOpen() {
    OrderPlan plan = plan(new EntryOrder.Stop(0.02, 1));
    BacktestResult within = days(flat(100), bar(100, 103, 99, 101)).entersAt(0).ordered(plan).run();
    assertEquals(102, within.open().getFirst().price());
    BacktestResult gap = days(flat(100), bar(105, 106, 99, 101)).entersAt(0).ordered(plan).run();
    assertEquals(105, gap.open().getFirst().price());
  }

  /** The gap triggers it beyond its limit of 103; the next day comes back to it. */
  @Test
  void aStopLimitEntryRestsAsALimitOnceTriggered() {
    BacktestResult result =
        days(flat(100), flat(105), bar(104, 104, 102, 104), flat(104))
            .entersAt(0)
            .ordered(plan(new EntryOrder.StopLimit(0.02, 0.03, 2)))
            .run();
    assertEquals(2, result.open().getFirst().entryBar());
    assertEquals(103, result.open().getFirst().price());
  }

  /** 102 and 2 % would be 104.04; the limit is 103. It takes, and pays for it. */
  @Test
  void aStopLimitSlipsToItsLimitAtMost() {
    BacktestResult result =
        days(flat(100), bar(100, 103, 99, 101))
            .entersAt(0)
            .ordered(plan(new EntryOrder.StopLimit(0.02, 0.03, 1)))
            .with(OrderExamplesTest::dear)
            .run();
    assertEquals(103, result.open().getFirst().price(), 1e-12);
    assertEquals(50 * 103 * 0.01, result.fees(), 1e-9);
    assertEquals(50, result.slippagePaid(), 1e-9);
  }

  /** An hour of four opens beyond the stop: its open, not that of the four hours. */
  @Test
  void finerBarsSayWhereAStopFills() {
    BacktestResult result =
        Example.onHours(
                flat(100),
                flat(100),
                flat(100),
                flat(100),
                flat(100),
                bar(88, 89, 87, 88),
                flat(95),
                flat(96))
            .entersAt(0)
            .ordered(bracket())
            .run();
    assertTrade(result, 1, 100, 1, 88, ExitReason.STOP);
    assertEquals(5, result.trades().exitFill(0));
    assertEquals(1, result.trades().exitBar(0));
  }
}
