package io.bellwether.research.walkforward;

import io.bellwether.research.search.ParameterAxis;
import io.bellwether.research.sweep.SweepTable;
import io.bellwether.research.sweep.Trial;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A walk forward as CSV. Numbers have all their digits; fractions are not percent; what is not
 * defined is empty.
 */
public final class WalkForwardTables {
  private WalkForwardTables() {}

  /**
   * A row per window: its dates, how many sets were tried, the chosen parameters under their names,
   * then the metrics of the chosen set on the training ({@code train_}) and on the test ({@code
   * test_}).
   */
  public static String windows(WalkForwardResult result) {
    List<String> heads =
        new ArrayList<>(
            List.of("window", "train_first", "train_last", "test_first", "test_last", "trials"));
    result.space().axes().forEach(axis -> heads.add(axis.name()));
    SweepTable.METRICS.forEach(metric -> heads.add("train_" + metric));
    SweepTable.METRICS.forEach(metric -> heads.add("test_" + metric));
    StringBuilder csv = new StringBuilder(String.join(",", heads)).append('\n');
    for (WindowResult row : result.windows()) {
      csv.append(String.join(",", cells(result, row))).append('\n');
    }
    return csv.toString();
  }

  private static List<String> cells(WalkForwardResult result, WindowResult row) {
    Window window = row.window();
    List<String> cells = new ArrayList<>();
    cells.add(Integer.toString(window.number()));
    cells.add(window.trainFirst().toString());
    cells.add(window.trainLast().toString());
    cells.add(window.testFirst().toString());
    cells.add(window.testLast().toString());
    cells.add(Integer.toString(row.trials()));
    List<ParameterAxis> axes = result.space().axes();
    List<String> empty = Collections.nCopies(SweepTable.METRICS.size(), "");
    cells.addAll(
        row.chosen()
            .map(trial -> List.copyOf(result.space().values(trial.set()).values()))
            .orElse(Collections.nCopies(axes.size(), "")));
    cells.addAll(row.chosen().map(Trial::metrics).map(SweepTable::cells).orElse(empty));
    cells.addAll(row.outOfSample().map(SweepTable::cells).orElse(empty));
    return cells;
  }

  /** A row per day of the tests: {@code date,equity,window}. */
  public static String equity(WalkForwardResult result) {
    StringBuilder csv = new StringBuilder("date,equity,window\n");
    for (WalkForwardResult.Day day : result.days()) {
      csv.append(day.date()).append(',').append(day.equity()).append(',');
      csv.append(day.window()).append('\n');
    }
    return csv.toString();
  }
}
