package io.bellwether.analyst.gate;

import io.bellwether.research.engine.BacktestResult;
import io.bellwether.research.metrics.DailyRatios;
import io.bellwether.research.overfit.PermutationTest;
import io.bellwether.research.sweep.BarsMarket;
import io.bellwether.research.sweep.LocalSweep;
import io.bellwether.research.sweep.ParameterSet;
import io.bellwether.research.sweep.SweepTask;
import io.bellwether.research.sweep.SweepWorker;
import io.bellwether.research.sweep.TrialMetrics;
import io.bellwether.research.sweep.Workers;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * How often the best of all sets that may be proposed does as well where nothing can be foreseen:
 * the whole search is repeated on permuted markets ({@link
 * io.bellwether.research.overfit.BarPermutation}). Whoever proposed the set, by whatever search, in
 * however many tries on these bars: no search among these sets finds better than their best, so
 * that the p-value holds for all of them. It charges the null hypothesis with the same costs and
 * leaves it the same drift.
 *
 * <p>Source: T. Masters, "Testing and Tuning Market Trading Systems", Apress 2018, chapter 7. The
 * maximum over all sets as the null distribution of each is the single-step procedure of P.
 * Westfall and S. Young, "Resampling-Based Multiple Testing", Wiley 1993.
 *
 * @param pValue of the candidate; at least 1 / (1 + permutations)
 * @param permutations how many markets were looked at
 * @param mean the mean over these markets of the best set's annual Sharpe ratio
 */
record SearchLuck(double pValue, int permutations, double mean) {
  /** Markets between two looks at whether more are needed; the same for any number of threads. */
  private static final int BATCH = 10;

  /**
   * What is searched.
   *
   * @param task what all sets have in common
   * @param sets the sets that may be proposed, the candidate among them
   * @param stretch by what the lead of the best set over the mean of all is multiplied, at least 1
   * @param minTrades a set with fewer closed trades is not taken
   * @param count the number of permuted markets, at least 1
   */
  record Test(SweepTask task, List<ParameterSet> sets, double stretch, int minTrades, int count) {
    /**
     * Searches permuted markets.
     *
     * <p>Once so many did as well that the p-value must end above the limit, the rest is left out:
     * the p-value is then that of the markets seen, and the decision that of all.
     *
     * @param sharpe the candidate's on the real market, annual
     * @param limit the p-value that is demanded
     * @param seed the same seed makes the same markets
     * @param cancelled asked before each set; what has been found by then means nothing
     */
    SearchLuck of(
        BarsMarket market,
        LocalSweep sweep,
        double sharpe,
        double limit,
        long seed,
        BooleanSupplier cancelled) {
      SplittableRandom root = new SplittableRandom(seed);
      SplittableRandom[] randoms = new SplittableRandom[count];
      Arrays.setAll(randoms, i -> root.split());
      double[] best = new double[count];
      int done = 0;
      int asGood = 0;
      while (done < count && 1 + asGood <= limit * (1 + count) && !cancelled.getAsBoolean()) {
        int from = done;
        int to = Math.min(count, from + BATCH);
        Workers.run(
            sweep.threads(),
            to - from,
            i -> best[from + i] = best(market.permuted(randoms[from + i]), sweep, cancelled),
            cancelled);
        for (int i = from; i < to; i++) {
          asGood += best[i] >= sharpe ? 1 : 0;
        }
        done = to;
      }
      double[] seen = Arrays.copyOf(best, done);
      return new SearchLuck(
          PermutationTest.pValue(sharpe, seen),
          done,
          Arrays.stream(seen).average().orElse(Double.NaN));
    }

    /**
     * The best annual Sharpe ratio, its lead over the mean of all sets stretched; 0 if none is
     * better: cash is always to be had.
     */
    private double best(BarsMarket market, LocalSweep sweep, BooleanSupplier cancelled) {
      SweepWorker worker = new SweepWorker(sweep.catalog(), market, sweep.mostColumnBytes());
      double best = 0;
      double sum = 0;
      int traded = 0;
      for (ParameterSet set : sets) {
        if (cancelled.getAsBoolean()) {
          break;
        }
        BacktestResult result = worker.run(task, set);
        if (result.tradeCount() >= minTrades) {
          double[] returns = TrialMetrics.dailyReturns(result);
          double sharpe = DailyRatios.sharpe(returns, result.data().conventions()).orElse(0);
          best = Math.max(best, sharpe);
          sum += sharpe;
          traded++;
        }
      }
      return best + (stretch - 1) * (best - sum / Math.max(1, traded));
    }
  }
}
