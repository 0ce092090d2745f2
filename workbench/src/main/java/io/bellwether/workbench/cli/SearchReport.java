package io.bellwether.workbench.cli;

import io.bellwether.research.engine.BacktestResult;
import io.bellwether.research.report.ReportDirectory;
import io.bellwether.research.search.ParameterSpace;
import io.bellwether.research.sweep.Heatmap;
import io.bellwether.research.sweep.ParameterSet;
import io.bellwether.research.sweep.SweepRequest;
import io.bellwether.research.sweep.SweepResult;
import io.bellwether.research.sweep.SweepTable;
import io.bellwether.research.sweep.SweepWorker;
import io.bellwether.research.sweep.Trial;
import io.bellwether.research.sweep.TrialMetrics;
import io.bellwether.research.verdict.PermutedMarkets;
import io.bellwether.research.verdict.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Weighs, prints and writes what a search found.
 *
 * @param setup the search
 * @param request the sets that were to be tried
 * @param result the sets that were
 * @param grid whether these are all of the space
 * @param table the name of the file of all sets
 */
record SearchReport(
    SearchSetup setup, SweepRequest request, SweepResult result, boolean grid, String table) {
  private static final int SHOWN = 10;

  /** The best set; an error if no set may be chosen. */
  Trial best() {
    return result
        .best()
        .orElseThrow(
            () ->
                InputException.usage(
                    SearchSheet.format(
                        "none of %,d sets made %d trades or more with a defined %s (the most: %d);"
                            + " lower --min-trades, search other values or take more bars",
                        result.trials().size(),
                        result.selection().minTrades(),
                        result.selection().objective().label(),
                        result.trials().stream()
                            .mapToInt(trial -> trial.metrics().trades())
                            .max()
                            .orElse(0))));
  }

  /** Runs the best set on shuffled bars and weighs it. */
  Verdict verdict(LuckOptions luck, PrintWriter err, boolean quiet, Interruption interruption) {
    Trial best = best();
    Optional<PermutedMarkets> permuted =
        luck.permutations() == 0
            ? Optional.empty()
            : Optional.of(
                PermutedMarkets.of(
                    request,
                    best,
                    setup.market(),
                    setup.sweep(),
                    luck.permutations(),
                    luck.permuteSearch(),
                    setup.task().selection().seed(),
                    SearchProgress.of(err, "permutations", quiet),
                    interruption::asked));
    return Verdict.of(
        new Verdict.Evidence(
            result,
            best,
            returns(best),
            setup.space(),
            grid,
            luck.trialsBefore(),
            setup.kind().conventions(),
            permuted,
            setup.task().selection().seed()));
  }

  private double[] returns(Trial best) {
    ParameterSet set =
        request.sets().stream().filter(one -> one.index() == best.set()).findFirst().orElseThrow();
    BacktestResult run =
        new SweepWorker(setup.sweep().catalog(), setup.market(), Long.MAX_VALUE)
            .run(setup.task(), set);
    return TrialMetrics.dailyReturns(run);
  }

  /** The best sets and, if there is one, the verdict. */
  void print(Optional<Verdict> verdict, PrintWriter out) {
    for (String line : SearchSheet.top(result, setup.space(), SHOWN)) {
      out.println(line);
    }
    long few = result.tooFewTrades();
    if (few > 0) {
      out.println();
      out.println(
          TextTable.paragraph(
              SearchSheet.format(
                  "%,d of %,d sets made fewer than %d trades; none of them can be the best.",
                  few, result.trials().size(), result.selection().minTrades()),
              0));
    }
    if (verdict.isPresent()) {
      out.println();
      out.println("What is left of the best, given that it is the best of a search:");
      SearchSheet.verdict(verdict.get()).forEach(out::println);
    }
    out.println();
  }

  /** Writes all files, or none. */
  List<Path> write(Verdict verdict, Optional<HeatmapAxes> axes, Path output) throws IOException {
    ParameterSpace space = setup.space();
    Trial best = best();
    Map<String, String> files = new LinkedHashMap<>();
    files.put(table, SweepTable.csv(space, result.trials()));
    files.put("best.json", SearchFiles.best(setup, space.values(best.set()), best, verdict));
    axes.ifPresent(
        chosen ->
            files.put(
                "heatmap.svg",
                Heatmap.svg(result, space, best, grid, chosen.x(), chosen.y(), setup.title())));
    return ReportDirectory.write(files, output);
  }
}
