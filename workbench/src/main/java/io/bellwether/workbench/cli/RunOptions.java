package io.bellwether.workbench.cli;

import io.bellwether.market.Bars;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.market.feed.FeedName;
import io.bellwether.strategy.StrategyCatalog;
import io.bellwether.strategy.StrategyDefinition;
import io.bellwether.trading.TradingMode;
import io.bellwether.trading.config.AccountSettings;
import io.bellwether.trading.config.StrategyBook;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.cost.CostModel;
import io.bellwether.trading.cost.CostModels;
import io.bellwether.trading.cost.Slippage;
import io.bellwether.trading.cost.SlippageText;
import io.bellwether.trading.risk.RiskProfiles;
import io.bellwether.workbench.replay.ReplayRunner;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * What a run of a strategy on bars from files is told: the options that {@code replay}, {@code
 * backtest} and the commands built on it have in common.
 */
final class RunOptions {
  private static final int HALF_HOUR = 30;

  @Option(names = "--strategy", required = true, paramLabel = "NAME", description = "The strategy.")
  private String strategy;

  @Option(
      names = "--bars",
      required = true,
      paramLabel = "SYMBOL=FILE",
      description = "Bars of a symbol. May be repeated, for symbols and for timeframes.")
  private List<String> bars;

  @Option(
      names = "--basis",
      paramLabel = "BASIS",
      defaultValue = "split",
      description = "Price basis of the files: raw, split, split-dividend. Default: split.")
  private String basis;

  @Option(names = "--from", paramLabel = "DATE", description = "First date. Default: the bars'.")
  private @Nullable LocalDate from;

  @Option(names = "--to", paramLabel = "DATE", description = "Last date. Default: the bars'.")
  private @Nullable LocalDate to;

  @Option(
      names = "--capital",
      paramLabel = "USD",
      defaultValue = "10000",
      description = "Cash at the start. Default: 10000.")
  private BigDecimal capital;

  @Option(
      names = "--costs",
      paramLabel = "MODEL",
      description =
          "none, alpaca, ibkr-tiered, ibkr-fixed, bybit, per-share:RATE, bps:RATE. Default:"
              + " alpaca; for crypto, bybit.")
  private @Nullable String costs;

  @Option(
      names = "--slippage",
      paramLabel = "none|BPS",
      defaultValue = "2",
      description = "Basis points lost by market and stop orders. Default: 2.")
  private String slippage;

  @Option(
      names = "--risk",
      paramLabel = "PROFILE|none",
      description = "Risk profile. Default: the strategy's own.")
  private @Nullable String risk;

  @Option(
      names = "--symbols",
      split = ",",
      paramLabel = "SYMBOL",
      description = "Symbols of the strategy, the main one first. Default: the strategy's own.")
  private @Nullable List<String> symbols;

  @Option(
      names = "--timeframe",
      paramLabel = "TF",
      description = "Timeframe decided on: 5m, 30m, 1h, 1d. Default: the strategy's own.")
  private @Nullable String timeframe;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "A parameter of the strategy. May be repeated.")
  private @Nullable Map<String, String> parameters;

  @Option(
      names = "--allow-gaps",
      description = "Go on although bars are missing; nothing is decided where there are none.")
  private boolean allowGaps;

  @Option(names = "--fractional", description = "Allow fractions of shares.")
  private boolean fractional;

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

  /** The kind of market of the strategy's symbols. */
  MarketKind market() {
    return MarketKind.of(version().symbols());
  }

  /** The bars of every file. */
  List<Bars> series() {
    return BarFiles.read(bars, basis(), market().calendar().zone());
  }

  BigDecimal capital() {
    if (capital.signum() <= 0) {
      throw InputException.usage("--capital must be more than 0, not " + capital.toPlainString());
    }
    double dollars = capital.doubleValue();
    if (dollars == 0 || Double.isInfinite(dollars)) {
      throw InputException.usage("--capital " + capital + " is no amount of money");
    }
    return capital;
  }

  CostModel costModel() {
    String name = costs == null ? market().defaultCosts() : costs;
    return orUsage("--costs", () -> CostModels.byName(name));
  }

  /**
   * The dates of the run, checked against the bars: every symbol of the strategy has some, fine
   * enough, and none misses a session.
   */
  Range range(List<Bars> series, StrategyVersion version, TradingCalendar calendar) {
    for (String symbol : version.symbols()) {
      if (series.stream().noneMatch(b -> b.symbol().equals(symbol))) {
        throw InputException.usage(
            version.strategy() + " needs bars of " + symbol + ": add --bars " + symbol + "=FILE");
      }
    }
    requireFineEnough(series, version);
    LocalDate first = calendar.dateAt(latestFirst(series, version));
    LocalDate last = calendar.dateAt(earliestLast(series, version));
    LocalDate start = from == null ? first : from;
    LocalDate end = to == null ? last : to;
    if (end.isBefore(start)) {
      throw InputException.usage("--to " + end + " is before --from " + start);
    }
    if (start.isBefore(first) || end.isAfter(last)) {
      throw InputException.data(
          "the bars reach from "
              + first
              + " to "
              + last
              + "; --from "
              + start
              + " --to "
              + end
              + " does not lie within");
    }
    if (!allowGaps) {
      requireEverySession(series, version, start, end, calendar);
    }
    return new Range(start, end);
  }

  /** Session-aligned bars are built of bars that start at half past nine on any clock. */
  private static void requireFineEnough(List<Bars> series, StrategyVersion version) {
    if (version.timeframe().isDaily()) {
      return;
    }
    for (String symbol : version.symbols()) {
      Timeframe finest = ReplayRunner.finest(series, symbol).timeframe();
      boolean fits = HALF_HOUR % finest.minutes() == 0;
      if (!fits || version.timeframe().minutes() % finest.minutes() != 0) {
        throw InputException.data(
            version.strategy()
                + " decides on "
                + version.timeframe()
                + " bars and builds them of bars that divide half an hour; "
                + symbol
                + " has "
                + finest
                + " bars: give it 30m, 15m, 10m, 5m or 1m");
      }
    }
  }

  private static void requireEverySession(
      List<Bars> series,
      StrategyVersion version,
      LocalDate from,
      LocalDate to,
      TradingCalendar calendar) {
    for (String symbol : version.symbols()) {
      Bars bars = ReplayRunner.finest(series, symbol);
      List<LocalDate> missing =
          from.datesUntil(to.plusDays(1))
              .filter(date -> calendar.session(date).isPresent())
              .filter(date -> !hasBars(bars, date, calendar))
              .toList();
      if (!missing.isEmpty()) {
        throw InputException.data(
            symbol
                + ": no "
                + bars.timeframe()
                + " bars in "
                + missing.size()
                + " session(s), the first "
                + missing.getFirst()
                + "; fill the gap, choose other dates, or accept it with --allow-gaps");
      }
    }
  }

  private static boolean hasBars(Bars bars, LocalDate date, TradingCalendar calendar) {
    Instant start = date.atStartOfDay(calendar.zone()).toInstant();
    Instant end = date.plusDays(1).atStartOfDay(calendar.zone()).toInstant();
    return bars.countBefore(end) > bars.countBefore(start);
  }

  private static Instant latestFirst(List<Bars> series, StrategyVersion version) {
    return finest(series, version)
        .map(b -> b.start(0))
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  private static Instant earliestLast(List<Bars> series, StrategyVersion version) {
    return finest(series, version)
        .map(Bars::lastStart)
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  /** The series each symbol of the strategy is traded on. */
  private static Stream<Bars> finest(List<Bars> series, StrategyVersion version) {
    return version.symbols().stream().map(symbol -> ReplayRunner.finest(series, symbol));
  }

  /** The strategy as the options have it, in an account of its own for backtests. */
  StrategyVersion version() {
    return version("backtest");
  }

  /**
   * The strategy as the options have it, in an account of its own.
   *
   * @param command what the account is for, and named after
   */
  StrategyVersion version(String command) {
    orUsage("--strategy", () -> catalog.definition(strategy));
    StrategyVersion base =
        StrategyBook.packaged().stream()
            .filter(version -> version.strategy().equals(strategy))
            .findFirst()
            .orElseGet(() -> forResearch(catalog.definition(strategy)));
    Timeframe frame = timeframe == null ? base.timeframe() : timeframe(timeframe);
    List<String> traded = symbols == null ? defaultSymbols(base) : symbols;
    Map<String, String> values = new HashMap<>(catalog.defaults(strategy, frame));
    if (parameters != null) {
      values.putAll(parameters);
    }
    orUsage("--set", () -> catalog.create(strategy, traded, frame, values));
    String profile = risk == null ? base.account().riskProfile() : risk;
    orUsage("--risk", () -> RiskProfiles.byName(profile));
    return new StrategyVersion(
        base.strategy(),
        1,
        Optional.empty(),
        true,
        account(command, base, profile),
        List.copyOf(traded),
        frame,
        basis(),
        List.of(FeedName.ALPACA),
        Map.copyOf(values),
        command,
        Instant.EPOCH,
        false);
  }

  /** A strategy that no account is packaged for: defaults, and no limits but its own. */
  private StrategyVersion forResearch(StrategyDefinition definition) {
    AccountSettings account =
        new AccountSettings(
            "research",
            "none",
            TradingMode.PAPER,
            false,
            false,
            false,
            RiskProfiles.NONE.name(),
            BigDecimal.ZERO,
            BigDecimal.ZERO);
    return new StrategyVersion(
        definition.name(),
        1,
        Optional.empty(),
        false,
        account,
        definition.defaultSymbols(),
        definition.defaultTimeframe(),
        PriceBasis.RAW,
        List.of(FeedName.ALPACA),
        catalog.defaults(definition.name(), definition.defaultTimeframe()),
        "research",
        Instant.EPOCH,
        false);
  }

  private static Timeframe timeframe(String text) {
    return orUsage("--timeframe", () -> Timeframe.parse(text));
  }

  /** The strategy's symbols of which there are bars: without the hedge's, there is no hedge. */
  private List<String> defaultSymbols(StrategyVersion base) {
    List<String> given = new ArrayList<>();
    for (String symbol : base.symbols()) {
      boolean main = given.isEmpty();
      if (main || bars.stream().anyMatch(argument -> argument.startsWith(symbol + "="))) {
        given.add(symbol);
      }
    }
    return given;
  }

  private AccountSettings account(String command, StrategyVersion base, String profile) {
    AccountSettings settings = base.account();
    return new AccountSettings(
        command + "-" + base.strategy(),
        settings.broker(),
        settings.mode(),
        settings.concentrate(),
        fractional || settings.fractional(),
        settings.margin(),
        profile,
        settings.cashReserve(),
        settings.minimumNotional());
  }

  /** The price basis of the files. */
  PriceBasis basis() {
    for (PriceBasis known : PriceBasis.values()) {
      if (known.label().equals(basis.toLowerCase(Locale.ROOT))) {
        return known;
      }
    }
    throw InputException.usage("--basis must be raw, split or split-dividend, not '" + basis + "'");
  }

  Slippage slippage() {
    return orUsage("--slippage", () -> SlippageText.parse(slippage));
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
    texts.put("costs", costs == null ? market().defaultCosts() : costs);
    texts.put("slippage", slippage);
    texts.put("fractional", Boolean.toString(fractional));
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
    return allowGaps;
  }

  boolean fractional() {
    return fractional;
  }

  void warn(CostModel costModel, PrintWriter err) {
    if (costModel.countsShares() && basis() != PriceBasis.RAW) {
      err.println(
          "warning: "
              + costModel.name()
              + " costs count shares, and adjusted prices count the wrong number of them;"
              + " use --costs none or bps:RATE, or raw bars");
    }
  }
}
