package io.bellwether.workbench.bench;

import io.bellwether.market.Bars;
import io.bellwether.research.engine.Backtest;
import io.bellwether.research.engine.BacktestResult;
import io.bellwether.research.engine.BacktestSettings;
import io.bellwether.research.engine.MarketData;
import io.bellwether.research.engine.Recording;
import io.bellwether.research.sweep.LocalSweep;
import io.bellwether.research.sweep.MarketSource;
import io.bellwether.research.sweep.SweepRequest;
import io.bellwether.research.sweep.SweepResult;
import io.bellwether.research.sweep.TrialMetrics;
import io.bellwether.strategy.Strategy;
import io.bellwether.strategy.indicator.Rsi;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A thousand parameter sets of {@code rsi2}: as the command {@code sweep} runs them, with their RSI
 * column, strategies, metrics and daily returns; by the engine alone; and by the plain loop, which
 * has only the final equity to show. The two last have the RSI column computed before.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class SweepBenchmark {
  static final int SETS = 1_000;

  private final BacktestSettings settings = Workload.settings();
  private final Bars bars;
  private final MarketData market;
  private final MarketSource source;
  private final List<Thresholds> sets;
  private final SweepRequest request;
  private final List<Strategy> strategies;
  private final double[] rsi;

  /** On the bars and sets that the targets are about. */
  public SweepBenchmark() {
    this(Workload.BARS, SETS);
  }

  SweepBenchmark(int count, int setCount) {
    bars = Workload.bars(count);
    market = Workload.market(bars);
    source = Workload.source(market);
    sets = Workload.sweep(setCount);
    request = Workload.request(sets);
    strategies = sets.stream().map(Workload::rsi2).toList();
    rsi = market.series().columns(bars.symbol()).get(new Rsi(2));
  }

  /**
   * Sees that every set ends as in the plain loop and on two threads as on one, and has the metrics
   * of a run of its own, to the last bit.
   */
  @Setup
  public void check() {
    double[] plain = plainSweep();
    double[] engine = engine();
    SweepResult swept = sweep();
    if (!swept.trials().equals(sweepOnTwoThreads().trials())) {
      throw new IllegalStateException("a sweep on two threads ends otherwise than on one");
    }
    for (int i = 0; i < plain.length; i++) {
      Yardstick.requireSame(sets.get(i).toString(), plain[i], engine[i]);
      TrialMetrics metrics = swept.trials().get(i).metrics();
      boolean same = metrics.finalEquity() == engine[i];
      if (i % 10 == 0) {
        same &= metrics.equals(TrialMetrics.of(alone(strategies.get(i))));
      }
      if (!same) {
        throw new IllegalStateException(sets.get(i) + " ends otherwise in a sweep than alone");
      }
    }
  }

  private BacktestResult alone(Strategy strategy) {
    return Backtest.run(strategy, market.withoutColumns(), settings);
  }

  /** The sweep on one thread. */
  @Benchmark
  public SweepResult sweep() {
    return LocalSweep.on(1).run(request, source);
  }

  /** The sweep on two threads. */
  @Benchmark
  public SweepResult sweepOnTwoThreads() {
    return LocalSweep.on(2).run(request, source);
  }

  /** The engine's runs and nothing around them: final equity, with the equity of every day. */
  @Benchmark
  public double[] engine() {
    return strategies.stream().mapToDouble(this::finalEquity).toArray();
  }

  private double finalEquity(Strategy strategy) {
    return Backtest.run(strategy.on(market.series()), market, settings, Recording.DAYS)
        .finalEquity();
  }

  /** The yardstick. */
  @Benchmark
  public double[] plainSweep() {
    return IntStream.range(0, sets.size())
        .mapToDouble(i -> FusedRsi2.sweep(bars, rsi, 2, sets.get(i)))
        .toArray();
  }
}
