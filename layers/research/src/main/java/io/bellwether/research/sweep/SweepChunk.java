package io.bellwether.research.sweep;

import java.util.List;

/**
 * A piece of a sweep, complete in itself: another process can run it, from its JSON alone.
 *
 * @param task what all pieces have in common
 * @param sets the sets of this piece
 */
public record SweepChunk(SweepTask task, List<ParameterSet> sets) {
  public SweepChunk {
    sets = List.copyOf(sets);
  }
}
