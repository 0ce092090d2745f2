package io.bellwether.workbench.cli;

import io.bellwether.research.optimize.EvolutionSearch;
import io.bellwether.research.search.Candidates;
import io.bellwether.research.sweep.Search;
import io.bellwether.research.sweep.SweepRequest;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bellwether optimize}: a search through a space too large to be swept. */
@Command(
    name = "optimize",
    mixinStandardHelpOptions = true,
    version = Main.VERSION,
    description = {
      "Searches a space of parameters for the best set with a limited number of backtests, and"
          + " says how much of it is luck: every set that was tried counts as a trial.",
      "Writes optimize.csv (a row per set that was tried, in the order of the grid), best.json and"
          + " heatmap.svg. The same seed gives the same results with any number of threads."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:failed", "2:wrong command line", "3:wrong data"},
    footer = {
      "",
      "Examples:",
      "  bellwether optimize --strategy rsi2 --bars TQQQ=tqqq.csv \\",
      "      --param entry-rsi=5..45:1 --param exit-rsi=50..95:1 \\",
      "      --param stop-loss=0.02..0.10:0.01 --evaluations 500 --seed 7",
      "  bellwether optimize --strategy rsi2 --bars TQQQ=tqqq.csv \\",
      "      --param entry-rsi=5..45:1 --param exit-rsi=50..95:1 --method random"
    })
final class OptimizeCommand implements Callable<Integer> {
  private static final int MOST_EVALUATIONS = 1_000_000;

  @Spec private CommandSpec spec;

  @Mixin private RunOptions run;

  @Mixin private ExecutionOptions execution;

  @Mixin private SearchOptions search;

  @Mixin private LuckOptions luck;

  @Option(
      names = "--method",
      paramLabel = "evolution|random",
      defaultValue = "evolution",
      description =
          "evolution breeds good sets from good sets; random draws them. Default: evolution.")
  private String method;

  @Option(
      names = "--evaluations",
      paramLabel = "N",
      defaultValue = "500",
      description = "How many sets are tried at most. Default: 500.")
  private int evaluations;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it runs the command.
  OptimizeCommand() {}

  @Override
  public Integer call() throws IOException {
    if (evaluations < 1 || evaluations > MOST_EVALUATIONS) {
      throw InputException.usage(
          SearchSheet.format(
              "--evaluations must be at least 1 and at most %,d, not %d",
              MOST_EVALUATIONS, evaluations));
    }
    search.output();
    luck.permutations();
    luck.trialsBefore();
    SearchSetup setup = SearchSetup.of(run, execution, search);
    Search how = search(setup);
    run.warn(setup.market().settings().costs(), spec.commandLine().getErr());
    String heading =
        setup.title()
            + SearchSheet.format(
                ": at most %,d of %,d sets (%s) by %s, seed %d",
                evaluations,
                setup.space().size(),
                method,
                search.objective().label(),
                search.seed());
    return SearchReport.run(
        setup,
        how,
        new SearchReport.Form("optimize", heading, false, HeatmapAxes.first(setup.space())),
        luck,
        search,
        spec);
  }

  private Search search(SearchSetup setup) {
    return switch (method) {
      case "evolution" ->
          new EvolutionSearch(
              setup.task(),
              setup.space(),
              setup.constraint(),
              setup.sweep(),
              evaluations,
              search.seed());
      case "random" -> {
        Candidates drawn =
            Candidates.sample(setup.space(), evaluations, search.seed(), setup.constraint());
        SweepRequest request =
            new SweepRequest(setup.task(), SweepRequest.sets(setup.space(), drawn));
        yield (market, listener, cancelled) ->
            setup.sweep().run(request, market, listener, cancelled);
      }
      default ->
          throw InputException.usage("--method must be evolution or random, not '" + method + "'");
    };
  }
}
