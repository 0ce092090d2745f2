package io.bellwether.workbench.bench;

import io.bellwether.strategy.ta4j.Ta4jSeries;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseStrategy;
import org.ta4j.core.Rule;
import org.ta4j.core.TradingRecord;
import org.ta4j.core.backtest.BarSeriesManager;
import org.ta4j.core.indicators.RSIIndicator;
import org.ta4j.core.indicators.WilliamsRIndicator;
import org.ta4j.core.indicators.averages.EMAIndicator;
import org.ta4j.core.indicators.averages.SMAIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.rules.AverageTrueRangeTrailingStopLossRule;
import org.ta4j.core.rules.OverIndicatorRule;
import org.ta4j.core.rules.StopLossRule;
import org.ta4j.core.rules.UnderIndicatorRule;

/**
 * ta4j with its fastest numbers on the same bars and, as near as its own rules come to them, the
 * same strategies: indicators and trades, but no equity, no sizing, and stops tested at closes.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class Ta4jBenchmark {
  private final BarSeries series;

  /** On the bars that the targets are about. */
  public Ta4jBenchmark() {
    this(Workload.BARS);
  }

  Ta4jBenchmark(int count) {
    series = Ta4jSeries.of(Workload.bars(count));
  }

  /** Close over fast over slow average. */
  @Benchmark
  public TradingRecord emaCrossover() {
    ClosePriceIndicator close = new ClosePriceIndicator(series);
    EMAIndicator fast = new EMAIndicator(close, 10);
    EMAIndicator slow = new EMAIndicator(close, 20);
    Rule entry = new OverIndicatorRule(close, fast).and(new OverIndicatorRule(fast, slow));
    Rule exit = new UnderIndicatorRule(close, fast).or(new UnderIndicatorRule(fast, slow));
    return run(entry, exit, 20);
  }

  /** A low index, until a high one or the stop. */
  @Benchmark
  public TradingRecord rsi2() {
    ClosePriceIndicator close = new ClosePriceIndicator(series);
    RSIIndicator rsi = new RSIIndicator(close, 2);
    Rule exit = new OverIndicatorRule(rsi, 75).or(new StopLossRule(close, 5));
    return run(new UnderIndicatorRule(rsi, 30), exit, 2);
  }

  /** A dip above the average, until a rise below it or the trailing stop. */
  @Benchmark
  public TradingRecord williamsTrend() {
    ClosePriceIndicator close = new ClosePriceIndicator(series);
    SMAIndicator trend = new SMAIndicator(close, 200);
    WilliamsRIndicator williams = new WilliamsRIndicator(series, 10);
    // ta4j computes the average true range for its stop by itself.
    Rule stop = new AverageTrueRangeTrailingStopLossRule(series, close, 14, 10);
    Rule entry = new OverIndicatorRule(close, trend).and(new UnderIndicatorRule(williams, -80));
    Rule reversal = new OverIndicatorRule(williams, -20).and(new UnderIndicatorRule(close, trend));
    return run(entry, stop.or(reversal), 200);
  }

  private TradingRecord run(Rule entry, Rule exit, int unstableBars) {
    return new BarSeriesManager(series).run(new BaseStrategy(entry, exit, unstableBars));
  }
}
