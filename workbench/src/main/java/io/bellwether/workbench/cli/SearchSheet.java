package io.bellwether.workbench.cli;

import io.bellwether.research.search.ParameterSpace;
import io.bellwether.research.sweep.Objective;
import io.bellwether.research.sweep.SweepResult;
import io.bellwether.research.sweep.Trial;
import io.bellwether.research.sweep.TrialMetrics;
import io.bellwether.research.verdict.Finding;
import io.bellwether.research.verdict.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a search prints. */
final class SearchSheet {
  private static final int LONGEST_LABEL = 17;
  private static final int LONGEST_NUMBER = 12;

  private SearchSheet() {}

  /** The best sets, best first. */
  static List<String> top(SweepResult result, ParameterSpace space, int count) {
    Objective objective = result.selection().objective();
    boolean shown =
        List.of(Objective.SHARPE, Objective.CAGR, Objective.MAX_DRAWDOWN).contains(objective);
    TextTable table =
        TextTable.of(
            TextTable.Column.number(""),
            TextTable.Column.number(shown ? "Sharpe" : objective.id()),
            TextTable.Column.number(shown ? "Sortino" : "Sharpe"),
            TextTable.Column.number("CAGR"),
            TextTable.Column.number("Drawdown"),
            TextTable.Column.number("Trades"),
            TextTable.Column.text("Set"));
    int rank = 0;
    for (Trial trial : result.best(count)) {
      TrialMetrics metrics = trial.metrics();
      rank++;
      table.row(
          Integer.toString(rank),
          shown ? ratio(metrics.sharpe()) : figure(objective, objective.of(metrics)),
          ratio(shown ? metrics.sortino() : metrics.sharpe()),
          percent(metrics.cagr()),
          percent(metrics.maxDrawdown()),
          String.format(Locale.ROOT, "%,d", metrics.trades()),
          set(space.values(trial.set())));
    }
    return table.lines();
  }

  /** The findings, each with its sentence. */
  static List<String> verdict(Verdict verdict) {
    TextTable table =
        TextTable.of(
            TextTable.Column.text("", LONGEST_LABEL),
            new TextTable.Column("", true, LONGEST_NUMBER),
            TextTable.Column.text(""));
    for (Finding finding : verdict.findings()) {
      table.row(finding.label(), finding.text(), finding.meaning());
    }
    return table.lines();
  }

  /** {@code entry-rsi=10 exit-rsi=60}. */
  static String set(Map<String, String> values) {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(" "));
  }

  static String figure(Objective objective, double value) {
    return objective.isFraction() ? percent(value) : ratio(value);
  }

  /** Numbers as everywhere, whatever the machine's language. */
  @SuppressWarnings("AnnotateFormatMethod") // Its annotation would be a dependency of its own.
  static String format(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }

  static String ratio(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.2f", value);
  }

  static String percent(double fraction) {
    return Double.isNaN(fraction) ? "-" : String.format(Locale.ROOT, "%.1f %%", fraction * 100);
  }
}
