package io.bellwether.workbench.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bellwether.research.engine.MarketData;
import io.bellwether.research.optimize.EvolutionSearch;
import io.bellwether.research.report.ReportDirectory;
import io.bellwether.research.search.Candidates;
import io.bellwether.research.sweep.Market;
import io.bellwether.research.sweep.Search;
import io.bellwether.research.sweep.SweepRequest;
import io.bellwether.research.walkforward.Span;
import io.bellwether.research.walkforward.WalkForward;
import io.bellwether.research.walkforward.WalkForwardChart;
import io.bellwether.research.walkforward.WalkForwardResult;
import io.bellwether.research.walkforward.WalkForwardTables;
import io.bellwether.research.walkforward.Window;
import io.bellwether.research.walkforward.WindowPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bellwether walk-forward}: choosing on the past, trading what comes after. */
@Command(
    name = "walk-forward",
    mixinStandardHelpOptions = true,
    version = Main.VERSION,
    description = {
      "Walks forward through history: in each window the best set of the training is traded on the"
          + " test after it, and the tests are joined to one account. What they show was not looked"
          + " at by the search.",
      "A test begins without a position, decides first at its first close and closes what it holds"
          + " at its last one, with costs: more round trips than trading through, so that it does"
          + " not flatter. Bars before it are history for indicators.",
      "Writes windows.csv, walk-forward-equity.csv (the tests joined) and walk-forward.svg."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:failed", "2:wrong command line", "3:wrong data"},
    footer = {
      "",
      "Examples:",
      "  bellwether walk-forward --strategy rsi2 --bars TQQQ=tqqq.csv \\",
      "      --param entry-rsi=10..40:5 --param exit-rsi=60..90:5 --train 3y --test 6m",
      "  bellwether walk-forward --strategy ema-crossover --bars TQQQ=tqqq_1h.csv \\",
      "      --param fast=5..50 --param slow=20..200 --evaluations 200 --anchored \\",
      "      --train 250d --test 60d --purge 5"
    })
final class WalkForwardCommand implements Callable<Integer> {
  private static final int MOST_SETS = 1_000_000;

  @Spec private CommandSpec spec;

  @Mixin private RunOptions run;

  @Mixin private ExecutionOptions execution;

  @Mixin private SearchOptions search;

  @Option(
      names = "--train",
      required = true,
      paramLabel = "SPAN",
      description = "How long a training is: 250d (sessions), 6m (months) or 2y.")
  private String train;

  @Option(
      names = "--test",
      required = true,
      paramLabel = "SPAN",
      description = "How long a test is. The last one may be shorter.")
  private String test;

  @Option(
      names = "--anchored",
      description = "Train from the first bar every time. Default: the training moves on.")
  private boolean anchored;

  @Option(
      names = "--purge",
      paramLabel = "BARS",
      defaultValue = "0",
      description = "Last bars of each training that are not used. Default: 0.")
  private int purge;

  @Option(
      names = "--embargo",
      paramLabel = "BARS",
      defaultValue = "0",
      description = "First bars of each test that are not traded. Default: 0.")
  private int embargo;

  @Option(
      names = "--evaluations",
      paramLabel = "N",
      description = "Search each training by evolution with as many sets. Default: all sets.")
  private @Nullable Integer evaluations;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command.
  WalkForwardCommand() {}

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    WindowPlan plan = plan();
    search.output();
    SearchSetup setup = SearchSetup.of(run, execution, search);
    Search how = search(setup);
    Market whole = setup.market().of(setup.task().symbols());
    List<Window> windows = windows(plan, whole);
    run.warn(setup.market().settings().costs(), err);
    out.println(TextTable.paragraph(setup.title() + ": " + what(windows, setup), 0));
    out.println();
    try (Interruption interruption = Interruption.listen()) {
      WalkForwardResult result =
          new WalkForward(setup.task(), setup.space(), how, setup.sweep())
              .run(
                  setup.market(),
                  windows,
                  SearchProgress.of(err, "windows", search.quiet()),
                  interruption::asked);
      WalkForwardSheet.windows(result).forEach(out::println);
      out.println();
      if (interruption.asked()) {
        out.println(
            SearchSheet.format(
                "Stopped after %d windows; nothing was written.", result.windows().size()));
        return ExitCode.FAILURE;
      }
      WalkForwardSheet.stability(result).forEach(out::println);
      out.println();
      WalkForwardSheet.summary(result, search.seed()).forEach(out::println);
      out.println();
      write(result, setup);
      out.println("Results are in " + search.output());
      return ExitCode.OK;
    }
  }

  private WindowPlan plan() {
    Span training = RunOptions.orUsage("--train", () -> Span.parse(train));
    Span testing = RunOptions.orUsage("--test", () -> Span.parse(test));
    return RunOptions.orUsage(
        "--purge, --embargo", () -> new WindowPlan(anchored, training, testing, purge, embargo));
  }

  private static List<Window> windows(WindowPlan plan, Market whole) {
    MarketData data = whole.data();
    try {
      return plan.windows(data, whole.settings().firstBar());
    } catch (IllegalArgumentException e) {
      throw InputException.usage("--train, --test: " + e.getMessage());
    }
  }

  private Search search(SearchSetup setup) {
    if (evaluations != null) {
      if (evaluations < 1 || evaluations > MOST_SETS) {
        throw InputException.usage(
            SearchSheet.format(
                "--evaluations must be at least 1 and at most %,d, not %d",
                MOST_SETS, evaluations));
      }
      return new EvolutionSearch(
          setup.task(),
          setup.space(),
          setup.constraint(),
          setup.sweep(),
          evaluations,
          search.seed());
    }
    Candidates all = SweepCommand.grid(setup, "--evaluations");
    SweepRequest request = new SweepRequest(setup.task(), SweepRequest.sets(setup.space(), all));
    return (market, listener, cancelled) -> setup.sweep().run(request, market, listener, cancelled);
  }

  private String what(List<Window> windows, SearchSetup setup) {
    return SearchSheet.format(
        "%d windows (%s training of %s, test of %s), %s of %,d sets each by %s, seed %d",
        windows.size(),
        anchored ? "anchored" : "rolling",
        Span.parse(train),
        Span.parse(test),
        evaluations == null ? "all" : SearchSheet.format("at most %,d", evaluations),
        setup.space().size(),
        search.objective().label(),
        search.seed());
  }

  private void write(WalkForwardResult result, SearchSetup setup) throws IOException {
    String subtitle =
        SearchSheet.format(
            "Sharpe %s out of sample, %s in training; return %s, max drawdown %s",
            SearchSheet.ratio(result.ratios().sharpe().orElse(Double.NaN)),
            SearchSheet.ratio(result.meanInSample(metrics -> metrics.sharpe()).orElse(Double.NaN)),
            SearchSheet.percent(result.totalReturn()),
            SearchSheet.percent(result.ratios().maxDrawdown()));
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("windows.csv", WalkForwardTables.windows(result).getBytes(UTF_8));
    files.put("walk-forward-equity.csv", WalkForwardTables.equity(result).getBytes(UTF_8));
    files.put(
        "walk-forward.svg",
        WalkForwardChart.svg(result, "Walk forward: " + setup.title(), subtitle).getBytes(UTF_8));
    Path output = search.output();
    OutputDirectory.write(output, () -> ReportDirectory.write(files, output));
  }
}
