package io.bellwether.workbench.cli;

import io.bellwether.market.Bars;
import io.bellwether.market.SessionBars;
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
    double capital = options.capital().doubleValue();
    BacktestSettings settings =
        BacktestSettings.usEquities(capital)
            .withCosts(options.costModel(), options.slippage())
            .withInstruments(
                options.fractional() ? InstrumentRules.FRACTIONS : InstrumentRules.SHARES);
    List<Bars> series = options.series();
    RunOptions.Range range = options.range(series, version, calendar);
    Strategy strategy =
        StrategyCatalog.standard()
            .create(
                version.strategy(), version.symbols(), version.timeframe(), version.parameters());
    MarketData data = data(series, version, market, range);
    Instant start = range.from().atStartOfDay(calendar.zone()).toInstant();
    return new BacktestSetup(
        version,
        strategy,
        data,
        settings.withFirstBar(data.firstAtOrAfter(start)),
        calendar,
        range);
  }

  private static MarketData data(
      List<Bars> series, StrategyVersion version, MarketKind market, RunOptions.Range range) {
    TradingCalendar calendar = market.calendar();
    Instant end = range.to().plusDays(1).atStartOfDay(calendar.zone()).toInstant();
    List<Bars> decided = new ArrayList<>();
    List<Bars> traded = new ArrayList<>();
    for (String symbol : version.symbols()) {
      Bars finest = ReplayRunner.finest(series, symbol);
      Bars regular = SessionBars.regularSession(finest.prefix(finest.countBefore(end)), calendar);
      traded.add(regular);
      decided.add(
          finest.timeframe().equals(version.timeframe())
              ? regular
              : SessionBars.aggregate(regular, version.timeframe(), calendar));
    }
    return MarketData.of(decided, traded, market.conventions());
  }
}
