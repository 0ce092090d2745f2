package io.bellwether.analyst.gate;

import io.bellwether.analyst.Study;
import io.bellwether.research.overfit.ExpectedMaximumSharpe;
import io.bellwether.research.search.Candidates;
import io.bellwether.research.search.Constraint;
import io.bellwether.research.search.ParameterSpace;
import io.bellwether.research.sweep.ParameterSet;
import io.bellwether.research.sweep.SweepRequest;
import io.bellwether.research.sweep.SweepTask;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.LongStream;

/**
 * The sets that a candidate is seen among: all that may be proposed, or, where they are too many to
 * be run over and over, the candidate, its neighbours and a random sample of the rest.
 *
 * @param candidate its index in the bounds
 * @param sets what is run, the candidate among them, in order of index
 * @param stretch by what the lead of the best of these sets over their mean, on a market without
 *     pattern, is to be multiplied to stand for the best of all: the ratio of the expected maxima
 *     of as many independent trials, 1 where all sets are run. Sets are alike, so that it is more
 *     than is due
 */
record Neighbourhood(long candidate, List<ParameterSet> sets, double stretch) {
  /** More of them, of many axes, would leave no room for the sample. */
  private static final int MOST_NEIGHBOURS = 80;

  /**
   * Picks the sets.
   *
   * @param candidate its index in the bounds, accepted by the strategy
   * @param most how many sets are run at most, if it has no more neighbours
   */
  static Neighbourhood of(Study study, SweepTask task, long candidate, int most, long seed) {
    ParameterSpace bounds = study.bounds();
    Constraint constraint =
        Constraint.ofStrategy(
            study.sweep().catalog(),
            task.strategy(),
            task.symbols(),
            task.timeframe(),
            task.fixed());
    if (bounds.size() <= most) {
      return new Neighbourhood(
          candidate, SweepRequest.sets(bounds, Candidates.grid(bounds, constraint)), 1);
    }
    TreeSet<Long> picked = new TreeSet<>(List.of(candidate));
    neighbours(bounds, candidate, seed)
        .filter(index -> constraint.refusal(bounds.values(index)).isEmpty())
        .forEach(picked::add);
    Candidates sample = Candidates.sample(bounds, most, seed, constraint);
    // A sample has its sets in order of index: those that are left out are to be any of them.
    shuffled(sample.indices(), seed).limit(most).forEach(index -> addUpTo(most, picked, index));
    List<ParameterSet> sets =
        picked.stream()
            .map(index -> new ParameterSet(index, List.copyOf(bounds.values(index).values())))
            .toList();
    return new Neighbourhood(candidate, sets, stretch(bounds.size(), sets.size()));
  }

  private static void addUpTo(int most, TreeSet<Long> picked, long index) {
    if (picked.size() < most) {
      picked.add(index);
    }
  }

  private static LongStream neighbours(ParameterSpace bounds, long candidate, long seed) {
    return shuffled(bounds.boxNeighbours(candidate), seed).limit(MOST_NEIGHBOURS);
  }

  private static LongStream shuffled(long[] indices, long seed) {
    long[] order = indices.clone();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      long swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return Arrays.stream(order);
  }

  private static double stretch(long all, int run) {
    return ExpectedMaximumSharpe.of((double) all, 1)
        / ExpectedMaximumSharpe.of(Math.max(2, run), 1);
  }
}
