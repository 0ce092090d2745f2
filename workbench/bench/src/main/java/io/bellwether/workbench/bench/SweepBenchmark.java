package io.bellwether.workbench.bench;

import io.bellwether.market.Bars;
import io.bellwether.research.engine.Backtest;
import io.bellwether.research.engine.BacktestSettings;
import io.bellwether.research.engine.MarketData;
import io.bellwether.research.engine.Recording;
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
 * A thousand parameter sets of {@code rsi2} over one RSI column, computed before: final equity and
 * counts of each. The engine also keeps the equity of every day, which the plain loop does not.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class SweepBenchmark {
  static final int SETS = 1_000;

  private final BacktestSettings settings = Workload.settings();
  private final Bars bars;
  private final MarketData market;
  private final List<Thresholds> sets;
  private final List<Strategy> strategies;
  private final double[] rsi;

  /** On the bars and sets that the targets are about. */
  public SweepBenchmark() {
    this(Workload.BARS, SETS);
  }

  SweepBenchmark(int count, int setCount) {
    bars = Workload.bars(count);
    market = Workload.market(bars);
    sets = Workload.sweep(setCount);
    strategies = sets.stream().map(Workload::rsi2).toList();
    rsi = market.series().columns(bars.symbol()).get(new Rsi(2));
  }

  /** Sees that every set ends as in the plain loop, and as in a run of its own to the last bit. */
  @Setup
  public void check() {
    double[] plain = plainSweep();
    double[] swept = sweep();
    double[] parallel = sweepOnTwoThreads();
    for (int i = 0; i < plain.length; i++) {
      Yardstick.requireSame(sets.get(i).toString(), plain[i], swept[i]);
      double alone = swept[i];
      if (i % 10 == 0) {
        alone = Backtest.run(strategies.get(i), market.withoutColumns(), settings).finalEquity();
      }
      if (alone != swept[i] || parallel[i] != swept[i]) {
        throw new IllegalStateException(sets.get(i) + " ends otherwise in a sweep than alone");
      }
    }
  }

  /** The engine on one thread. */
  @Benchmark
  public double[] sweep() {
    return strategies.stream().mapToDouble(this::run).toArray();
  }

  /** The engine on two threads: every other set each. */
  @Benchmark
  public double[] sweepOnTwoThreads() {
    double[] ends = new double[strategies.size()];
    Thread second = Thread.ofPlatform().start(() -> runEveryOther(1, ends));
    runEveryOther(0, ends);
    try {
      second.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
    return ends;
  }

  private void runEveryOther(int first, double[] ends) {
    for (int i = first; i < ends.length; i += 2) {
      ends[i] = run(strategies.get(i));
    }
  }

  private double run(Strategy strategy) {
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
