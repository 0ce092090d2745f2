package io.bellwether.workbench.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bellwether.analyst.retrieval.RetrievalReport;
import io.bellwether.research.report.ReportDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bellwether sessions report}: whether similar sessions say more than random ones. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    version = Main.VERSION,
    description = {
      "Walks through the sessions of a backtest. At each, the mean outcome of the past sessions most"
          + " like it is a forecast of the next day and week: of the market, and of the strategy's"
          + " profit. It is held against as many random sessions of the same regime and against the"
          + " mean of the past.",
      "Writes retrieval.csv and retrieval.json."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:failed", "2:wrong command line", "3:wrong data"},
    footer = {
      "",
      "Example:",
      "  bellwether sessions report --strategy rsi2 --bars TQQQ=tqqq.csv \\",
      "      --bars SQQQ=sqqq.csv --vix vix.csv --neighbours 20"
    })
final class SessionsReportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private SessionOptions options;

  @Option(
      names = "--neighbours",
      paramLabel = "N",
      defaultValue = "20",
      description = "How many sessions a forecast is the mean of. Default: 20.")
  private int neighbours;

  @Option(
      names = "--start-up",
      paramLabel = "N",
      defaultValue = "500",
      description = "Sessions before the first forecast. Default: 500.")
  private int startUp;

  @Option(
      names = "--draws",
      paramLabel = "N",
      defaultValue = "20",
      description = "Random forecasts of each session. Default: 20.")
  private int draws;

  @Option(
      names = "--resamples",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Resamples of the bootstrap. Default: 1000.")
  private int resamples;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of all chance. Default: 1.")
  private long seed;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      defaultValue = "output",
      description = "Where results are written. Default: output.")
  private Path output;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command.
  SessionsReportCommand() {}

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    RetrievalReport.Settings settings =
        RunOptions.orUsage(
            "--neighbours, --start-up, --draws, --resamples",
            () -> new RetrievalReport.Settings(neighbours, startUp, draws, resamples, seed));
    ReplayCommand.requireWritable(output);
    SessionOptions.Sessions sessions = options.sessions();
    RetrievalReport report =
        RetrievalReport.of(sessions.documents(), settings, sessions.setup().kind().calendar())
            .orElseThrow(
                () ->
                    InputException.data(
                        SearchSheet.format(
                            "%,d sessions are too few: %,d for --start-up, 5 for the last week and"
                                + " 100 to forecast",
                            sessions.documents().size(), startUp)));
    String title = sessions.setup().study().version().strategy();
    RetrievalSheet sheet = new RetrievalSheet(title, report);
    sheet.lines().forEach(out::println);
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("retrieval.csv", sheet.csv().getBytes(UTF_8));
    files.put("retrieval.json", (sheet.json() + "\n").getBytes(UTF_8));
    OutputDirectory.write(output, () -> ReportDirectory.write(files, output));
    out.println();
    out.println("Results are in " + output);
    return ExitCode.OK;
  }
}
