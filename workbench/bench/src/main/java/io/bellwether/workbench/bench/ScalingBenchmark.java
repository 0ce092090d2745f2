package io.bellwether.workbench.bench;

import io.bellwether.market.Bars;
import io.bellwether.research.engine.Backtest;
import io.bellwether.research.engine.BacktestResult;
import io.bellwether.research.engine.BacktestSettings;
import io.bellwether.research.engine.MarketData;
import io.bellwether.research.sweep.LocalSweep;
import io.bellwether.research.sweep.MarketSource;
import io.bellwether.research.sweep.SweepRequest;
import io.bellwether.research.sweep.SweepResult;
import io.bellwether.strategy.Strategy;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Whether twice the work takes twice the time: bars, and parameter sets. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ScalingBenchmark {
  private static final int BARS = 40_000;
  private static final int SETS = 40;

  /** How many times the least amount of work. */
  @Param({"1", "4", "16"})
  public int times = 1;

  private final BacktestSettings settings = Workload.settings();
  private final Strategy rsi2 = Workload.rsi2(Thresholds.DEFAULT);
  private final Bars few = Workload.bars(BARS);
  private final MarketData fewBars = Workload.market(few);
  private final MarketSource source = Workload.source(fewBars);
  private MarketData manyBars = fewBars;
  private SweepRequest manySets = Workload.request(Workload.sweep(SETS));

  /** Makes the bars and the sets. */
  @Setup
  public void repeat() {
    manyBars = Workload.market(Workload.repeated(few, times));
    manySets = Workload.request(Workload.sweep(SETS * times));
  }

  /** Single runs over more bars, indicators included. */
  @Benchmark
  public BacktestResult moreBars() {
    return Backtest.run(rsi2, manyBars.withoutColumns(), settings);
  }

  /** Sweeps of more sets over the same bars. */
  @Benchmark
  public SweepResult moreSets() {
    return LocalSweep.on(1).run(manySets, source);
  }
}
