package io.bellwether.workbench.cli;

import io.bellwether.research.search.Candidates;
import io.bellwether.research.sweep.Search;
import io.bellwether.research.sweep.SweepRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bellwether sweep}: a strategy with many parameter sets. */
@Command(
    name = "sweep",
    mixinStandardHelpOptions = true,
    version = Main.VERSION,
    description = {
      "Backtests a strategy with every set of a grid of parameters, or with a random sample of"
          + " them, and says how much of the best is luck.",
      "Writes sweep.csv (a row per set, in the order of the grid), best.json and heatmap.svg."
          + " A sweep takes at most 1,000,000 sets and keeps the daily returns of at most 1,000 of"
          + " them, the 50 best and a random sample, for the statistics of luck."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:failed", "2:wrong command line", "3:wrong data"},
    footer = {
      "",
      "Examples:",
      "  bellwether sweep --strategy rsi2 --bars TQQQ=tqqq.csv \\",
      "      --param entry-rsi=10..40:5 --param exit-rsi=60..90:5 --output output/rsi2",
      "  bellwether sweep --strategy ema-crossover --bars TQQQ=tqqq_1h.csv \\",
      "      --param fast=5..50 --param slow=20..200:5 --random 200 --seed 7"
    })
final class SweepCommand implements Callable<Integer> {
  private static final int MOST_SETS = 1_000_000;

  @Spec private CommandSpec spec;

  @Mixin private RunOptions run;

  @Mixin private ExecutionOptions execution;

  @Mixin private SearchOptions search;

  @Mixin private LuckOptions luck;

  @Option(
      names = "--random",
      paramLabel = "N",
      description = "Try as many sets drawn at random. Default: the whole grid.")
  private @Nullable Integer random;

  @Option(
      names = "--heatmap",
      paramLabel = "X,Y",
      description = "The parameters of the picture. Default: the first two that vary.")
  private @Nullable String heatmap;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command.
  SweepCommand() {}

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    search.output();
    luck.permutations();
    luck.trialsBefore();
    SearchSetup setup = SearchSetup.of(run, execution, search);
    Optional<HeatmapAxes> axes =
        heatmap == null
            ? HeatmapAxes.first(setup.space())
            : Optional.of(HeatmapAxes.named(heatmap, setup.space()));
    Candidates candidates = candidates(setup);
    run.warn(setup.market().settings().costs(), err);
    SweepRequest request =
        new SweepRequest(setup.task(), SweepRequest.sets(setup.space(), candidates));
    Search sweep =
        (market, listener, cancelled) -> setup.sweep().run(request, market, listener, cancelled);
    return SearchReport.run(
        setup,
        sweep,
        new SearchReport.Form(
            "sweep", setup.title() + ": " + what(candidates, setup), random == null, axes),
        luck,
        search,
        spec);
  }

  private Candidates candidates(SearchSetup setup) {
    if (random == null) {
      return grid(setup, "--random");
    }
    if (random < 1) {
      throw InputException.usage("--random must be at least 1, not " + random);
    }
    requireFew(random, "--random");
    return requireSome(Candidates.sample(setup.space(), random, search.seed(), setup.constraint()));
  }

  /**
   * All sets that the strategy does not refuse.
   *
   * @param instead the option that helps if they are too many
   */
  static Candidates grid(SearchSetup setup, String instead) {
    requireFew(setup.space().size(), instead);
    return requireSome(Candidates.grid(setup.space(), setup.constraint()));
  }

  private static void requireFew(long sets, String instead) {
    if (sets > MOST_SETS) {
      throw InputException.usage(
          SearchSheet.format(
              "%,d sets are too many, %,d are the most: give fewer values, or see %s",
              sets, MOST_SETS, instead));
    }
  }

  private static Candidates requireSome(Candidates candidates) {
    if (candidates.size() == 0) {
      throw InputException.usage(
          "--param: the strategy refuses every set: " + candidates.firstRefusal().orElse(""));
    }
    return candidates;
  }

  private String what(Candidates candidates, SearchSetup setup) {
    String refused =
        candidates.refused() == 0
            ? ""
            : SearchSheet.format(
                " (%,d more make no sense: %s)",
                candidates.refused(), candidates.firstRefusal().orElse(""));
    return SearchSheet.format(
            "%,d sets%s by %s, seed %d",
            candidates.size(),
            random == null ? "" : SearchSheet.format(" of %,d", setup.space().size()),
            search.objective().label(),
            search.seed())
        + refused;
  }
}
