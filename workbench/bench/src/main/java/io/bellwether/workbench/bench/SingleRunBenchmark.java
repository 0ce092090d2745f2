package io.bellwether.workbench.bench;

import io.bellwether.market.Bars;
import io.bellwether.research.engine.Backtest;
import io.bellwether.research.engine.BacktestResult;
import io.bellwether.research.engine.BacktestSettings;
import io.bellwether.research.engine.MarketData;
import io.bellwether.strategy.Strategy;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One backtest, indicators included, with every trade and the equity at every bar: the engine and
 * the plain loop written for that strategy alone.
 *
 * <p>All strategies run in every process before anything is measured, so that no call in the engine
 * is compiled for one of them only.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class SingleRunBenchmark {
  private static final int WARM_UP_RUNS = 20;

  private final Strategy emaCrossover = Workload.emaCrossover();
  private final Strategy rsi2 = Workload.rsi2(Thresholds.DEFAULT);
  private final Strategy williamsTrend = Workload.williamsTrend();
  private final BacktestSettings settings = Workload.settings();
  private final Bars bars;
  private final MarketData market;
  private final Account account;

  /** On the bars that the targets are about. */
  public SingleRunBenchmark() {
    this(Workload.BARS);
  }

  SingleRunBenchmark(int count) {
    bars = Workload.bars(count);
    market = Workload.market(bars);
    account = new Account(count);
  }

  /** Sees that both sides do the same, and lets the compiler see all strategies. */
  @Setup
  public void checkAndWarmUp() {
    check();
    for (int i = 0; i < WARM_UP_RUNS; i++) {
      emaCrossover();
      rsi2();
      williamsTrend();
    }
  }

  void check() {
    Yardstick.requireSame("ema-crossover", plainEmaCrossover(), emaCrossover());
    Yardstick.requireSame("rsi2", plainRsi2(), rsi2());
    Yardstick.requireSame("williams-trend", plainWilliamsTrend(), williamsTrend());
  }

  /** The engine. */
  @Benchmark
  public BacktestResult emaCrossover() {
    return run(emaCrossover);
  }

  /** The engine. */
  @Benchmark
  public BacktestResult rsi2() {
    return run(rsi2);
  }

  /** The engine. */
  @Benchmark
  public BacktestResult williamsTrend() {
    return run(williamsTrend);
  }

  private BacktestResult run(Strategy strategy) {
    return Backtest.run(strategy, market.withoutColumns(), settings);
  }

  /** The yardstick. */
  @Benchmark
  public Account plainEmaCrossover() {
    FusedEmaCrossover.run(bars, 10, 20, 0.95, account);
    return account;
  }

  /** The yardstick. */
  @Benchmark
  public Account plainRsi2() {
    FusedRsi2.run(bars, Thresholds.DEFAULT, account);
    return account;
  }

  /** The yardstick. */
  @Benchmark
  public Account plainWilliamsTrend() {
    FusedWilliamsTrend.run(bars, account);
    return account;
  }
}
