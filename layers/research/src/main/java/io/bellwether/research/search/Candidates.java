package io.bellwether.research.search;

import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/** The parameter sets to try. */
public final class Candidates {
  private final long[] indices;
  private final long refused;
  private final Optional<String> firstRefusal;

  private Candidates(long[] indices, long refused, Optional<String> firstRefusal) {
    this.indices = indices;
    this.refused = refused;
    this.firstRefusal = firstRefusal;
  }

  /**
   * All sets of a part of a space that are not refused.
   *
   * @param from the first index
   * @param to one more than the last
   */
  public static Candidates grid(ParameterSpace space, long from, long to, Constraint constraint) {
    if (from < 0 || to > space.size() || from > to) {
      throw new IndexOutOfBoundsException("sets " + from + " to " + to + " of " + space.size());
    }
    return collect(space, LongStream.range(from, to), constraint, Long.MAX_VALUE);
  }

  /** All sets of a space that are not refused. */
  public static Candidates grid(ParameterSpace space, Constraint constraint) {
    return grid(space, 0, space.size(), constraint);
  }

  /**
   * Distinct sets that are not refused, drawn at random, each equally likely. All of them if there
   * are no more; fewer than asked too if 1,000 times as many draws have not brought enough.
   *
   * @param count how many, at least 1
   * @param seed the same seed draws the same sets
   */
  public static Candidates sample(
      ParameterSpace space, int count, long seed, Constraint constraint) {
    if (count < 1) {
      throw new IllegalArgumentException("a sample has at least 1 set, not " + count);
    }
    LongStream draws = space.shuffled(new SplittableRandom(seed)).limit(1_000L * count);
    return collect(space, draws, constraint, count);
  }

  private static Candidates collect(
      ParameterSpace space, LongStream sets, Constraint constraint, long most) {
    LongStream.Builder accepted = LongStream.builder();
    long count = 0;
    long refused = 0;
    Optional<String> first = Optional.empty();
    PrimitiveIterator.OfLong iterator = sets.iterator();
    while (count < most && iterator.hasNext()) {
      long index = iterator.nextLong();
      Optional<String> refusal = constraint.refusal(space.values(index));
      if (refusal.isPresent()) {
        refused++;
        first = first.or(() -> refusal);
      } else {
        accepted.add(index);
        count++;
      }
    }
    return new Candidates(accepted.build().sorted().toArray(), refused, first);
  }

  /** The number of sets to try. */
  public int size() {
    return indices.length;
  }

  /** The sets by their index in the space, rising. Shared: do not write. */
  public long[] indices() {
    return indices;
  }

  /** How many sets that were looked at make no sense; they are not trials. */
  public long refused() {
    return refused;
  }

  /** Why the first of them was refused. */
  public Optional<String> firstRefusal() {
    return firstRefusal;
  }
}
