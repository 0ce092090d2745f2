package io.bellwether.research.report;

import io.bellwether.market.Bars;
import io.bellwether.market.calendar.BarGrid;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.research.engine.BacktestResult;
import io.bellwether.research.engine.TradeLog;
import io.bellwether.research.metrics.EquityCurve;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.ledger.Trade;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;

/** A backtest's result as the run that reports are made of. */
public final class BacktestRun {
  private final BacktestResult result;
  private final StrategyVersion version;
  private final TradingCalendar calendar;
  private final Bars main;
  private final int first;

  private BacktestRun(BacktestResult result, StrategyVersion version, TradingCalendar calendar) {
    this.result = result;
    this.version = version;
    this.calendar = calendar;
    this.main = result.data().series().main();
    this.first = result.settings().firstBar();
  }

  /**
   * Gathers a run.
   *
   * @param result of a backtest that recorded everything
   * @param version the strategy that was run, for its names
   * @param from the first date asked for
   * @param to the last date asked for
   */
  public static RunResult of(
      BacktestResult result,
      StrategyVersion version,
      TradingCalendar calendar,
      LocalDate from,
      LocalDate to,
      Assumptions assumptions) {
    return new BacktestRun(result, version, calendar).gather(from, to, assumptions);
  }

  private RunResult gather(LocalDate from, LocalDate to, Assumptions assumptions) {
    Bars bars =
        main.between(
            from.atStartOfDay(calendar.zone()).toInstant(),
            to.plusDays(1).atStartOfDay(calendar.zone()).toInstant());
    BarGrid grid = new BarGrid(calendar, version.timeframe());
    return new RunResult(
        "Backtest",
        version.strategy(),
        new TreeMap<>(version.parameters()),
        version.account().id(),
        version.symbols(),
        from,
        to,
        bars.isEmpty() ? calendar.previousSession(to).close() : grid.end(bars.lastStart()),
        BigDecimal.valueOf(result.settings().capital()),
        equity(),
        trades(),
        List.of(),
        List.of(),
        openPositions(),
        assumptions,
        result.data().conventions(),
        bars);
  }

  private EquityCurve equity() {
    int size = main.size();
    BitSet held = result.held();
    return EquityCurve.of(
        Arrays.copyOfRange(main.startMillis(), first, size),
        Arrays.copyOfRange(result.equity(), first, size),
        Arrays.copyOfRange(result.cash(), first, size),
        held.get(first, size));
  }

  private List<Trade> trades() {
    TradeLog log = result.trades();
    List<Trade> trades = new ArrayList<>(log.size());
    for (int i = 0; i < log.size(); i++) {
      String symbol = symbol(log.leg(i));
      Bars traded = result.data().traded(symbol);
      trades.add(
          new Trade(
              symbol + "-" + (i + 1),
              version.account().id(),
              version.strategy(),
              symbol,
              log.direction(i),
              decimal(log.quantity(i)),
              traded.start(log.entryFill(i)),
              decimal(log.entryPrice(i)),
              traded.start(log.exitFill(i)),
              decimal(log.exitPrice(i)),
              decimal(log.fees(i)),
              decimal(log.pnl(i)),
              log.reason(i)));
    }
    return trades;
  }

  private List<OpenPosition> openPositions() {
    return List.of();
  }

  private String symbol(int leg) {
    return result.rules().legs().get(leg).symbol();
  }

  /** The shortest decimal that reads back as the same number, whole if it is whole. */
  private static BigDecimal decimal(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? BigDecimal.valueOf((long) value)
        : BigDecimal.valueOf(value);
  }

  /** Instants of daily bars are midnights; fills happen at the open. */
  Instant opened(Instant start) {
    return new BarGrid(calendar, version.timeframe()).firstTrade(start);
  }
}
