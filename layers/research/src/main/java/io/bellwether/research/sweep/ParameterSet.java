package io.bellwether.research.sweep;

import java.util.List;

/**
 * A parameter set to try.
 *
 * @param index what tells it from the others of its sweep, not negative
 * @param values a text for each of the sweep's {@link SweepTask#names}, in their order
 */
public record ParameterSet(long index, List<String> values) {
  public ParameterSet {
    values = List.copyOf(values);
    if (index < 0) {
      throw new IllegalArgumentException("the index of a set must not be negative: " + index);
    }
  }
}
