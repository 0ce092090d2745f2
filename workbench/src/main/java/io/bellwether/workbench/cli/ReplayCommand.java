package io.bellwether.workbench.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.market.Bars;
import io.bellwether.market.calendar.BarGrid;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.research.report.RunResult;
import io.bellwether.research.report.SummaryBox;
import io.bellwether.research.report.TearSheet;
import io.bellwether.research.report.TimeFormat;
import io.bellwether.trading.config.StrategyDocument;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.cost.BpsSlippage;
import io.bellwether.trading.cost.CostModel;
import io.bellwether.workbench.replay.ReplayRunner;
import io.bellwether.workbench.replay.ReplaySpec;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
  @Spec private CommandSpec spec;

  @Mixin private RunOptions options;

  @Option(
      names = "--report",
      paramLabel = "none|html|pdf",
      defaultValue = "html",
      description = "Whether to write report.html, and report.pdf too. Default: html.")
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
    ReportFormat format = ReportFormat.parse(report);
    requireWritable(output);
    ReplaySpec replay = replaySpec();
    options.warn(replay.costs(), err);
    finish(replay(replay, output, err), output, format, out);
    return ExitCode.OK;
  }

  /** Runs a replay with the functions' logs in the output directory. */
  static RunResult replay(ReplaySpec spec, Path output, PrintWriter err) throws IOException {
    return logged(
        output, () -> ReplayRunner.run(spec, ProgressBar.of(err, spec.version().strategy())));
  }

  /** The same, followed by the analysis of the last session, whose answer is handed over. */
  static RunResult replay(
      ReplaySpec spec, Path output, PrintWriter err, Consumer<JsonNode> analysed)
      throws IOException {
    return logged(
        output,
        () -> ReplayRunner.run(spec, ProgressBar.of(err, spec.version().strategy()), analysed));
  }

  private static RunResult logged(Path output, Supplier<RunResult> run) throws IOException {
    Files.createDirectories(output);
    Logs.into(output.resolve("functions.log"));
    try {
      return run.get();
    } finally {
      Logs.close();
    }
  }

  /** Writes the results and prints the summary. */
  static void finish(RunResult result, Path output, ReportFormat format, PrintWriter out)
      throws IOException {
    BarGrid grid = new BarGrid(new NyseCalendar(), result.timeframe());
    write(result, output, TimeFormat.barStarts(grid), format, out);
  }

  /** Writes results whose times read as {@code times}, and prints the summary. */
  static void write(
      RunResult result, Path output, TimeFormat times, ReportFormat format, PrintWriter out)
      throws IOException {
    TearSheet sheet = TearSheet.of(result);
    format.write(sheet, output, times);
    out.print(SummaryBox.unicode().render(sheet));
    out.println("Results are in " + output);
    out.println();
  }

  /** Prints the summary of results that are not written. */
  static void print(RunResult result, PrintWriter out) {
    out.print(SummaryBox.unicode().render(TearSheet.of(result)));
    out.flush();
  }

  private ReplaySpec replaySpec() {
    StrategyVersion version = options.version("replay");
    StrategyDocument.refusal(version.strategy())
        .ifPresent(
            why -> {
              throw InputException.usage(why + "; use backtest");
            });
    if (options.market() != MarketKind.EQUITIES) {
      throw InputException.usage(
          "replay trades US equities, not "
              + String.join(", ", version.symbols())
              + "; backtest trades both");
    }
    BigDecimal capital = options.capital();
    CostModel costModel = options.costModel();
    List<Bars> series = options.series();
    RunOptions.Range range = options.range(series, version, new NyseCalendar());
    return new ReplaySpec(
        version,
        series,
        range.from(),
        range.to(),
        capital,
        costModel,
        slippage(),
        options.allowGaps());
  }

  private BpsSlippage slippage() {
    if (options.slippage() instanceof BpsSlippage bps) {
      return bps;
    }
    throw InputException.usage(
        "--slippage: the simulated exchange slips by basis points alone; backtest knows more");
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
}
