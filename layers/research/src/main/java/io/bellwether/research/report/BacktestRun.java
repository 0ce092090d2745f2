package io.bellwether.research.report;

import io.bellwether.market.Bars;
import io.bellwether.market.CorporateActions.Split;
import io.bellwether.market.calendar.BarGrid;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.research.engine.BacktestResult;
import io.bellwether.research.engine.TradeLog;
import io.bellwether.research.metrics.EquityCurve;
import io.bellwether.research.metrics.TradeDetail;
import io.bellwether.strategy.Direction;
import io.bellwether.strategy.Plot;
import io.bellwether.strategy.Strategy;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.ledger.Trade;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** A backtest's result as the run that reports are made of. */
public final class BacktestRun {
  private final BacktestResult result;
  private final StrategyVersion version;
  private final TradingCalendar calendar;
  private final BarGrid grid;
  private final Bars main;
  private final int first;

  private BacktestRun(BacktestResult result, StrategyVersion version, TradingCalendar calendar) {
    this.result = result;
    this.version = version;
    this.calendar = calendar;
    this.grid = new BarGrid(calendar, version.timeframe());
    this.main = result.data().series().main();
    this.first = result.settings().firstBar();
  }

  /**
   * Gathers trades and equity, which the metrics are computed of; no orders, signals and details.
   *
   * @param result of a backtest that recorded everything
   * @param version the strategy that was run, for its names
   * @param shown the main symbol's bars from the run's first on, on the basis traded at
   * @param from the first date asked for
   * @param to the last date asked for
   */
  public static RunResult of(
      BacktestResult result,
      StrategyVersion version,
      TradingCalendar calendar,
      Bars shown,
      LocalDate from,
      LocalDate to,
      Assumptions assumptions) {
    return new BacktestRun(result, version, calendar)
        .gather(shown, from, to, assumptions, Tables.NONE);
  }

  /** Gathers everything there is: for tables and pictures. */
  public static RunResult complete(
      BacktestResult result,
      Strategy strategy,
      StrategyVersion version,
      TradingCalendar calendar,
      Bars shown,
      LocalDate from,
      LocalDate to,
      Assumptions assumptions) {
    BacktestRun run = new BacktestRun(result, version, calendar);
    Tables tables = new BacktestTables(result, version, run.grid).build();
    return run.gather(shown, from, to, assumptions, tables)
        .with(
            RunDetails.NONE
                .withTrades(run.details())
                .withIndicators(run.panels(strategy.plots(result.data().series())))
                .withSlippagePaid(result.slippagePaid())
                .withFills(tables.fills(), result.data().splits()));
  }

  private RunResult gather(
      Bars shown, LocalDate from, LocalDate to, Assumptions assumptions, Tables tables) {
    return new RunResult(
        "Backtest",
        version.strategy(),
        new TreeMap<>(version.parameters()),
        version.account().id(),
        version.symbols(),
        from,
        to,
        main.size() == first ? calendar.previousSession(to).close() : result.data().end(),
        BigDecimal.valueOf(result.settings().capital()),
        equity(),
        trades(),
        tables.orders(),
        tables.signals(),
        openPositions(),
        assumptions,
        result.data().conventions(),
        shown);
  }

  private EquityCurve equity() {
    int size = main.size();
    return EquityCurve.of(
        run(main.startMillis()),
        run(result.equity()),
        run(result.cash()),
        result.held().get(first, size));
  }

  /** The run's part of a column; the column itself if that is all of it. */
  private double[] run(double[] column) {
    int size = main.size();
    return first == 0 && column.length == size ? column : Arrays.copyOfRange(column, first, size);
  }

  private long[] run(long[] column) {
    int size = main.size();
    return first == 0 && column.length == size ? column : Arrays.copyOfRange(column, first, size);
  }

  private List<Trade> trades() {
    TradeLog log = result.trades();
    List<Trade> trades = new ArrayList<>(log.size());
    for (int i = 0; i < log.size(); i++) {
      String symbol = symbol(log.leg(i));
      trades.add(
          new Trade(
              id(i),
              version.account().id(),
              version.strategy(),
              symbol,
              log.direction(i),
              decimal(log.quantity(i)),
              at(symbol, log.entryFill(i)),
              decimal(log.entryPrice(i)),
              at(symbol, log.exitFill(i)),
              decimal(log.exitPrice(i)),
              decimal(log.fees(i)),
              decimal(log.pnl(i)),
              log.reason(i)));
    }
    return trades;
  }

  /** The id of a trade, by its number. */
  static String id(int trade) {
    return "trade-" + (trade + 1);
  }

  private List<OpenPosition> openPositions() {
    return result.open().stream()
        .map(
            open ->
                new OpenPosition(
                    symbol(open.leg()),
                    open.direction(),
                    decimal(open.quantity()),
                    at(symbol(open.leg()), open.entryFill()),
                    decimal(open.price()),
                    decimal(open.lastPrice()),
                    decimal(open.fees()),
                    decimal(open.gainInLieu())))
        .toList();
  }

  private Map<String, TradeDetail> details() {
    TradeLog log = result.trades();
    Map<String, TradeDetail> details = new HashMap<>();
    for (int i = 0; i < log.size(); i++) {
      Bars traded = result.data().traded(symbol(log.leg(i)));
      double highest = 0;
      double lowest = Double.POSITIVE_INFINITY;
      List<Split> splits = splitsWithin(symbol(log.leg(i)), log.entryBar(i), log.exitBar(i));
      for (int x = log.entryFill(i); x <= log.exitFill(i); x++) {
        double newShares = newSharesSince(traded.start(x), splits);
        highest = Math.max(highest, traded.high()[x] / newShares);
        lowest = Math.min(lowest, traded.low()[x] / newShares);
      }
      double entry = log.entryPrice(i);
      boolean isLong = log.direction(i) == Direction.LONG;
      double best = isLong ? highest / entry - 1 : 1 - lowest / entry;
      double worst = isLong ? lowest / entry - 1 : 1 - highest / entry;
      double risk = log.initialRisk(i);
      details.put(
          id(i),
          new TradeDetail(
              Double.isNaN(risk) ? OptionalDouble.empty() : OptionalDouble.of(risk),
              log.capped(i),
              OptionalDouble.of(Math.min(0, worst)),
              OptionalDouble.of(Math.max(0, best))));
    }
    return details;
  }

  /** The splits that a position from one bar to another was held through. */
  private List<Split> splitsWithin(String symbol, int entryBar, int exitBar) {
    LocalDate entry = LocalDate.ofEpochDay(result.data().epochDay(entryBar));
    LocalDate exit = LocalDate.ofEpochDay(result.data().epochDay(exitBar));
    return result.data().splits().stream()
        .filter(split -> split.symbol().equals(symbol))
        .filter(split -> split.exDate().isAfter(entry) && !split.exDate().isAfter(exit))
        .toList();
  }

  /** How many shares of the exit one share of a bar became: its prices are as many times theirs. */
  private double newSharesSince(Instant bar, List<Split> splits) {
    double shares = 1;
    for (Split split : splits) {
      if (split.exDate().isAfter(calendar.dateAt(bar))) {
        shares *= split.newSharesPerOld();
      }
    }
    return shares;
  }

  private List<IndicatorPanel> panels(List<Plot> plots) {
    return plots.stream()
        .map(
            plot ->
                new IndicatorPanel(
                    plot.name(),
                    plot.placement() == Plot.Placement.OVERLAY
                        ? IndicatorPanel.Placement.OVERLAY
                        : IndicatorPanel.Placement.PANEL,
                    Arrays.copyOfRange(plot.values(), first, main.size()),
                    plot.levels().stream()
                        .map(level -> new IndicatorPanel.Threshold(level.name(), level.value()))
                        .toList()))
        .toList();
  }

  private String symbol(int leg) {
    return result.rules().legs().get(leg).symbol();
  }

  private Instant at(String symbol, int fill) {
    return result.data().traded(symbol).start(fill);
  }

  /** The shortest decimal that reads back as the same number, whole if it is whole. */
  static BigDecimal decimal(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? BigDecimal.valueOf((long) value)
        : BigDecimal.valueOf(value);
  }
}
