package io.bellwether.workbench.cli;

import io.bellwether.market.Bars;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.SessionBars;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.research.proof.LookAheadProof;
import io.bellwether.research.proof.ProofResult;
import io.bellwether.research.proof.ProofSeries;
import io.bellwether.research.proof.ProofSettings;
import io.bellwether.strategy.Strategy;
import io.bellwether.strategy.StrategyCatalog;
import io.bellwether.strategy.StrategyDefinition;
import io.bellwether.workbench.replay.ReplayRunner;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code bellwether prove}: that a strategy does not see the future. */
@Command(
    name = "prove",
    mixinStandardHelpOptions = true,
    version = Main.VERSION,
    description = {
      "Proves that a strategy does not look ahead, or names the first bar and column where it"
          + " does: whatever bars follow, with those up to a bar its columns and decisions are the"
          + " same, bit by bit; decided bar by bar, its trades are the backtest's.",
      "On made-up bars, and on yours if they are given; finer bars than the strategy's are"
          + " aggregated. Also tells how much history it needs to decide live as in a backtest."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:proven on the bars shown",
      "1:failed",
      "2:wrong command line",
      "3:wrong data",
      "4:disproved"
    },
    footer = {
      "",
      "Examples:",
      "  bellwether prove rsi2 --bars TQQQ=tqqq.csv --bars SQQQ=sqqq.csv",
      "  bellwether prove mine --strategy-jar mine.jar --series 24 --seed 7"
    })
final class ProveCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "The strategy, such as rsi2.")
  private String name;

  @Mixin private StrategyJars jars;

  @Option(
      names = "--bars",
      arity = "1..*",
      paramLabel = "SYMBOL=FILE",
      description = "Bars of a symbol. May be repeated. Default: made-up bars alone.")
  private List<String> bars = new ArrayList<>();

  @Option(
      names = "--basis",
      paramLabel = "BASIS",
      defaultValue = "split",
      description = "Price basis of the files: raw, split, split-dividend. Default: split.")
  private PriceBasis basis;

  @Option(
      names = "--symbols",
      split = ",",
      paramLabel = "SYMBOL",
      description = "Symbols of the strategy, the main one first. Default: the strategy's own.")
  private @Nullable List<String> symbols;

  @Option(
      names = "--timeframe",
      paramLabel = "TF",
      description = "Timeframe decided on. Default: the strategy's own.")
  private @Nullable Timeframe timeframe;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "A parameter of the strategy. May be repeated.")
  private @Nullable Map<String, String> parameters;

  @Option(
      names = "--series",
      paramLabel = "N",
      defaultValue = "8",
      description = "Made-up series, of eight shapes in turn. Default: 8.")
  private int series;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of everything made up. Default: 1.")
  private long seed;

  @Option(
      names = "--every-bar",
      description =
          "Take every bar of a long series for the last one known, however long that takes.")
  private boolean everyBar;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command.
  ProveCommand() {}

  @Override
  public Integer call() {
    if (series < 0 || (series == 0 && bars.isEmpty())) {
      throw InputException.usage("--series must be " + (bars.isEmpty() ? 1 : 0) + " or more");
    }
    StrategyCatalog catalog = jars.catalog();
    StrategyDefinition definition = RunOptions.orUsage("NAME", () -> catalog.definition(name));
    List<String> traded = symbols == null ? defaultSymbols(definition) : symbols;
    Timeframe decided = timeframe == null ? definition.defaultTimeframe() : timeframe;
    Map<String, String> values = parameters == null ? Map.of() : parameters;
    Strategy strategy =
        RunOptions.orUsage("--set", () -> catalog.create(name, traded, decided, values));
    MarketKind market = MarketKind.of(strategy.symbols());
    ProofSettings settings = ProofSettings.ofSeed(seed);
    ProofResult result = prove(strategy, market, everyBar ? settings.withoutLimit() : settings);
    ProofSheet sheet = new ProofSheet(strategy, values, seed, result);
    (json ? List.of(sheet.json()) : sheet.lines()).forEach(spec.commandLine().getOut()::println);
    return result.holds() ? ExitCode.OK : ExitCode.DISPROVED;
  }

  /** The strategy's symbols; of all but the main one only those there are bars of, if any are. */
  private List<String> defaultSymbols(StrategyDefinition definition) {
    List<String> all = definition.defaultSymbols();
    return all.stream()
        .filter(
            symbol ->
                bars.isEmpty()
                    || symbol.equals(all.getFirst())
                    || bars.stream().anyMatch(argument -> argument.startsWith(symbol + "=")))
        .toList();
  }

  private ProofResult prove(Strategy strategy, MarketKind market, ProofSettings settings) {
    List<ProofSeries> proven = new ArrayList<>();
    List<ProofSeries> finer = new ArrayList<>();
    if (!bars.isEmpty()) {
      List<Bars> sources = sources(strategy, market);
      List<Bars> decided =
          sources.stream().map(source -> decided(source, strategy, market.calendar())).toList();
      proven.add(named("the bars given", decided));
      if (!sources.getFirst().timeframe().equals(strategy.timeframe())) {
        finer.add(named(sources.getFirst().timeframe() + " bars given", sources));
      }
    }
    proven.addAll(LookAheadProof.randomSeries(strategy, series, seed));
    ProofProgress progress = ProofProgress.of(spec.commandLine().getErr());
    try {
      return new LookAheadProof(strategy, settings, market.calendar(), progress).run(proven, finer);
    } finally {
      progress.close();
    }
  }

  private static ProofSeries named(String name, List<Bars> bars) {
    ProofSeries series = new ProofSeries(name, bars);
    if (series.size() == 0) {
      throw InputException.data(
          "--bars: the files have no time in common within the market's sessions");
    }
    return series;
  }

  /** The finest bars of each symbol, within regular sessions. */
  private List<Bars> sources(Strategy strategy, MarketKind market) {
    List<Bars> files = BarFiles.read(bars, basis, market.calendar().zone());
    List<Bars> sources = new ArrayList<>();
    for (String symbol : strategy.symbols()) {
      if (files.stream().noneMatch(file -> file.symbol().equals(symbol))) {
        throw InputException.usage(
            name + " needs bars of " + symbol + ": --bars " + symbol + "=FILE");
      }
      Bars source = ReplayRunner.finest(files, symbol);
      BarFiles.requireKnownDates(source, market.calendar());
      sources.add(SessionBars.regularSession(source, market.calendar()));
    }
    return sources;
  }

  private static Bars decided(Bars source, Strategy strategy, TradingCalendar calendar) {
    try {
      return SessionBars.aggregate(source, strategy.timeframe(), calendar);
    } catch (IllegalArgumentException e) {
      throw InputException.data(source.symbol() + ": " + e.getMessage());
    }
  }
}
