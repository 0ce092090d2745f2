package io.bellwether.research.verdict;

import io.bellwether.research.overfit.PermutationTest;
import io.bellwether.research.sweep.BarsMarket;
import io.bellwether.research.sweep.LocalSweep;
import io.bellwether.research.sweep.Objective;
import io.bellwether.research.sweep.ParameterSet;
import io.bellwether.research.sweep.Search;
import io.bellwether.research.sweep.SweepListener;
import io.bellwether.research.sweep.SweepResult;
import io.bellwether.research.sweep.SweepTask;
import io.bellwether.research.sweep.SweepWorker;
import io.bellwether.research.sweep.TrialMetrics;
import io.bellwether.research.sweep.Workers;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * What a strategy or a whole search shows on markets in which nothing can be foreseen.
 *
 * @param searched whether the search was repeated on each, or the chosen set alone was run
 * @param observed the objective on the real market
 * @param figures the objective on each permuted market
 */
public record PermutedMarkets(boolean searched, double observed, List<Double> figures) {
  public PermutedMarkets {
    figures = List.copyOf(figures);
  }

  /**
   * Runs the chosen set on permuted markets, each with its own columns, several at a time.
   *
   * @param task the search's
   * @param chosen the chosen set
   * @param count how many markets, at least 1
   * @param seed the same seed makes the same markets
   * @param cancelled asked between runs; what is done by then is the result
   */
  public static PermutedMarkets ofChosen(
      SweepTask task,
      ParameterSet chosen,
      BarsMarket market,
      LocalSweep sweep,
      int count,
      long seed,
      SweepListener listener,
      BooleanSupplier cancelled) {
    Objective objective = task.selection().objective();
    SplittableRandom[] randoms = randoms(count, seed);
    double[] figures = new double[count];
    Arrays.fill(figures, Double.NaN);
    Progress progress = new Progress(count, listener);
    Workers.run(
        sweep.threads(),
        count,
        i -> {
          SweepWorker worker =
              new SweepWorker(sweep.catalog(), market.permuted(randoms[i]), Long.MAX_VALUE);
          figures[i] = objective.orWithoutMerit(TrialMetrics.of(worker.run(task, chosen)));
          progress.oneMore();
        },
        cancelled);
    SweepWorker real = new SweepWorker(sweep.catalog(), market, Long.MAX_VALUE);
    double observed = objective.orWithoutMerit(TrialMetrics.of(real.run(task, chosen)));
    return of(false, observed, figures);
  }

  /**
   * Repeats the whole search on permuted markets.
   *
   * @param search the search
   * @param objective what it looks for
   * @param count how many markets, at least 1
   * @param seed the same seed makes the same markets
   * @param cancelled asked now and then; what is done by then is the result
   */
  public static PermutedMarkets ofSearch(
      Search search,
      Objective objective,
      BarsMarket market,
      int count,
      long seed,
      SweepListener listener,
      BooleanSupplier cancelled) {
    double[] figures = new double[count];
    Arrays.fill(figures, Double.NaN);
    SplittableRandom[] randoms = randoms(count, seed);
    for (int i = 0; i < count && !cancelled.getAsBoolean(); i++) {
      SweepResult result = search.run(market.permuted(randoms[i]), SweepListener.NONE, cancelled);
      if (!cancelled.getAsBoolean()) {
        figures[i] = best(result, objective);
        listener.progress(i + 1, count);
      }
    }
    return of(true, best(search.run(market, SweepListener.NONE, cancelled), objective), figures);
  }

  private static double best(SweepResult result, Objective objective) {
    return result.best().map(best -> objective.of(best.metrics())).orElse(objective.withoutMerit());
  }

  private static SplittableRandom[] randoms(int count, long seed) {
    SplittableRandom root = new SplittableRandom(seed);
    SplittableRandom[] randoms = new SplittableRandom[count];
    Arrays.setAll(randoms, i -> root.split());
    return randoms;
  }

  private static PermutedMarkets of(boolean searched, double observed, double[] figures) {
    return new PermutedMarkets(
        searched,
        observed,
        Arrays.stream(figures).filter(figure -> !Double.isNaN(figure)).boxed().toList());
  }

  /** How often luck does at least as well; 1 / (1 + count) at the least. */
  public double pValue() {
    return PermutationTest.pValue(
        observed, figures.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** The mean of the figures on permuted markets; NaN if there is none. */
  public double mean() {
    return figures.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }

  private static final class Progress {
    private final int total;
    private final SweepListener listener;
    private int done;

    Progress(int total, SweepListener listener) {
      this.total = total;
      this.listener = listener;
    }

    synchronized void oneMore() {
      done++;
      listener.progress(done, total);
    }
  }
}
