package io.bellwether.workbench.gate;

import io.bellwether.analyst.Study;
import io.bellwether.research.engine.BacktestResult;
import io.bellwether.research.sweep.Objective;
import io.bellwether.research.sweep.ParameterSet;
import io.bellwether.research.sweep.Selection;
import io.bellwether.research.sweep.SweepTask;
import io.bellwether.research.sweep.SweepWorker;
import io.bellwether.research.sweep.TrialMetrics;
import io.bellwether.research.sweep.Workers;
import java.util.List;
import java.util.Map;

/**
 * The true annual Sharpe ratios of a case, after costs: those of the daily returns of many markets
 * joined. One long market would not do: its price would leave all bounds, and fees per share with
 * it.
 *
 * @param years that were joined
 * @param best that of the best set; of a sample of them, where there are more than 400
 * @param bestSet its parameters
 * @param current that of the version in force
 */
public record TrueSharpe(int years, double best, Map<String, String> bestSet, double current) {
  /** Of 22,050 sets and 200 markets, all would take as long as the study. */
  private static final int MOST_SETS = 400;

  /** Sums over days. */
  private static final class Sums {
    private long days;
    private double sum;
    private double squares;

    private synchronized void add(double[] returns) {
      days += returns.length;
      for (double r : returns) {
        sum += r;
        squares += r * r;
      }
    }

    /** Annual; 0 without spread. */
    private double sharpe() {
      double mean = sum / days;
      double variance = squares / days - mean * mean;
      return variance > 0 ? mean / Math.sqrt(variance) * Math.sqrt(SyntheticMarket.YEAR) : 0;
    }
  }

  /**
   * Computes them, up to the last digits, in which the order of adding shows.
   *
   * @param years of each market
   * @param firstSeed of the markets; the others follow it
   * @param markets how many
   */
  public static TrueSharpe of(
      StudyCase subject, int years, long firstSeed, int markets, int threads) {
    Study example = subject.study(years, firstSeed);
    SweepTask task = example.task(Selection.of(Objective.SHARPE, 0, 0));
    List<ParameterSet> sets = StudyCase.sets(example, task, MOST_SETS);
    Sums[] sums = new Sums[sets.size()];
    Sums current = new Sums();
    for (int s = 0; s < sums.length; s++) {
      sums[s] = new Sums();
    }
    Workers.run(
        threads,
        markets,
        m -> {
          Study study = subject.study(years, firstSeed + m);
          SweepWorker worker =
              new SweepWorker(study.sweep().catalog(), study.market(), Long.MAX_VALUE);
          for (int s = 0; s < sums.length; s++) {
            BacktestResult result = worker.run(task, sets.get(s));
            sums[s].add(TrialMetrics.dailyReturns(result));
          }
          current.add(TrialMetrics.dailyReturns(study.run(Map.of())));
        },
        () -> false);
    int best = 0;
    for (int s = 1; s < sums.length; s++) {
      best = sums[s].sharpe() > sums[best].sharpe() ? s : best;
    }
    return new TrueSharpe(
        years * markets,
        sums[best].sharpe(),
        example.bounds().values(sets.get(best).index()),
        current.sharpe());
  }
}
