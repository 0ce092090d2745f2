package io.bellwether.workbench.cli;

import io.bellwether.market.Bars;
import io.bellwether.market.SessionBars;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.research.engine.BacktestSettings;
import io.bellwether.research.engine.MarketData;
import io.bellwether.strategy.Strategy;
import io.bellwether.strategy.StrategyCatalog;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.instrument.InstrumentRules;
import io.bellwether.workbench.replay.ReplayRunner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A backtest as the command line asks for it, read and checked.
 *
 * @param version the strategy's configuration
 * @param strategy the strategy
 * @param data the bars, history included
 * @param settings money, costs and the first bar of the run
 * @param calendar the market's sessions
 * @param range the dates of the run
 */
record BacktestSetup(
    StrategyVersion version,
    Strategy strategy,
    MarketData data,
    BacktestSettings settings,
    TradingCalendar calendar,
    RunOptions.Range range) {
  /** Reads the files and checks everything. */
  static BacktestSetup of(RunOptions options) {
    StrategyVersion version = options.version();
    MarketKind market = options.market();
    TradingCalendar calendar = market.calendar();
    BacktestSettings settings = settings(options);
    List<Bars> series = options.series();
    RunOptions.Range range = options.range(series, version, calendar);
    Strategy strategy =
        StrategyCatalog.standard()
            .create(
                version.strategy(), version.symbols(), version.timeframe(), version.parameters());
    MarketData data = data(traded(series, version, market, range), version.timeframe(), market);
    Instant start = range.from().atStartOfDay(calendar.zone()).toInstant();
    return new BacktestSetup(
        version,
        strategy,
        data,
        settings.withFirstBar(data.firstAtOrAfter(start)),
        calendar,
        range);
  }

  /** What the options say of money, costs and instruments. */
  static BacktestSettings settings(RunOptions options) {
    return BacktestSettings.usEquities(options.capital().doubleValue())
        .withCosts(options.costModel(), options.slippage())
        .withInstruments(options.fractional() ? InstrumentRules.FRACTIONS : InstrumentRules.SHARES);
  }

  /** The bars each symbol of the strategy is traded on, up to the end of the run. */
  static List<Bars> traded(
      List<Bars> series, StrategyVersion version, MarketKind market, RunOptions.Range range) {
    TradingCalendar calendar = market.calendar();
    Instant end = range.to().plusDays(1).atStartOfDay(calendar.zone()).toInstant();
    List<Bars> traded = new ArrayList<>();
    for (String symbol : version.symbols()) {
      Bars finest = ReplayRunner.finest(series, symbol);
      traded.add(SessionBars.regularSession(finest.prefix(finest.countBefore(end)), calendar));
    }
    return traded;
  }

  /** The market of bars that are traded on, decided on in a timeframe that is not finer. */
  static MarketData data(List<Bars> traded, Timeframe timeframe, MarketKind market) {
    List<Bars> decided = new ArrayList<>();
    for (Bars bars : traded) {
      decided.add(
          bars.timeframe().equals(timeframe)
              ? bars
              : SessionBars.aggregate(bars, timeframe, market.calendar()));
    }
    return MarketData.of(decided, traded, market.conventions());
  }
}
