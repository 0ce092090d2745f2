package io.bellwether.workbench.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bellwether.research.report.ReportDirectory;
import io.bellwether.research.report.RunComparison;
import io.bellwether.research.report.RunComparison.Dates;
import io.bellwether.research.report.RunComparison.Measured;
import io.bellwether.research.report.RunComparison.Result;
import io.bellwether.research.report.RunComparisonDocument;
import io.bellwether.research.report.RunComparisonTables;
import io.bellwether.strategy.StrategyCatalog;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bellwether compare}: strategies, symbols and periods side by side. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    version = Main.VERSION,
    description = {
      "Backtests several strategies, or one on several symbols or with several parameters, over"
          + " several periods, and puts the results side by side, with buying and holding below.",
      "Each run is a line: [LABEL:] STRATEGY SYMBOL=FILE... [PARAMETER=VALUE...], the main symbol"
          + " first; timeframe=1h decides on other bars than the strategy would. A period that a"
          + " run's bars do not cover is shown as a dash."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:failed", "2:wrong command line", "3:wrong data"},
    footer = {
      "",
      "Example:",
      "  bellwether compare --run \"rsi2 TQQQ=tqqq.csv SQQQ=sqqq.csv\" \\",
      "      --run \"patient: rsi2 TQQQ=tqqq.csv entry-rsi=10\" \\",
      "      --period 2012-01-01..2017-12-31 --period 2018-01-01..2023-12-31"
    })
final class CompareCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--run",
      paramLabel = "RUN",
      description = "A run, as one argument in quotes. May be repeated.")
  private List<String> runs = new ArrayList<>();

  @Option(
      names = "--runs",
      paramLabel = "FILE",
      description = "A file with a run in each line; # begins a comment.")
  private @Nullable Path runsFile;

  @Option(
      names = "--period",
      paramLabel = "FROM..TO",
      description =
          "The first and the last date of a period. May be repeated. Default: the dates that all"
              + " runs have bars of.")
  private List<String> periods = new ArrayList<>();

  @Mixin private TradingOptions trading;

  @Mixin private ExecutionOptions execution;

  @Mixin private StrategyJars jars;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      defaultValue = "output",
      description =
          "Where compare.html, compare.csv and compare.json are written. Default: output.")
  private Path output;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command.
  CompareCommand() {}

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    ReplayCommand.requireWritable(output);
    StrategyCatalog catalog = jars.catalog();
    Complaints complaints = new Complaints();
    List<RunLine> lines = RunLines.read(runs, Optional.ofNullable(runsFile), complaints);
    List<Dates> named = PeriodNotation.read(periods, complaints);
    complaints.throwIfAny();
    List<String> labels = RunLine.labels(lines);

    List<ComparedRun> read = new ArrayList<>();
    for (RunLine line : lines) {
      complaints
          .of(line, () -> ComparedRun.read(line, trading, execution, catalog))
          .ifPresent(read::add);
    }
    complaints.throwIfAny();
    List<Dates> dates = named.isEmpty() ? List.of(common(read)) : named;
    RunComparison comparison = compare(read, labels, dates, complaints);
    warn(read, err);
    write(comparison);
    new CompareSheet(comparison).lines().forEach(out::println);
    out.println();
    out.println("Results are in " + output);
    return ExitCode.OK;
  }

  private RunComparison compare(
      List<ComparedRun> read, List<String> labels, List<Dates> dates, Complaints complaints) {
    List<RunComparison.Run> compared = new ArrayList<>();
    for (int i = 0; i < read.size(); i++) {
      ComparedRun run = read.get(i);
      List<Result> results = new ArrayList<>();
      for (Dates period : dates) {
        complaints.of(run.line(), () -> run.result(period)).ifPresent(results::add);
      }
      compared.add(
          new RunComparison.Run(
              labels.get(i),
              run.description(),
              run.line().symbols().getFirst(),
              run.request().version().timeframe().toString(),
              results));
    }
    complaints.throwIfAny();
    boolean some =
        compared.stream()
            .flatMap(run -> run.results().stream())
            .anyMatch(result -> result.run() instanceof Measured);
    if (!some) {
      throw InputException.data("no run's bars cover a period: " + coverages(read));
    }
    return RunComparison.of(trading.capital().doubleValue(), compared, dates);
  }

  /** The dates that all runs have bars of. */
  private static Dates common(List<ComparedRun> read) {
    LocalDate from =
        read.stream()
            .map(run -> run.coverage().from())
            .max(Comparator.naturalOrder())
            .orElseThrow();
    LocalDate to =
        read.stream().map(run -> run.coverage().to()).min(Comparator.naturalOrder()).orElseThrow();
    if (to.isBefore(from)) {
      throw InputException.data(
          "the runs have no dates in common: " + coverages(read) + "; name periods by --period");
    }
    return new Dates(from, to);
  }

  private static String coverages(List<ComparedRun> read) {
    return read.stream()
        .map(
            run ->
                "%s reaches from %s to %s"
                    .formatted(run.line().origin(), run.coverage().from(), run.coverage().to()))
        .collect(Collectors.joining(", "));
  }

  /** One warning for each cost model that deserves it. */
  private void warn(List<ComparedRun> read, PrintWriter err) {
    read.stream()
        .map(run -> run.settings().costs())
        .collect(Collectors.toMap(costs -> costs.name(), costs -> costs, (a, _) -> a))
        .values()
        .forEach(costs -> trading.warn(costs, err));
  }

  private void write(RunComparison comparison) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("compare.html", RunComparisonDocument.render(comparison, terms()).getBytes(UTF_8));
    files.put("compare.csv", RunComparisonTables.csv(comparison).getBytes(UTF_8));
    files.put("compare.json", RunComparisonTables.json(comparison).getBytes(UTF_8));
    OutputDirectory.write(output, () -> ReportDirectory.write(files, output));
  }

  /** What all runs have in common. */
  private String terms() {
    return "capital %s each · %s prices"
        .formatted(trading.capital().toPlainString(), trading.basis().label());
  }
}
