package io.bellwether.workbench.cli;

import static io.bellwether.workbench.cli.RunOptions.orUsage;

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
import io.bellwether.trading.risk.RiskProfiles;
import io.bellwether.workbench.replay.ReplayRunner;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A run of a strategy on bars from files, as it is asked for; nothing is checked before it is asked
 * for. Wrong input is an {@link InputException}.
 *
 * @param strategy the strategy's name
 * @param bars its bars, each {@code SYMBOL=FILE}
 * @param symbols its symbols, the main one first, if they are not to be its own
 * @param timeframe what it decides on, if it is not to be its own
 * @param parameters the parameters that are given
 * @param from the first date, if it is not to be the bars'
 * @param to the last date, if it is not to be the bars'
 * @param trading prices, money, costs and limits
 * @param catalog the strategies that can be named
 */
record RunRequest(
    String strategy,
    List<String> bars,
    Optional<List<String>> symbols,
    Optional<Timeframe> timeframe,
    Map<String, String> parameters,
    Optional<LocalDate> from,
    Optional<LocalDate> to,
    TradingOptions trading,
    StrategyCatalog catalog) {
  private static final int HALF_HOUR = 30;

  RunRequest {
    bars = List.copyOf(bars);
    parameters = Map.copyOf(parameters);
  }

  /** The same run on other dates, inclusive. */
  RunRequest between(RunOptions.Range dates) {
    return new RunRequest(
        strategy,
        bars,
        symbols,
        timeframe,
        parameters,
        Optional.of(dates.from()),
        Optional.of(dates.to()),
        trading,
        catalog);
  }

  /** The kind of market of the strategy's symbols. */
  MarketKind market() {
    return MarketKind.of(version().symbols());
  }

  /** The bars of every file. */
  List<Bars> series() {
    return BarFiles.read(bars, trading.basis(), market().calendar().zone());
  }

  /** The files of a symbol's bars, for messages. */
  String files(String symbol) {
    return bars.stream()
        .filter(argument -> argument.startsWith(symbol + "="))
        .map(argument -> argument.substring(symbol.length() + 1))
        .collect(Collectors.joining(", "));
  }

  CostModel costModel() {
    return trading.costModel(market());
  }

  /**
   * The dates of which there are bars of every symbol of the strategy, fine enough; none is of a
   * date that the calendar does not know.
   */
  RunOptions.Range coverage(List<Bars> series, StrategyVersion version, TradingCalendar calendar) {
    for (String symbol : version.symbols()) {
      if (series.stream().noneMatch(b -> b.symbol().equals(symbol))) {
        throw InputException.usage(
            version.strategy() + " needs bars of " + symbol + ": add --bars " + symbol + "=FILE");
      }
    }
    finest(series, version).forEach(bars -> BarFiles.requireKnownDates(bars, calendar));
    requireFineEnough(series, version);
    return new RunOptions.Range(
        calendar.dateAt(latestFirst(series, version)),
        calendar.dateAt(earliestLast(series, version)));
  }

  /**
   * The dates of the run, checked against the bars: every symbol of the strategy has some, fine
   * enough, and none misses a session.
   */
  RunOptions.Range range(List<Bars> series, StrategyVersion version, TradingCalendar calendar) {
    RunOptions.Range covered = coverage(series, version, calendar);
    LocalDate start = from.orElse(covered.from());
    LocalDate end = to.orElse(covered.to());
    if (covered.to().isBefore(covered.from())) {
      throw InputException.data(
          "the bars of %s have no dates in common: one symbol's begin on %s, another's end on %s"
              .formatted(String.join(", ", version.symbols()), covered.from(), covered.to()));
    }
    if (to.isPresent() && end.isBefore(start)) {
      throw InputException.usage("--to " + end + " is before --from " + start);
    }
    if (start.isBefore(covered.from())
        || start.isAfter(covered.to())
        || end.isAfter(covered.to())) {
      throw InputException.data(
          "the bars reach from %s to %s;%s%s does not lie within"
              .formatted(
                  covered.from(),
                  covered.to(),
                  from.map(date -> " --from " + date).orElse(""),
                  to.map(date -> " --to " + date).orElse("")));
    }
    if (!trading.allowGaps()) {
      requireEverySession(series, version, start, end, calendar);
    }
    return new RunOptions.Range(start, end);
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

  /** The strategy as it is asked for, in an account of its own for backtests. */
  StrategyVersion version() {
    return version("backtest");
  }

  /**
   * The strategy as it is asked for, in an account of its own.
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
    Timeframe frame = timeframe.orElse(base.timeframe());
    List<String> traded = symbols.orElseGet(() -> defaultSymbols(base));
    Map<String, String> values = new HashMap<>(catalog.defaults(strategy, frame));
    values.putAll(parameters);
    orUsage("--set", () -> catalog.create(strategy, traded, frame, values));
    String profile = trading.risk().orElse(base.account().riskProfile());
    orUsage("--risk", () -> RiskProfiles.byName(profile));
    return new StrategyVersion(
        base.strategy(),
        1,
        Optional.empty(),
        true,
        account(command, base, profile),
        List.copyOf(traded),
        frame,
        trading.basis(),
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
        trading.fractional() || settings.fractional(),
        settings.margin(),
        profile,
        settings.cashReserve(),
        settings.minimumNotional(),
        settings.unexplained(),
        // A profile asked for by name is that profile, without what the account changes of its own.
        trading.risk().isPresent() ? Map.of() : settings.riskLimits());
  }
}
