package io.bellwether.workbench.cli;

import static io.bellwether.workbench.cli.RunOptions.orUsage;
import static java.util.stream.Collectors.joining;

import io.bellwether.market.Bars;
import io.bellwether.market.CorporateActions;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.SessionBars;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.BarGrid;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.research.engine.BacktestSettings;
import io.bellwether.research.engine.MarketData;
import io.bellwether.strategy.Strategy;
import io.bellwether.strategy.StrategyCatalog;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.cost.FundingRates;
import io.bellwether.trading.cost.IsolatedMargin;
import io.bellwether.trading.instrument.InstrumentRule;
import io.bellwether.workbench.replay.ReplayRunner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A backtest as the command line asks for it, read and checked.
 *
 * @param version the strategy's configuration
 * @param strategy the strategy
 * @param data the bars, history included
 * @param settings money, costs and the first bar of the run
 * @param market the kind of market
 * @param range the dates of the run
 * @param shown the main symbol's bars of the run, on the basis traded at
 * @param actions splits and dividends
 * @param catalog the strategies that can be named
 */
record BacktestSetup(
    StrategyVersion version,
    Strategy strategy,
    MarketData data,
    BacktestSettings settings,
    MarketKind market,
    RunOptions.Range range,
    Bars shown,
    CorporateActions actions,
    StrategyCatalog catalog) {
  /** Reads the files and checks everything. */
  static BacktestSetup of(RunOptions options, ExecutionOptions execution) {
    RunRequest request = options.request();
    BacktestSettings settings = settings(request, execution);
    CorporateActions actions = execution.actions();
    BacktestSetup setup = of(request, settings, actions, execution.allowJumps(), request.series());
    requireTwoBars(request, setup.range, setup.bars());
    return setup;
  }

  /** How many bars are decided on in the run. */
  int bars() {
    return data.size() - settings.firstBar();
  }

  /** Fewer can trade nothing: one is decided at, the next traded at. */
  static void requireTwoBars(RunRequest request, RunOptions.Range range, int bars) {
    if (bars < 2) {
      StrategyVersion version = request.version();
      throw InputException.data(
          ("%s: %d bar(s) of %s to decide on from %s to %s, and a run needs two;"
                  + " choose other dates or another file")
              .formatted(
                  version.symbols().stream().map(request::files).collect(joining(", ")),
                  bars,
                  version.timeframe(),
                  range.from(),
                  range.to()));
    }
  }

  /**
   * Checks a run on bars that have been read. It may have fewer bars than can be traded on.
   *
   * @param settings what {@link #settings(RunRequest, ExecutionOptions)} says of the same run
   * @param allowJumps whether to trade through jumps that look like unknown splits
   * @param series the bars of all its files
   */
  static BacktestSetup of(
      RunRequest request,
      BacktestSettings settings,
      CorporateActions actions,
      boolean allowJumps,
      List<Bars> series) {
    StrategyVersion version = request.version();
    MarketKind market = request.market();
    TradingCalendar calendar = market.calendar();
    RunOptions.Range range = request.range(series, version, calendar);
    Strategy strategy =
        request
            .catalog()
            .create(
                version.strategy(), version.symbols(), version.timeframe(), version.parameters());
    List<Bars> traded = traded(series, strategy.symbols(), calendar, range);
    if (!allowJumps) {
      SplitJumps.refuse(traded, actions, market, request::files);
    }
    MarketData data = data(traded, version.timeframe(), market, actions);
    requireFunding(settings, traded.getFirst());
    Instant start = range.from().atStartOfDay(calendar.zone()).toInstant();
    int first = data.firstAtOrAfter(start);
    Bars main = aggregated(traded.getFirst(), version.timeframe(), calendar);
    Bars shown = main.between(start, end(range, calendar));
    return new BacktestSetup(
        version,
        strategy,
        data,
        settings.withFirstBar(first),
        market,
        range,
        shown,
        actions,
        request.catalog());
  }

  /** What the options say of money, costs, instruments and limits. */
  static BacktestSettings settings(RunRequest request, ExecutionOptions execution) {
    TradingOptions trading = request.trading();
    StrategyVersion version = request.version();
    BacktestSettings settings =
        execution.apply(
            BacktestSettings.usEquities(trading.capital().doubleValue())
                .withCosts(request.costModel(), trading.slippage())
                .withRisk(version.account().limits()),
            request.market(),
            trading.fractional());
    execution.requireBasis(trading.basis());
    // What a strategy exits by is no matter of parameters, and a search has yet to choose them.
    Strategy strategy =
        request
            .catalog()
            .create(version.strategy(), version.symbols(), version.timeframe(), Map.of());
    orUsage(
        "--entry-order",
        () -> {
          settings.orders().requireFor(strategy);
          return strategy;
        });
    for (String symbol : version.symbols()) {
      InstrumentRule rule = orUsage("--instrument-rules", () -> settings.instruments().of(symbol));
      if (rule.maintenanceMarginRate() > 0) {
        orUsage(
            "--leverage",
            () -> new IsolatedMargin(settings.leverage(), rule.maintenanceMarginRate()));
      }
    }
    return settings;
  }

  /** Where a settlement is not known, holding would be free. */
  static void requireFunding(BacktestSettings settings, Bars main) {
    if (main.isEmpty() || settings.fundingRates().isEmpty()) {
      return;
    }
    FundingRates rates = settings.fundingRates().get();
    if (!rates.covers(main.start(0), main.lastStart())) {
      throw InputException.data(
          "--funding: rates from %s to %s do not cover the bars from %s to %s"
              .formatted(
                  Instant.ofEpochMilli(rates.millis(0)),
                  Instant.ofEpochMilli(rates.millis(rates.size() - 1)),
                  main.start(0),
                  main.lastStart()));
    }
  }

  /** The market of bars that are traded on, decided on in a timeframe that is not finer. */
  static MarketData data(
      List<Bars> traded, Timeframe timeframe, MarketKind market, CorporateActions actions) {
    List<Bars> decided = decided(traded, timeframe, market.calendar(), actions);
    MarketData data = MarketData.of(decided, traded, market.conventions()).with(actions);
    return data.size() == 0
        ? data
        : data.endingAt(
            new BarGrid(market.calendar(), timeframe).end(data.series().main().lastStart()));
  }

  private static Instant end(RunOptions.Range range, TradingCalendar calendar) {
    return range.to().plusDays(1).atStartOfDay(calendar.zone()).toInstant();
  }

  /** What is not known by the end of the run is not there. */
  static List<Bars> traded(
      List<Bars> series, List<String> symbols, TradingCalendar calendar, RunOptions.Range range) {
    Instant end = end(range, calendar);
    List<Bars> traded = new ArrayList<>();
    for (String symbol : symbols) {
      Bars finest = ReplayRunner.finest(series, symbol);
      traded.add(SessionBars.regularSession(finest.prefix(finest.countBefore(end)), calendar));
    }
    return traded;
  }

  /** Raw bars are decided on as adjusted for splits: a split is no fall of the price. */
  private static List<Bars> decided(
      List<Bars> traded, Timeframe timeframe, TradingCalendar calendar, CorporateActions actions) {
    List<Bars> decided = new ArrayList<>();
    for (Bars bars : traded) {
      boolean splits =
          bars.provenance().basis() == PriceBasis.RAW && !actions.splits(bars.symbol()).isEmpty();
      Bars adjusted = splits ? CorporateActions.adjustForSplits(bars, actions) : bars;
      decided.add(aggregated(adjusted, timeframe, calendar));
    }
    return decided;
  }

  private static Bars aggregated(Bars bars, Timeframe timeframe, TradingCalendar calendar) {
    return bars.timeframe().equals(timeframe)
        ? bars
        : SessionBars.aggregate(bars, timeframe, calendar);
  }
}
