package io.bellwether.research.sweep;

import io.bellwether.research.search.ParameterSpace;
import java.util.ArrayList;
import java.util.List;

/**
 * Trials as CSV, one row per set in the order of the grid: {@code set} (its index in the grid), a
 * column per parameter under its name, then the metrics. Numbers have all their digits; fractions
 * are not percent; what is not defined is empty.
 */
public final class SweepTable {
  /** The columns of the metrics, in order. */
  public static final List<String> METRICS =
      List.of(
          "final_equity",
          "total_return",
          "cagr",
          "sharpe",
          "sortino",
          "calmar",
          "max_drawdown",
          "trades",
          "win_rate",
          "profit_factor",
          "exposure",
          "turnover",
          "fees",
          "refused_entries",
          "skipped_entries");

  private SweepTable() {}

  /** The table, ended by a line feed. */
  public static String csv(ParameterSpace space, List<Trial> trials) {
    StringBuilder csv = new StringBuilder("set,");
    space.axes().forEach(axis -> csv.append(axis.name()).append(','));
    csv.append(String.join(",", METRICS)).append('\n');
    for (Trial trial : trials) {
      csv.append(trial.set()).append(',');
      space.values(trial.set()).values().forEach(value -> csv.append(value).append(','));
      csv.append(String.join(",", cells(trial.metrics()))).append('\n');
    }
    return csv.toString();
  }

  /** The metrics as texts, in the order of {@link #METRICS}. */
  public static List<String> cells(TrialMetrics metrics) {
    double[] before = {
      metrics.finalEquity(),
      metrics.totalReturn(),
      metrics.cagr(),
      metrics.sharpe(),
      metrics.sortino(),
      metrics.calmar(),
      metrics.maxDrawdown()
    };
    double[] after = {
      metrics.winRate(),
      metrics.profitFactor(),
      metrics.exposure(),
      metrics.turnover(),
      metrics.fees()
    };
    List<String> cells = new ArrayList<>();
    for (double value : before) {
      cells.add(text(value));
    }
    cells.add(Integer.toString(metrics.trades()));
    for (double value : after) {
      cells.add(text(value));
    }
    cells.add(Integer.toString(metrics.refusedEntries()));
    cells.add(Integer.toString(metrics.skippedEntries()));
    return cells;
  }

  private static String text(double value) {
    return Double.isNaN(value) ? "" : Double.toString(value);
  }
}
