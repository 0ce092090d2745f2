package io.bellwether.research.sweep;

import io.bellwether.research.search.Candidates;
import io.bellwether.research.search.ParameterSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A whole sweep: a strategy, and the parameter sets to try.
 *
 * @param task what is the same for all sets
 * @param sets the sets, each with an index of its own
 */
public record SweepRequest(SweepTask task, List<ParameterSet> sets) {
  public SweepRequest {
    sets = List.copyOf(sets);
  }

  /** The sets of a space as lists of values, in the order of its axes. */
  public static List<ParameterSet> sets(ParameterSpace space, Candidates candidates) {
    return Arrays.stream(candidates.indices())
        .mapToObj(index -> new ParameterSet(index, List.copyOf(space.values(index).values())))
        .toList();
  }

  /**
   * Cuts the sweep into pieces.
   *
   * @param order the order in which sets come, as positions in {@link #sets}
   * @param size how many sets a piece has at most, at least 1
   */
  List<SweepChunk> split(int[] order, int size) {
    List<SweepChunk> chunks = new ArrayList<>();
    for (int from = 0; from < order.length; from += size) {
      List<ParameterSet> part = new ArrayList<>();
      for (int i = from; i < Math.min(order.length, from + size); i++) {
        part.add(sets.get(order[i]));
      }
      chunks.add(new SweepChunk(task, part));
    }
    return chunks;
  }

  /** Cuts the sweep into pieces of at most {@code size} sets, in the order of the sets. */
  public List<SweepChunk> split(int size) {
    return split(IntStream.range(0, sets.size()).toArray(), size);
  }
}
