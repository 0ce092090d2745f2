package io.bellwether.workbench.cli;

import io.bellwether.market.Bars;
import io.bellwether.research.engine.Backtest;
import io.bellwether.research.engine.BacktestResult;
import io.bellwether.research.engine.TradeLog;
import io.bellwether.research.metrics.Performance;
import io.bellwether.research.report.BacktestRun;
import io.bellwether.research.report.ReentryComparison;
import io.bellwether.research.report.RunDetails;
import io.bellwether.research.report.RunResult;
import io.bellwether.research.report.TearSheet;
import io.bellwether.strategy.ExitReason;
import io.bellwether.strategy.Strategy;
import io.bellwether.trading.config.StrategyVersion;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Runs a backtest and gathers what its report needs. */
final class BacktestReport {
  private static final String REENTRY = "reentry-after-stop";
  private static final String IMMEDIATE = "immediate";
  private static final String AFTER_RESET = "after-reset";

  private final BacktestSetup setup;
  private final HeldBenchmark benchmark;
  private final BacktestResult result;

  /**
   * Runs the backtest.
   *
   * @param benchmark bars to compare with instead of the main symbol's
   */
  BacktestReport(BacktestSetup setup, Optional<Bars> benchmark) {
    this.setup = setup;
    this.benchmark = HeldBenchmark.of(setup, benchmark);
    this.result = Backtest.run(setup.strategy(), setup.data(), setup.settings());
  }

  /** What the summary needs. */
  RunResult brief() {
    RunResult run = gather(result);
    return run.with(withBenchmark(run.details()));
  }

  /** Everything. */
  RunResult complete() {
    RunResult run = measured();
    return run.with(reentry().map(run.details()::withReentry).orElse(run.details()));
  }

  /** Everything that takes no further run. */
  RunResult measured() {
    RunResult run =
        BacktestRun.complete(
            result,
            setup.strategy(),
            setup.version(),
            setup.market().calendar(),
            setup.shown(),
            setup.range().from(),
            setup.range().to(),
            BacktestAssumptions.of(setup, result, benchmark));
    return run.with(withBenchmark(run.details()));
  }

  private RunResult gather(BacktestResult of) {
    return BacktestRun.of(
        of,
        setup.version(),
        setup.market().calendar(),
        setup.shown(),
        setup.range().from(),
        setup.range().to(),
        BacktestAssumptions.of(setup, of, benchmark));
  }

  private RunDetails withBenchmark(RunDetails details) {
    return benchmark.bars().map(details::withBenchmark).orElse(details);
  }

  /** A strategy that can wait after a stop is shown both ways, if there was a stop at all. */
  private Optional<ReentryComparison> reentry() {
    Map<String, String> parameters = setup.version().parameters();
    boolean stopped = count(result, ExitReason.STOP) > 0;
    if (!parameters.containsKey(REENTRY) || !stopped) {
      return Optional.empty();
    }
    BacktestResult immediate = with(IMMEDIATE);
    Set<Integer> entries = new HashSet<>();
    TradeLog log = immediate.trades();
    for (int i = 0; i < log.size(); i++) {
      if (log.leg(i) == 0) {
        entries.add(log.entryBar(i));
      }
    }
    int boughtAgain = 0;
    for (int i = 0; i < log.size(); i++) {
      boolean stop = log.leg(i) == 0 && log.reason(i) == ExitReason.STOP;
      boughtAgain += stop && entries.contains(log.exitBar(i) + 1) ? 1 : 0;
    }
    return Optional.of(
        new ReentryComparison(
            performance(immediate),
            performance(with(AFTER_RESET)),
            count(immediate, ExitReason.STOP),
            boughtAgain));
  }

  private static int count(BacktestResult of, ExitReason reason) {
    TradeLog log = of.trades();
    int count = 0;
    for (int i = 0; i < log.size(); i++) {
      count += log.leg(i) == 0 && log.reason(i) == reason ? 1 : 0;
    }
    return count;
  }

  private BacktestResult with(String reentry) {
    StrategyVersion version = setup.version();
    if (reentry.equals(version.parameters().get(REENTRY))) {
      return result;
    }
    Map<String, String> parameters = new HashMap<>(version.parameters());
    parameters.put(REENTRY, reentry);
    Strategy other =
        setup
            .catalog()
            .create(version.strategy(), version.symbols(), version.timeframe(), parameters);
    return Backtest.run(other, setup.data(), setup.settings());
  }

  private Performance performance(BacktestResult of) {
    return TearSheet.of(gather(of)).performance();
  }
}
