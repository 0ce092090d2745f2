package io.bellwether.workbench.cli;

import io.bellwether.market.Bars;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.BarGrid;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.market.feed.FeedName;
import io.bellwether.research.report.ReportDirectory;
import io.bellwether.research.report.RunResult;
import io.bellwether.research.report.SummaryBox;
import io.bellwether.research.report.TearSheet;
import io.bellwether.research.report.TimeFormat;
import io.bellwether.strategy.StrategyCatalog;
import io.bellwether.trading.config.AccountSettings;
import io.bellwether.trading.config.StrategyBook;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.cost.BpsSlippage;
import io.bellwether.trading.cost.CostModel;
import io.bellwether.trading.cost.CostModels;
import io.bellwether.trading.cost.SlippageText;
import io.bellwether.trading.risk.RiskProfiles;
import io.bellwether.workbench.replay.ReplayRunner;
import io.bellwether.workbench.replay.ReplaySpec;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bellwether replay}: a strategy on bars from files, through the real functions. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    version = Main.VERSION,
    description = {
      "Replays a strategy on bars from files through the real functions, with an embedded"
          + " DynamoDB and a simulated exchange.",
      "Bars: CSV with the header timestamp,open,high,low,close,volume, plain or .gz; the timestamp"
          + " is the start of the bar, a date for daily bars, else an instant such as"
          + " 2024-10-31T13:30:00Z."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:failed", "2:wrong command line", "3:wrong data"},
    footer = {
      "",
      "Example:",
      "  bellwether replay --strategy rsi2 --bars TQQQ=tqqq.csv --bars SQQQ=sqqq.csv \\",
      "      --from 2015-01-02 --to 2020-12-31 --output output/rsi2"
    })
final class ReplayCommand implements Callable<Integer> {
  private static final int HALF_HOUR = 30;

  @Spec private CommandSpec spec;

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
      defaultValue = "alpaca",
      description =
          "none, alpaca, ibkr-tiered, ibkr-fixed, bybit, per-share:RATE, bps:RATE."
              + " Default: alpaca.")
  private String costs;

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
      description = "Go on although sessions have no bars; nothing is decided in them.")
  private boolean allowGaps;

  @Option(names = "--fractional", description = "Allow fractions of shares.")
  private boolean fractional;

  @Option(
      names = "--report",
      paramLabel = "none|html",
      defaultValue = "html",
      description = "Whether to write report.html. Default: html.")
  private String report;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      defaultValue = "output",
      description = "Where results are written. Default: output.")
  private Path output;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command.
  ReplayCommand() {}

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    boolean html = wantsHtml();
    requireWritable(output);
    ReplaySpec replay = replaySpec();
    warn(replay, err);
    finish(replay(replay, output, err), output, html, out);
    return ExitCode.OK;
  }

  /** Runs a replay with the functions' logs in the output directory. */
  static RunResult replay(ReplaySpec spec, Path output, PrintWriter err) throws IOException {
    Files.createDirectories(output);
    Logs.into(output.resolve("functions.log"));
    try {
      return ReplayRunner.run(spec, ProgressBar.of(err, spec.version().strategy()));
    } finally {
      Logs.close();
    }
  }

  /** Writes the results and prints the summary. */
  static void finish(RunResult result, Path output, boolean html, PrintWriter out)
      throws IOException {
    BarGrid grid = new BarGrid(new NyseCalendar(), result.timeframe());
    write(result, output, TimeFormat.barStarts(grid), html, out);
  }

  /** Writes results whose times read as {@code times}, and prints the summary. */
  static void write(RunResult result, Path output, TimeFormat times, boolean html, PrintWriter out)
      throws IOException {
    TearSheet sheet = TearSheet.of(result);
    ReportDirectory.write(sheet, output, times, html);
    out.print(SummaryBox.unicode().render(sheet));
    out.println("Results are in " + output);
    out.println();
  }

  private ReplaySpec replaySpec() {
    if (capital.signum() <= 0) {
      throw InputException.usage("--capital must be more than 0, not " + capital.toPlainString());
    }
    CostModel costModel = orUsage("--costs", () -> CostModels.byName(costs));
    StrategyVersion version = version();
    List<Bars> series = BarFiles.read(bars, basis());
    TradingCalendar calendar = new NyseCalendar();
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
    return new ReplaySpec(version, series, start, end, capital, costModel, slippage());
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

  private StrategyVersion version() {
    StrategyCatalog catalog = StrategyCatalog.standard();
    orUsage("--strategy", () -> catalog.definition(strategy));
    StrategyVersion base =
        StrategyBook.packaged().stream()
            .filter(version -> version.strategy().equals(strategy))
            .findFirst()
            .orElseThrow();
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
        account(base, profile),
        List.copyOf(traded),
        frame,
        basis(),
        List.of(FeedName.ALPACA),
        Map.copyOf(values),
        "replay",
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

  private AccountSettings account(StrategyVersion base, String profile) {
    AccountSettings settings = base.account();
    return new AccountSettings(
        "replay-" + base.strategy(),
        settings.broker(),
        settings.mode(),
        settings.concentrate(),
        fractional || settings.fractional(),
        settings.margin(),
        profile,
        settings.cashReserve(),
        settings.minimumNotional());
  }

  private PriceBasis basis() {
    for (PriceBasis known : PriceBasis.values()) {
      if (known.label().equals(basis.toLowerCase(Locale.ROOT))) {
        return known;
      }
    }
    throw InputException.usage("--basis must be raw, split or split-dividend, not '" + basis + "'");
  }

  private BpsSlippage slippage() {
    if (orUsage("--slippage", () -> SlippageText.parse(slippage)) instanceof BpsSlippage bps) {
      return bps;
    }
    throw InputException.usage(
        "--slippage " + slippage + ": the simulated exchange slips by basis points alone");
  }

  private boolean wantsHtml() {
    return switch (report) {
      case "html" -> true;
      case "none" -> false;
      default -> throw InputException.usage("--report must be none or html, not '" + report + "'");
    };
  }

  private void warn(ReplaySpec replay, PrintWriter err) {
    if (replay.costs().countsShares() && basis() != PriceBasis.RAW) {
      err.println(
          "warning: "
              + replay.costs().name()
              + " costs count shares, and adjusted prices count the wrong number of them;"
              + " use --costs none or bps:RATE, or raw bars");
    }
  }

  /** Fails before any work if results could not be written. */
  static void requireWritable(Path output) {
    Path existing = output.toAbsolutePath();
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (existing == null || !Files.isDirectory(existing) || !Files.isWritable(existing)) {
      throw InputException.usage("--output " + output + ": no directory can be made there");
    }
  }

  private static <T> T orUsage(String option, Supplier<T> value) {
    try {
      return value.get();
    } catch (NumberFormatException e) {
      throw InputException.usage(option + ": not a number");
    } catch (IllegalArgumentException e) {
      throw InputException.usage(
          option + ": " + Optional.ofNullable(e.getMessage()).orElse("wrong value"));
    }
  }
}
