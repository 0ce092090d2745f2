package io.bellwether.workbench.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bellwether.research.report.ReportDirectory;
import io.bellwether.workbench.simulate.Investigation;
import io.bellwether.workbench.simulate.SeedRange;
import io.bellwether.workbench.simulate.SeedRanges;
import io.bellwether.workbench.simulate.SeedRun;
import io.bellwether.workbench.simulate.Simulation;
import io.bellwether.workbench.simulate.SimulationJson;
import io.bellwether.workbench.simulate.SimulationJson.Document;
import io.bellwether.workbench.simulate.SimulationResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bellwether simulate}: the functions under faults, from seeds. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    version = Main.VERSION,
    description = {
      "Runs the real functions on made-up days on which everything goes wrong that can: answers"
          + " lost, processes killed between two lines, messages delivered twice, outages of days."
          + " After every step it is checked that each order is placed exactly once, that limits"
          + " hold, and, after a calm day, that ledger and broker agree.",
      "All of it follows from the seed: the same seed, days and code give the same event hash. Of"
          + " a promise that is broken it shows the fewest faults that break it."
    },
    subcommands = SimulateMergeCommand.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every promise was kept",
      "1:failed",
      "2:wrong command line",
      "3:wrong data",
      "5:a promise was broken"
    },
    footer = {
      "",
      "Examples:",
      "  bellwether simulate --seed 1 --seeds 100 --days 20 --coverage",
      "  bellwether simulate --seed 14 --days 20 --trace",
      "  bellwether simulate --seeds 50000 --days 20 --ranges output/simulation"
    })
final class SimulateCommand implements Callable<Integer> {
  /** More would leave the years the calendar knows. */
  private static final int MOST_DAYS = 250;

  private static final int MOST_THREADS = 1024;
  private static final int MOST_RERUNS = 400;

  /** Days in a range: a minute or so, which is what an interrupted simulation loses. */
  private static final int DAYS_OF_RANGE = 10_000;

  private static final double NANOS = 1e9;

  @Spec private CommandSpec spec;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The first seed. Default: 1.")
  private long seed;

  @Option(
      names = "--seeds",
      paramLabel = "COUNT",
      description = "How many seeds, from the first on. Default: 1.")
  private @Nullable Integer seeds;

  @Option(names = "--to", paramLabel = "N", description = "The last seed, instead of --seeds.")
  private @Nullable Long to;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "20",
      description = "Simulated days of each seed. Default: 20.")
  private int days;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Runs at a time; results do not depend on it. Default: all processors.")
  private @Nullable Integer threads;

  @Option(names = "--trace", description = "Tell in words what happened, of one seed.")
  private boolean trace;

  @Option(
      names = "--coverage",
      description = "Show how often each kind of fault was injected at each step.")
  private boolean coverage;

  @Option(names = "--json", paramLabel = "FILE", description = "Write the result as JSON.")
  private @Nullable Path json;

  @Option(
      names = "--ranges",
      paramLabel = "DIR",
      description =
          "Keep finished ranges of seeds there; those that are there of the same --commit are not"
              + " run again.")
  private @Nullable Path ranges;

  @Option(
      names = "--commit",
      paramLabel = "TEXT",
      defaultValue = "unknown-dirty",
      description =
          "The code's version, as git describe --always --dirty has it; ranges of a dirty one are"
              + " always run again.")
  private String commit;

  @Option(names = "--quiet", description = "Print the results and nothing else.")
  private boolean quiet;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command.
  SimulateCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    SeedRange range = range();
    Simulation simulation = new Simulation(days, threads(), SeedRun.MEMORY);
    if (trace) {
      trace(range);
    }
    long begun = System.nanoTime();
    SimulationResult result =
        ranges == null ? run(simulation, range) : inRanges(simulation, range, ranges);
    double seconds = (System.nanoTime() - begun) / NANOS;
    PrintWriter out = out();
    SimulationSheet.lines(SimulationSheet.words(range), result, seconds).forEach(out::println);
    if (coverage) {
      out.println();
      new CoverageSheet(result.coverage()).lines().forEach(out::println);
    }
    if (json != null) {
      write(json, SimulationJson.write(document(range, result)));
    }
    if (result.broken() == 0) {
      return ExitCode.OK;
    }
    out.println();
    SimulationSheet.failures(result).forEach(out::println);
    explain(result.failures().getFirst().seed());
    return ExitCode.BROKEN;
  }

  private SeedRange range() {
    List<String> wrong = new ArrayList<>();
    if (seed < 0) {
      wrong.add("--seed must be 0 or more, not " + seed);
    }
    if (seeds != null && to != null) {
      wrong.add("give --seeds or --to, not both");
    }
    if (seeds != null && seeds < 1) {
      wrong.add("--seeds must be 1 or more, not " + seeds);
    }
    if (to != null && (to < seed || to - seed >= Integer.MAX_VALUE)) {
      wrong.add("--to must be the first seed or a later one, not " + to);
    }
    if (days < 1 || days > MOST_DAYS) {
      wrong.add("--days must be at least 1 and at most " + MOST_DAYS + ", not " + days);
    }
    if (threads != null && (threads < 1 || threads > MOST_THREADS)) {
      wrong.add("--threads must be at least 1 and at most " + MOST_THREADS + ", not " + threads);
    }
    int count = to == null ? Optional.ofNullable(seeds).orElse(1) : (int) (to - seed + 1);
    if (trace && count > 1) {
      wrong.add("--trace is for one seed");
    }
    if (seed > Long.MAX_VALUE - Math.max(count, 1)) {
      wrong.add("--seed must leave room for those after it, not " + seed);
    }
    if (!wrong.isEmpty()) {
      throw InputException.usage(String.join("; ", wrong));
    }
    return new SeedRange(seed, count);
  }

  private int threads() {
    return threads == null ? Runtime.getRuntime().availableProcessors() : threads;
  }

  private void trace(SeedRange range) {
    SeedRun run = SeedRun.of(range.first(), days, fault -> true, true, SeedRun.MEMORY);
    run.lines().forEach(out()::println);
    out().println();
  }

  private SimulationResult run(Simulation simulation, SeedRange range) throws InterruptedException {
    return simulation.run(range, progress());
  }

  private Simulation.Listener progress() {
    var shown = SearchProgress.of(spec.commandLine().getErr(), "simulate", quiet);
    return shown::progress;
  }

  private SimulationResult inRanges(Simulation simulation, SeedRange whole, Path directory)
      throws IOException, InterruptedException {
    SeedRanges kept = new SeedRanges(directory);
    Simulation.Listener progress = progress();
    SimulationResult all = SimulationResult.none();
    for (SeedRange range : SeedRanges.cut(whole, Math.max(1, DAYS_OF_RANGE / days))) {
      Optional<Document> finished = kept.finished(range, days, commit);
      SimulationResult result;
      if (finished.isPresent()) {
        result = finished.get().result();
      } else {
        int before = (int) (range.first() - whole.first());
        result =
            simulation.run(range, (done, _) -> progress.progress(before + done, whole.count()));
        Document document = document(range, result);
        OutputDirectory.write(directory, () -> kept.write(document));
      }
      all = all.plus(result);
    }
    return all;
  }

  private Document document(SeedRange range, SimulationResult result) {
    String jvm = System.getProperty("java.vm.name") + " " + Runtime.version();
    return new Document(range, days, commit, jvm, result);
  }

  private void explain(long broken) {
    PrintWriter out = out();
    Investigation found = Investigation.of(broken, days, MOST_RERUNS, SeedRun.MEMORY);
    out.println();
    SimulationSheet.lines(found).forEach(out::println);
    out.println();
    out.println(
        "See all of it: bellwether simulate --seed " + broken + " --days " + days + " --trace");
  }

  private static void write(Path file, String text) throws IOException {
    Path absolute = file.toAbsolutePath().normalize();
    Path directory = Optional.ofNullable(absolute.getParent()).orElse(absolute);
    String name = String.valueOf(absolute.getFileName());
    OutputDirectory.write(
        directory, () -> ReportDirectory.write(Map.of(name, text.getBytes(UTF_8)), directory));
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
