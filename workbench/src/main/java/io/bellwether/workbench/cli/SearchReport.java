package io.bellwether.workbench.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.bellwether.research.engine.BacktestResult;
import io.bellwether.research.report.ReportDirectory;
import io.bellwether.research.search.ParameterSpace;
import io.bellwether.research.sweep.Heatmap;
import io.bellwether.research.sweep.ParameterSet;
import io.bellwether.research.sweep.Search;
import io.bellwether.research.sweep.SweepListener;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Runs, weighs, prints and writes a search.
 *
 * @param setup what is searched
 * @param search how it was searched, to be done again
 * @param result the sets that were tried
 * @param form how it is written
 */
record SearchReport(SearchSetup setup, Search search, SweepResult result, Form form) {
  private static final int SHOWN = 10;

  /** There is a map only of parameters that vary, and not over too many values. */
  private static final Pattern OPTIONAL = Pattern.compile("heatmap\\.svg");

  /**
   * How a search is written.
   *
   * @param name of the command, and of the file of all sets
   * @param heading what is searched and how
   * @param grid whether all of the space is tried
   * @param axes of the heatmap, if there is one
   */
  record Form(String name, String heading, boolean grid, Optional<HeatmapAxes> axes) {}

  /** Does all of it, and returns the exit code. */
  static int run(
      SearchSetup setup,
      Search search,
      Form form,
      LuckOptions luck,
      SearchOptions options,
      CommandSpec spec)
      throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try (Interruption interruption = Interruption.listen()) {
      SweepResult result =
          search.run(
              setup.market(),
              SearchProgress.of(err, form.name(), options.quiet()),
              interruption::asked);
      SearchReport report = new SearchReport(setup, search, result, form);
      if (!interruption.asked()) {
        report.best();
      }
      out.println(TextTable.paragraph(form.heading(), 0));
      out.println();
      if (interruption.asked()) {
        report.print(Optional.empty(), out);
        out.println(
            SearchSheet.format(
                "Stopped after %,d sets; nothing was written.", result.trials().size()));
        return ExitCode.FAILURE;
      }
      Verdict verdict = report.verdict(luck, err, options.quiet(), interruption);
      report.print(Optional.of(verdict), out);
      report.write(verdict, options.output());
      out.println("Results are in " + options.output());
      return ExitCode.OK;
    }
  }

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
                                .orElse(0))
                        + notEntered().stream()
                            .map(reason -> ". " + reason)
                            .collect(Collectors.joining())));
  }

  /** Why entries that sets decided on were not ordered, a sentence each. */
  private List<String> notEntered() {
    List<String> reasons = new ArrayList<>();
    long refused = sets(TrialMetrics::refusedEntries);
    if (refused > 0) {
      reasons.add(
          SearchSheet.format(
              "The risk profile %s refused entries of %,d sets, for example because their stop"
                  + " is wider than it allows; --risk none lifts its limits",
              setup.task().settings().getOrDefault("risk", "none"), refused));
    }
    long skipped = sets(TrialMetrics::skippedEntries);
    if (skipped > 0) {
      reasons.add(
          SearchSheet.format(
              "Entries of %,d sets were too small to order or could not be paid; give more"
                  + " --capital, or --fractional",
              skipped));
    }
    return reasons;
  }

  private long sets(ToIntFunction<TrialMetrics> entries) {
    return result.trials().stream()
        .filter(trial -> entries.applyAsInt(trial.metrics()) > 0)
        .count();
  }

  /** Runs the best set on shuffled bars and weighs it. */
  Verdict verdict(LuckOptions luck, PrintWriter err, boolean quiet, Interruption interruption) {
    Trial best = best();
    Optional<PermutedMarkets> permuted =
        luck.permutations() == 0
            ? Optional.empty()
            : Optional.of(
                permuted(best, luck, SearchProgress.of(err, "permutations", quiet), interruption));
    return Verdict.of(
        new Verdict.Evidence(
            result,
            best,
            returns(best),
            setup.space(),
            form.grid(),
            luck.trialsBefore(),
            setup.kind().conventions(),
            permuted,
            setup.task().selection().seed()));
  }

  private PermutedMarkets permuted(
      Trial best, LuckOptions luck, SweepListener listener, Interruption interruption) {
    long seed = setup.task().selection().seed();
    return luck.permuteSearch()
        ? PermutedMarkets.ofSearch(
            search,
            setup.task().selection().objective(),
            setup.market().permutable(),
            luck.permutations(),
            seed,
            listener,
            interruption::asked)
        : PermutedMarkets.ofChosen(
            setup.task(),
            set(best),
            setup.market().permutable(),
            setup.sweep(),
            luck.permutations(),
            seed,
            listener,
            interruption::asked);
  }

  private ParameterSet set(Trial trial) {
    return new ParameterSet(trial.set(), List.copyOf(setup.space().values(trial.set()).values()));
  }

  private double[] returns(Trial best) {
    BacktestResult run =
        new SweepWorker(setup.sweep().catalog(), setup.market(), Long.MAX_VALUE)
            .run(setup.task(), set(best));
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
    for (String reason : notEntered()) {
      out.println();
      out.println(TextTable.paragraph(SearchSheet.format("%s.", reason), 0));
    }
    if (verdict.isPresent()) {
      out.println();
      out.println("What is left of the best, given that it is the best of a search:");
      SearchSheet.verdict(verdict.get()).forEach(out::println);
    }
    out.println();
  }

  /** Writes all files, or none. */
  void write(Verdict verdict, Path output) throws IOException {
    ParameterSpace space = setup.space();
    Trial best = best();
    Map<String, byte[]> files = new LinkedHashMap<>();
    put(files, form.name() + ".csv", SweepTable.csv(space, result.trials()));
    put(files, "best.json", SearchFiles.best(setup, space.values(best.set()), best, verdict));
    if (form.axes().isPresent()) {
      HeatmapAxes axes = form.axes().get();
      put(
          files,
          "heatmap.svg",
          Heatmap.svg(result, space, best, form.grid(), axes.x(), axes.y(), setup.title()));
    }
    OutputDirectory.write(output, () -> ReportDirectory.write(files, output, OPTIONAL));
  }

  private static void put(Map<String, byte[]> files, String name, String text) {
    files.put(name, text.getBytes(UTF_8));
  }
}
