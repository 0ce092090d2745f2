package io.bellwether.workbench.cli;

import static io.bellwether.workbench.cli.SearchSheet.format;
import static io.bellwether.workbench.cli.SearchSheet.percent;
import static io.bellwether.workbench.cli.SearchSheet.ratio;

import io.bellwether.research.metrics.DailyRatios;
import io.bellwether.research.overfit.BootstrapIntervals;
import io.bellwether.research.overfit.ProbabilisticSharpe;
import io.bellwether.research.overfit.ReturnMoments;
import io.bellwether.research.sweep.Objective;
import io.bellwether.research.sweep.Trial;
import io.bellwether.research.sweep.TrialMetrics;
import io.bellwether.research.walkforward.WalkForwardResult;
import io.bellwether.research.walkforward.WindowResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What {@code walk-forward} prints. */
final class WalkForwardSheet {
  private static final int FEWEST_DAYS = 60;
  private static final int MOST_VALUES = 8;

  private WalkForwardSheet() {}

  /** A row per window. */
  static List<String> windows(WalkForwardResult result) {
    Objective objective = result.task().selection().objective();
    TextTable table =
        TextTable.of(
            TextTable.Column.number(""),
            TextTable.Column.text("Tested from"),
            TextTable.Column.text("to"),
            TextTable.Column.number("Trained"),
            TextTable.Column.number("Tested"),
            TextTable.Column.number("Return"),
            TextTable.Column.text("Set"));
    for (WindowResult row : result.windows()) {
      Optional<TrialMetrics> tested = row.outOfSample();
      table.row(
          Integer.toString(row.window().number()),
          row.window().testFirst().toString(),
          row.window().testLast().toString(),
          figure(objective, row.chosen().map(Trial::metrics)),
          figure(objective, tested),
          tested.map(metrics -> percent(metrics.totalReturn())).orElse("-"),
          row.chosen()
              .map(trial -> SearchSheet.set(result.space().values(trial.set())))
              .orElse("none could be chosen: cash"));
    }
    return table.lines();
  }

  private static String figure(Objective objective, Optional<TrialMetrics> metrics) {
    return metrics.map(m -> SearchSheet.figure(objective, objective.of(m))).orElse("-");
  }

  /** How the parameters moved. */
  static List<String> stability(WalkForwardResult result) {
    TextTable table =
        TextTable.of(
            TextTable.Column.text("Parameter"),
            TextTable.Column.number("Values"),
            TextTable.Column.number("Moves"),
            TextTable.Column.number("Mean step"),
            TextTable.Column.text("Chosen"));
    for (WalkForwardResult.Stability row : result.stability()) {
      List<String> values = row.values();
      String shown =
          String.join(" ", values.subList(0, Math.min(MOST_VALUES, values.size())))
              + (values.size() > MOST_VALUES ? " ..." : "");
      table.row(
          row.name(),
          Integer.toString(row.distinct()),
          format("%d of %d", row.moves(), Math.max(0, values.size() - 1)),
          ratio(row.meanStep()),
          shown);
    }
    return table.lines();
  }

  /** The joined tests in numbers, each with its sentence. */
  static List<String> summary(WalkForwardResult result, long seed) {
    TextTable table =
        TextTable.of(
            TextTable.Column.text(""), TextTable.Column.number(""), TextTable.Column.text(""));
    DailyRatios ratios = result.ratios();
    table.row(
        "Return",
        percent(result.totalReturn()),
        format(
            "CAGR %s, max drawdown %s, all tests joined; positions are closed at the end of each,"
                + " with costs.",
            percent(result.cagr().orElse(Double.NaN)), percent(ratios.maxDrawdown())));
    table.row(
        "Sharpe",
        ratio(ratios.sharpe().orElse(Double.NaN)),
        format(
            "Out of sample. The trainings that chose the sets showed %s on average.",
            ratio(result.meanInSample(TrialMetrics::sharpe).orElse(Double.NaN))));
    table.row(
        "Efficiency",
        percent(result.efficiency().orElse(Double.NaN)),
        "Yearly growth of the tests over that of the trainings: what is left of what was promised."
            + " Half is what Pardo asks for.");
    table.row(
        "Windows",
        format("%d of %d", result.profitableWindows(), result.windows().size()),
        "made money on their test.");
    luck(result, seed).forEach(row -> table.row(row.toArray(String[]::new)));
    return table.lines();
  }

  private static List<List<String>> luck(WalkForwardResult result, long seed) {
    List<List<String>> rows = new ArrayList<>();
    double[] returns = result.returns();
    if (returns.length < FEWEST_DAYS) {
      return rows;
    }
    ProbabilisticSharpe.of(ReturnMoments.of(returns), 0)
        .ifPresent(
            probability ->
                rows.add(
                    List.of(
                        "Above 0",
                        percent(probability),
                        "The chance that the true Sharpe is above 0. No test was looked at to"
                            + " choose a set; looking at many walk-forwards and keeping the best"
                            + " is a search again.")));
    BootstrapIntervals.of(returns, result.conventions(), BootstrapIntervals.Settings.withSeed(seed))
        .ifPresent(
            intervals ->
                rows.add(
                    List.of(
                        "Sharpe, 95 %",
                        format("%.2f..%.2f", intervals.sharpe().low(), intervals.sharpe().high()),
                        format(
                            "Had history come in another order of blocks (%.1f days on average), it"
                                + " would have been in this range 19 times in 20.",
                            intervals.blockLength()))));
    return rows;
  }
}
