package io.bellwether.workbench.cli;

import io.bellwether.market.Bars;
import io.bellwether.market.calendar.BarGrid;
import io.bellwether.research.report.RunResult;
import io.bellwether.research.report.TimeFormat;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bellwether backtest}: a strategy on bars from files, through the research engine. */
@Command(
    name = "backtest",
    mixinStandardHelpOptions = true,
    version = Main.VERSION,
    description = {
      "Backtests a strategy on bars from files: the decisions, sizes, stops and costs of replay and"
          + " live trading, at the speed of arrays.",
      "Bars: CSV with the header timestamp,open,high,low,close,volume, plain or .gz; the timestamp"
          + " is the start of the bar, a date for daily bars, else an instant such as"
          + " 2024-10-31T13:30:00Z."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:failed", "2:wrong command line", "3:wrong data"},
    footer = {
      "",
      "Example:",
      "  bellwether backtest --strategy rsi2 --bars TQQQ=tqqq.csv --bars SQQQ=sqqq.csv \\",
      "      --from 2015-01-02 --to 2020-12-31 --output output/rsi2"
    })
final class BacktestCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private RunOptions options;

  @Mixin private ExecutionOptions execution;

  @Mixin private StrategyJars jars;

  @Option(
      names = "--benchmark",
      paramLabel = "SYMBOL=FILE",
      description =
          "Bars to compare with: buying and holding them, --dividends reinvested. Default: the"
              + " main symbol's own.")
  private @Nullable String benchmark;

  @Option(
      names = "--report",
      paramLabel = "summary|none|html|pdf",
      defaultValue = "html",
      description =
          "summary prints the summary and writes nothing; none writes the tables, html"
              + " report.html too, pdf both it and report.pdf. Default: html.")
  private String report;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      defaultValue = "output",
      description = "Where results are written. Default: output.")
  private Path output;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command.
  BacktestCommand() {}

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    if (!List.of("summary", "none", "html", "pdf").contains(report)) {
      throw InputException.usage(
          "--report must be summary, none, html or pdf, not '" + report + "'");
    }
    boolean writes = !report.equals("summary");
    if (writes) {
      ReplayCommand.requireWritable(output);
    }
    options.use(jars.catalog());
    BacktestSetup setup = BacktestSetup.of(options, execution);
    options.warn(setup.settings().costs(), err);
    BacktestReport sheet = new BacktestReport(setup, benchmark(setup));
    if (writes) {
      Files.createDirectories(output);
      RunResult run = sheet.complete();
      BarGrid grid = new BarGrid(setup.market().calendar(), run.timeframe());
      ReplayCommand.write(run, output, TimeFormat.barStarts(grid), ReportFormat.parse(report), out);
    } else {
      ReplayCommand.print(sheet.brief(), out);
    }
    return ExitCode.OK;
  }

  private Optional<Bars> benchmark(BacktestSetup setup) {
    if (benchmark == null) {
      return Optional.empty();
    }
    Bars bars = BarFiles.read(List.of(benchmark), options.basis()).getFirst();
    if (!execution.allowJumps()) {
      MarketKind market = MarketKind.of(List.of(bars.symbol()));
      RunOptions.Range range = setup.range();
      Bars held =
          bars.between(
              range.from().atStartOfDay(market.calendar().zone()).toInstant(),
              range.to().plusDays(1).atStartOfDay(market.calendar().zone()).toInstant());
      SplitJumps.refuse(
          List.of(held), setup.actions(), market, _ -> "--benchmark " + this.benchmark);
    }
    return Optional.of(bars);
  }
}
