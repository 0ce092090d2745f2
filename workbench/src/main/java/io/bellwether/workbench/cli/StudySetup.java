package io.bellwether.workbench.cli;

import io.bellwether.analyst.Study;
import io.bellwether.market.Bars;
import io.bellwether.market.CorporateActions;
import io.bellwether.market.PriceBasis;
import io.bellwether.research.engine.BacktestSettings;
import io.bellwether.research.search.ParameterSpace;
import io.bellwether.research.sweep.BarsMarket;
import io.bellwether.research.sweep.LocalSweep;
import io.bellwether.research.sweep.Market;
import io.bellwether.trading.config.StrategyVersion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A strategy on bars as the command line asks for it, read and checked.
 *
 * @param study the strategy's version on its bars
 * @param kind the kind of market
 * @param range the dates of the study
 */
record StudySetup(Study study, MarketKind kind, RunOptions.Range range) {
  /**
   * Reads the files and checks everything.
   *
   * @param threads how many backtests go on at a time
   * @param bounds the parameters that may be proposed for a version
   */
  static StudySetup of(
      RunOptions run,
      ExecutionOptions execution,
      int threads,
      Function<StrategyVersion, ParameterSpace> bounds) {
    StrategyVersion version = run.version();
    MarketKind kind = run.market();
    ParameterSpace space = bounds.apply(version);
    List<Bars> series = run.series();
    RunOptions.Range range = run.range(series, version, kind.calendar());
    BarsMarket market = market(run, execution, version, series, range);
    return new StudySetup(
        new Study(version, space, market, LocalSweep.on(threads).with(run.catalog())), kind, range);
  }

  /** The market of a run's files, history included. */
  static BarsMarket market(
      RunOptions run,
      ExecutionOptions execution,
      StrategyVersion version,
      List<Bars> series,
      RunOptions.Range range) {
    MarketKind kind = run.market();
    Instant start = range.from().atStartOfDay(kind.calendar().zone()).toInstant();
    Instant end = range.to().plusDays(1).atStartOfDay(kind.calendar().zone()).toInstant();
    CorporateActions actions = execution.actions();
    List<Bars> bars = BacktestSetup.traded(series, version.symbols(), kind.calendar(), range);
    if (!execution.allowJumps()) {
      SplitJumps.refuse(bars, actions, kind, run.request()::files);
    }
    BacktestSettings settings = BacktestSetup.settings(run.request(), execution);
    BacktestSetup.requireFunding(settings, bars.getFirst());
    BarsMarket market =
        new BarsMarket(
            bars,
            traded -> BacktestSetup.data(traded, version.timeframe(), kind, actions),
            settings,
            start,
            end,
            undated(bars, version, kind, actions));
    Market whole = market.of(version.symbols());
    BacktestSetup.requireTwoBars(
        run.request(), range, whole.data().size() - whole.settings().firstBar());
    return market;
  }

  private static Optional<BarsMarket.Undated> undated(
      List<Bars> bars, StrategyVersion version, MarketKind kind, CorporateActions actions) {
    return version.symbols().stream().anyMatch(symbol -> acts(actions, symbol))
        ? Optional.of(
            new BarsMarket.Undated(
                bars.stream().map(one -> adjusted(one, actions)).toList(),
                traded ->
                    BacktestSetup.data(traded, version.timeframe(), kind, CorporateActions.none())))
        : Optional.empty();
  }

  private static boolean acts(CorporateActions actions, String symbol) {
    return !actions.splits(symbol).isEmpty() || !actions.dividends(symbol).isEmpty();
  }

  private static Bars adjusted(Bars bars, CorporateActions actions) {
    return bars.provenance().basis() == PriceBasis.RAW
        ? CorporateActions.adjustForSplits(bars, actions)
        : bars;
  }
}
