package io.bellwether.workbench.cli;

import io.bellwether.market.Bars;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.strategy.StrategyCatalog;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.cost.CostModel;
import io.bellwether.trading.cost.Slippage;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * What a run of a strategy on bars from files is told: the options that {@code replay}, {@code
 * backtest} and the commands built on it have in common.
 */
final class RunOptions {
  @Option(names = "--strategy", required = true, paramLabel = "NAME", description = "The strategy.")
  private String strategy;

  @Option(
      names = "--bars",
      required = true,
      paramLabel = "SYMBOL=FILE",
      description = "Bars of a symbol. May be repeated, for symbols and for timeframes.")
  private List<String> bars;

  @Option(names = "--from", paramLabel = "DATE", description = "First date. Default: the bars'.")
  private @Nullable LocalDate from;

  @Option(names = "--to", paramLabel = "DATE", description = "Last date. Default: the bars'.")
  private @Nullable LocalDate to;

  @Option(
      names = "--symbols",
      split = ",",
      paramLabel = "SYMBOL",
      description = "Symbols of the strategy, the main one first. Default: the strategy's own.")
  private @Nullable List<String> symbols;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "A parameter of the strategy. May be repeated.")
  private @Nullable Map<String, String> parameters;

  @Mixin private TradingOptions trading;

  private StrategyCatalog catalog = StrategyCatalog.standard();

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before the command runs.
  RunOptions() {}

  /** Lets strategies be named that are not built in; before anything else is asked for. */
  void use(StrategyCatalog strategies) {
    catalog = strategies;
  }

  /** The strategies that can be named. */
  StrategyCatalog catalog() {
    return catalog;
  }

  /** The first and the last date of a run, inclusive. */
  record Range(LocalDate from, LocalDate to) {}

  /** The run that the options ask for. */
  RunRequest request() {
    return new RunRequest(
        strategy,
        bars,
        Optional.ofNullable(symbols),
        trading.timeframe(),
        parameters == null ? Map.of() : parameters,
        Optional.ofNullable(from),
        Optional.ofNullable(to),
        trading,
        catalog);
  }

  /** The kind of market of the strategy's symbols. */
  MarketKind market() {
    return request().market();
  }

  /** The bars of every file. */
  List<Bars> series() {
    return request().series();
  }

  BigDecimal capital() {
    return trading.capital();
  }

  CostModel costModel() {
    return request().costModel();
  }

  /** The dates of the run, see {@link RunRequest#range}. */
  Range range(List<Bars> series, StrategyVersion version, TradingCalendar calendar) {
    return request().range(series, version, calendar);
  }

  /** The strategy as the options have it, in an account of its own for backtests. */
  StrategyVersion version() {
    return request().version();
  }

  /** The same in an account for another command, and named after it. */
  StrategyVersion version(String command) {
    return request().version(command);
  }

  /** The price basis of the files. */
  PriceBasis basis() {
    return trading.basis();
  }

  Slippage slippage() {
    return trading.slippage();
  }

  /** The files of bars, as {@code SYMBOL=FILE}. */
  List<String> barArguments() {
    return List.copyOf(bars);
  }

  /** What a run assumes, as texts by the names of the options. */
  SortedMap<String, String> assumptions() {
    SortedMap<String, String> texts = new TreeMap<>();
    texts.put("basis", basis().label());
    texts.put("capital", capital().toPlainString());
    texts.put("costs", trading.costs(market()));
    texts.put("slippage", trading.slippageText());
    texts.put("fractional", Boolean.toString(trading.fractional()));
    texts.put("risk", version().account().riskProfile());
    return texts;
  }

  /** A value, or an error that names its option. */
  static <T> T orUsage(String option, Supplier<T> value) {
    try {
      return value.get();
    } catch (NumberFormatException e) {
      throw InputException.usage(option + ": not a number");
    } catch (IllegalArgumentException e) {
      throw InputException.usage(
          option + ": " + Optional.ofNullable(e.getMessage()).orElse("wrong value"));
    }
  }

  boolean allowGaps() {
    return trading.allowGaps();
  }

  void warn(CostModel costModel, PrintWriter err) {
    trading.warn(costModel, err);
  }
}
