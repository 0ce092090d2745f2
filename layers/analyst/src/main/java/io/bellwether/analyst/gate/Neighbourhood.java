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
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The sets that a candidate is seen among. Choices are made among all sets that may be proposed,
 * or, where they are too many to be run over and over, among a random sample of them. The candidate
 * and the sets beside it have no privilege there: they were found with all days in view, so that a
 * choice among sets picked around it would know the future.
 *
 * @param candidate its index in the bounds
 * @param sample what a choice is made among, in order of index; the candidate is among them if all
 *     sets are, or by chance
 * @param beside the candidate and its neighbours, where the sample may lack them: what the plateau
 *     is seen by, in order of index
 * @param stretch by what the lead of the best of the sample over its mean, on a market without
 *     pattern, is to be multiplied to stand for the best of all: the ratio of the expected maxima
 *     of as many independent trials, 1 where all sets are run. Sets are alike, so that it is more
 *     than is due
 */
record Neighbourhood(
    long candidate, List<ParameterSet> sample, List<ParameterSet> beside, double stretch) {
  /** Of many axes there are thousands, whose mean these tell well enough. */
  private static final int MOST_NEIGHBOURS = 80;

  /**
   * Picks the sets.
   *
   * @param candidate its index in the bounds, accepted by the strategy
   * @param most how many sets a sample has at most
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
          candidate, SweepRequest.sets(bounds, Candidates.grid(bounds, constraint)), List.of(), 1);
    }
    List<ParameterSet> sample =
        SweepRequest.sets(bounds, Candidates.sample(bounds, most, seed, constraint));
    List<ParameterSet> beside =
        LongStream.concat(LongStream.of(candidate), neighbours(bounds, candidate, seed))
            .filter(index -> constraint.refusal(bounds.values(index)).isEmpty())
            .sorted()
            .mapToObj(index -> new ParameterSet(index, List.copyOf(bounds.values(index).values())))
            .toList();
    return new Neighbourhood(candidate, sample, beside, stretch(bounds.size(), sample.size()));
  }

  /** Everything that is run on the real market, in order of index. */
  List<ParameterSet> sets() {
    TreeMap<Long, ParameterSet> sets = new TreeMap<>();
    Stream.concat(sample.stream(), beside.stream()).forEach(set -> sets.put(set.index(), set));
    return List.copyOf(sets.values());
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
