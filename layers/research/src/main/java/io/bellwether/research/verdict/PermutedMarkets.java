package io.bellwether.research.verdict;

import io.bellwether.research.overfit.PermutationTest;
import io.bellwether.research.sweep.BarsMarket;
import io.bellwether.research.sweep.LocalSweep;
import io.bellwether.research.sweep.Objective;
import io.bellwether.research.sweep.ParameterSet;
import io.bellwether.research.sweep.Selection;
import io.bellwether.research.sweep.SweepListener;
import io.bellwether.research.sweep.SweepRequest;
import io.bellwether.research.sweep.SweepResult;
import io.bellwether.research.sweep.Trial;
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
   * Runs the chosen set, or the whole search, on permuted markets.
   *
   * @param search the search
   * @param chosen what it chose, on the real market
   * @param count how many markets, at least 1
   * @param wholeSearch whether the search is repeated on each
   * @param seed the same seed makes the same markets
   * @param cancelled asked between runs; what is done by then is the result
   */
  public static PermutedMarkets of(
      SweepRequest search,
      Trial chosen,
      BarsMarket market,
      LocalSweep sweep,
      int count,
      boolean wholeSearch,
      long seed,
      SweepListener listener,
      BooleanSupplier cancelled) {
    Objective objective = search.task().selection().objective();
    SplittableRandom[] randoms = new SplittableRandom[count];
    SplittableRandom root = new SplittableRandom(seed);
    Arrays.setAll(randoms, i -> root.split());
    double[] figures = new double[count];
    Arrays.fill(figures, Double.NaN);
    SweepRequest one = wholeSearch ? search : single(search, chosen);
    LocalSweep inner =
        wholeSearch ? sweep : new LocalSweep(sweep.catalog(), 1, sweep.mostColumnBytes());
    Progress progress = new Progress(count, listener);
    Workers.run(
        wholeSearch ? 1 : sweep.threads(),
        count,
        i -> {
          SweepResult result =
              inner.run(one, market.permuted(randoms[i]), SweepListener.NONE, cancelled);
          if (result.trials().size() == one.sets().size()) {
            figures[i] = figure(result, objective, wholeSearch);
            progress.oneMore();
          }
        },
        cancelled);
    return new PermutedMarkets(
        wholeSearch,
        objective.orWithoutMerit(chosen.metrics()),
        Arrays.stream(figures).filter(figure -> !Double.isNaN(figure)).boxed().toList());
  }

  private static SweepRequest single(SweepRequest search, Trial chosen) {
    List<ParameterSet> sets =
        search.sets().stream().filter(set -> set.index() == chosen.set()).toList();
    return new SweepRequest(
        search.task().with(Selection.of(search.task().selection().objective(), 0, 0)), sets);
  }

  private static double figure(SweepResult result, Objective objective, boolean wholeSearch) {
    return wholeSearch
        ? result.best().map(Trial::metrics).map(objective::of).orElse(objective.withoutMerit())
        : objective.orWithoutMerit(result.trials().getFirst().metrics());
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
