package io.bellwether.strategy.ta4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Bars;
import io.bellwether.market.Timeframe;
import io.bellwether.strategy.Decider;
import io.bellwether.strategy.Direction;
import io.bellwether.strategy.Entry;
import io.bellwether.strategy.ExitReason;
import io.bellwether.strategy.Leg;
import io.bellwether.strategy.LegState;
import io.bellwether.strategy.Rules;
import io.bellwether.strategy.SeriesSet;
import io.bellwether.strategy.Sizing;
import io.bellwether.strategy.StopLoss;
import io.bellwether.strategy.StrategyCatalog;
import io.bellwether.strategy.StrategyDefinition;
import io.bellwether.strategy.Target;
import io.bellwether.strategy.TestBars;
import io.bellwether.strategy.indicator.Columns;
import io.bellwether.strategy.indicator.Sma;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.ta4j.core.Bar;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseStrategy;
import org.ta4j.core.Rule;
import org.ta4j.core.Trade;
import org.ta4j.core.indicators.averages.EMAIndicator;
import org.ta4j.core.indicators.averages.SMAIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.rules.BooleanRule;
import org.ta4j.core.rules.OpenPositionDurationRule;
import org.ta4j.core.rules.OverIndicatorRule;
import org.ta4j.core.rules.StopLossRule;
import org.ta4j.core.rules.TrailingStopLossRule;
import org.ta4j.core.rules.UnderIndicatorRule;

class Ta4jBridgeTest {
  private static final Sizing HALF = new Sizing.WeightOfEquity(0.5);

  private static Ta4jStrategy strategy(Function<BarSeries, org.ta4j.core.Strategy> factory) {
    return new Ta4jStrategy("mine", "TEST", Timeframe.DAY, HALF, Optional.empty(), factory);
  }

  /** Enters never, exits by one rule. */
  private static Leg exitingBy(Function<BarSeries, Rule> exit, Bars bars) {
    return strategy(series -> new BaseStrategy(BooleanRule.FALSE, exit.apply(series)))
        .on(SeriesSet.align(List.of(bars)))
        .legs()
        .getFirst();
  }

  private static Entry entry(int bar, double price) {
    return new Entry(Direction.LONG, 10, price, bar);
  }

  private static LegState.Held held(Bars bars, int entry, double price) {
    return new LegState.Held(Direction.LONG, 10, price, bars.start(entry));
  }

  @Test
  void barsAreCopiedIndexByIndex() {
    Bars bars = TestBars.random(1, 50, Timeframe.HOUR);
    BarSeries series = Ta4jSeries.of(bars);
    assertEquals(50, series.getBarCount());
    assertEquals("TEST", series.getName());
    for (int i = 0; i < bars.size(); i++) {
      Bar bar = series.getBar(i);
      assertEquals(bars.start(i), bar.getBeginTime());
      assertEquals(bars.start(i).plus(Duration.ofHours(1)), bar.getEndTime());
      assertEquals(bars.open()[i], bar.getOpenPrice().doubleValue());
      assertEquals(bars.high()[i], bar.getHighPrice().doubleValue());
      assertEquals(bars.low()[i], bar.getLowPrice().doubleValue());
      assertEquals(bars.close()[i], bar.getClosePrice().doubleValue());
      assertEquals(bars.volume()[i], bar.getVolume().doubleValue());
    }
  }

  @Test
  void aColumnIsUndefinedWhileTa4jIsUnstable() {
    Columns columns = new Columns(TestBars.random(2, 300, Timeframe.DAY));
    Ta4jColumn column =
        new Ta4jColumn("sma-20", series -> new SMAIndicator(new ClosePriceIndicator(series), 20));
    assertEquals(19, columns.firstDefined(column));
    double[] ours = columns.get(new Sma(20));
    for (int i = 19; i < 300; i++) {
      assertEquals(ours[i], columns.get(column)[i], 1e-9 * ours[i]);
    }
  }

  @Test
  void columnsAreEqualByName() {
    Ta4jColumn one = new Ta4jColumn("close", ClosePriceIndicator::new);
    Ta4jColumn same = new Ta4jColumn("close", series -> new ClosePriceIndicator(series));
    Ta4jColumn other = new Ta4jColumn("closes", ClosePriceIndicator::new);
    assertEquals(one, same);
    assertEquals(one.hashCode(), same.hashCode());
    assertNotEquals(one, other);
    Columns columns = new Columns(TestBars.random(3, 10, Timeframe.DAY));
    assertSame(columns.get(one), columns.get(same));
  }

  private static org.ta4j.core.Strategy crossing(BarSeries series) {
    ClosePriceIndicator close = new ClosePriceIndicator(series);
    EMAIndicator average = new EMAIndicator(close, 5);
    return new BaseStrategy(
        new OverIndicatorRule(close, average), new UnderIndicatorRule(close, average), 6);
  }

  @Test
  void entersAndExitsWhereTa4jWould() {
    Bars bars = TestBars.random(4, 300, Timeframe.DAY);
    Ta4jStrategy ours =
        new Ta4jStrategy(
            "crossing",
            "TEST",
            Timeframe.DAY,
            HALF,
            Optional.of(new StopLoss(0.1)),
            Ta4jBridgeTest::crossing);
    assertEquals(6, ours.warmUpBars());
    Rules rules = ours.on(SeriesSet.align(List.of(bars)));
    assertEquals(6, rules.firstDecision());
    org.ta4j.core.Strategy theirs = crossing(Ta4jSeries.of(bars));
    int entries = 0;
    int exits = 0;
    for (int t = 6; t < bars.size(); t++) {
      Target flat = Decider.decide(rules, t, Map.of()).targets().getFirst();
      Target held =
          Decider.decide(rules, t, Map.of("TEST", held(bars, 5, 50))).targets().getFirst();
      assertEquals(theirs.shouldEnter(t), flat instanceof Target.Hold);
      assertEquals(theirs.shouldExit(t), held instanceof Target.Flat);
      entries += flat instanceof Target.Hold ? 1 : 0;
      exits += held instanceof Target.Flat ? 1 : 0;
      if (flat instanceof Target.Hold hold) {
        assertEquals(HALF, hold.sizing());
        assertEquals(Optional.of(new StopLoss(0.1)), hold.stopLoss());
      }
      if (held instanceof Target.Flat exit) {
        assertEquals(ExitReason.RULE, exit.reason());
      }
    }
    assertTrue(entries > 20 && exits > 20, entries + " entries, " + exits + " exits");
  }

  @Test
  void aPrefixDecidesWhatTheWholeDecides() {
    for (long seed = 1; seed <= 5; seed++) {
      SeriesSet all = SeriesSet.align(List.of(TestBars.random(seed, 200, Timeframe.DAY)));
      Ta4jStrategy crossing = strategy(Ta4jBridgeTest::crossing);
      Rules whole = crossing.on(all);
      for (int t = 0; t < all.size(); t++) {
        Map<String, LegState> state =
            t % 2 == 0 ? Map.of() : Map.of("TEST", held(all.main(), t / 2, 50));
        assertEquals(
            Decider.decide(whole, t, state),
            Decider.decide(crossing.on(all.prefix(t + 1)), t, state),
            "bar " + t + ", seed " + seed);
      }
    }
  }

  @Test
  void aStopLossRuleSeesTheEntryPrice() {
    Bars bars = TestBars.ofCloses("TEST", 100, 100, 96, 95, 94);
    Leg leg = exitingBy(series -> new StopLossRule(new ClosePriceIndicator(series), 5), bars);
    assertFalse(leg.exit(2, entry(1, 100)));
    assertTrue(leg.exit(3, entry(1, 100)));
    assertFalse(leg.exit(4, entry(1, 98)));
  }

  @Test
  void aTrailingStopRuleSeesTheBarsSinceTheEntry() {
    Bars bars = TestBars.ofCloses("TEST", 200, 100, 110, 105, 103);
    Leg leg =
        exitingBy(
            series ->
                new TrailingStopLossRule(
                    new ClosePriceIndicator(series), series.numFactory().numOf(5)),
            bars);
    assertFalse(leg.exit(3, entry(1, 100)), "105 is above 110 - 5 %");
    assertTrue(leg.exit(4, entry(1, 100)), "103 is below 110 - 5 %");
    assertFalse(leg.exit(4, entry(3, 105)), "and above 105 - 5 %");
  }

  @Test
  void aDurationRuleSeesTheEntryBar() {
    Bars bars = TestBars.ofCloses("TEST", 1, 2, 3, 4, 5, 6);
    Leg leg =
        exitingBy(series -> new OpenPositionDurationRule(new ClosePriceIndicator(series), 3), bars);
    assertFalse(leg.exit(3, entry(1, 2)));
    assertTrue(leg.exit(4, entry(1, 2)));
    Entry fromBefore = new Entry(Direction.LONG, 10, 2, -1);
    assertFalse(leg.exit(2, fromBefore));
    assertTrue(leg.exit(3, fromBefore));
  }

  @Test
  void onlyLongStrategiesRun() {
    Ta4jStrategy shorting =
        strategy(
            series -> new BaseStrategy(BooleanRule.TRUE, BooleanRule.TRUE, Trade.TradeType.SELL));
    SeriesSet set = SeriesSet.align(List.of(TestBars.ofCloses("TEST", 1, 2)));
    assertThrows(IllegalArgumentException.class, () -> shorting.on(set));
  }

  @Test
  void canJoinTheCatalog() {
    StrategyCatalog catalog =
        StrategyCatalog.standard()
            .with(
                new StrategyDefinition(
                    "mine",
                    "close above its EMA",
                    List.of("TEST"),
                    1,
                    Timeframe.DAY,
                    timeframe -> List.of(),
                    (symbols, timeframe, values) -> strategy(Ta4jBridgeTest::crossing)));
    assertInstanceOf(
        Ta4jStrategy.class, catalog.create("mine", List.of("TEST"), Timeframe.DAY, Map.of()));
  }
}
