package io.bellwether.research.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Bars;
import io.bellwether.market.Timeframe;
import io.bellwether.research.metrics.Conventions;
import io.bellwether.strategy.Sizing;
import io.bellwether.strategy.ta4j.Ta4jSeries;
import io.bellwether.strategy.ta4j.Ta4jStrategy;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseStrategy;
import org.ta4j.core.Position;
import org.ta4j.core.Strategy;
import org.ta4j.core.TradingRecord;
import org.ta4j.core.backtest.BarSeriesManager;
import org.ta4j.core.backtest.TradeOnNextOpenModel;
import org.ta4j.core.indicators.RSIIndicator;
import org.ta4j.core.indicators.averages.EMAIndicator;
import org.ta4j.core.indicators.averages.SMAIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.rules.CrossedDownIndicatorRule;
import org.ta4j.core.rules.CrossedUpIndicatorRule;
import org.ta4j.core.rules.OverIndicatorRule;
import org.ta4j.core.rules.StopGainRule;
import org.ta4j.core.rules.StopLossRule;
import org.ta4j.core.rules.UnderIndicatorRule;

/** ta4j's own backtest, filled at the next open, trades as ours does with the same rules. */
class Ta4jOracleTest {
  private static final double CAPITAL = 10_000;

  @Test
  void crossings() {
    assertSame(
        series -> {
          ClosePriceIndicator close = new ClosePriceIndicator(series);
          EMAIndicator fast = new EMAIndicator(close, 5);
          EMAIndicator slow = new EMAIndicator(close, 12);
          return new BaseStrategy(
              new CrossedUpIndicatorRule(fast, slow), new CrossedDownIndicatorRule(fast, slow), 12);
        });
  }

  @Test
  void oscillatorsWithStopsAtCloses() {
    assertSame(
        series -> {
          ClosePriceIndicator close = new ClosePriceIndicator(series);
          RSIIndicator rsi = new RSIIndicator(close, 3);
          return new BaseStrategy(
              new UnderIndicatorRule(rsi, 40),
              new OverIndicatorRule(rsi, 70)
                  .or(new StopLossRule(close, 2))
                  .or(new StopGainRule(close, 3)),
              4);
        });
  }

  @Test
  void entriesThatHoldAtEveryBar() {
    assertSame(
        series -> {
          ClosePriceIndicator close = new ClosePriceIndicator(series);
          SMAIndicator average = new SMAIndicator(close, 10);
          return new BaseStrategy(
              new OverIndicatorRule(close, average), new UnderIndicatorRule(close, average), 10);
        });
  }

  private static void assertSame(Function<BarSeries, Strategy> factory) {
    int trades = 0;
    for (long seed = 1; seed <= 15; seed++) {
      for (RandomBars.Shape shape : RandomBars.Shape.values()) {
        trades += assertSame(factory, seed, shape);
      }
    }
    assertTrue(trades > 500, "too few trades: " + trades);
  }

  private static int assertSame(
      Function<BarSeries, Strategy> factory, long seed, RandomBars.Shape shape) {
    Bars bars = RandomBars.of("AAA", Timeframe.DAY, 400, shape, 0, new SplittableRandom(seed));
    Ta4jStrategy ours =
        new Ta4jStrategy(
            "mine",
            "AAA",
            Timeframe.DAY,
            new Sizing.WeightOfEquity(0.5),
            Optional.empty(),
            factory);
    BacktestResult result =
        Backtest.run(
            ours,
            MarketData.of(List.of(bars), Conventions.CRYPTO),
            BacktestSettings.usEquities(CAPITAL).free());
    BarSeries series = Ta4jSeries.of(bars);
    TradingRecord theirs =
        new BarSeriesManager(series, new TradeOnNextOpenModel()).run(factory.apply(series));
    TradeLog log = result.trades();
    String where = "seed " + seed + ", " + shape;
    double equity = CAPITAL;
    List<Position> positions = theirs.getPositions();
    for (int i = 0; i < Math.min(positions.size(), log.size()); i++) {
      Position position = positions.get(i);
      String trade = where + ", trade " + i;
      assertEquals(position.getEntry().getIndex(), log.entryBar(i), trade);
      assertEquals(position.getExit().getIndex(), log.exitBar(i), trade);
      double entry = position.getEntry().getNetPrice().doubleValue();
      double exit = position.getExit().getNetPrice().doubleValue();
      assertEquals(entry, log.entryPrice(i), 0, trade);
      assertEquals(exit, log.exitPrice(i), 0, trade);
      equity += log.quantity(i) * (exit - entry);
    }
    assertEquals(positions.size(), log.size(), where);
    assertEquals(theirs.getCurrentPosition().isOpened() ? 1 : 0, result.open().size(), where);
    for (BacktestResult.Open open : result.open()) {
      double entry = theirs.getCurrentPosition().getEntry().getNetPrice().doubleValue();
      equity += open.quantity() * (bars.close()[bars.size() - 1] - entry);
    }
    assertEquals(equity, result.finalEquity(), 1e-9 * equity, where);
    return log.size();
  }
}
