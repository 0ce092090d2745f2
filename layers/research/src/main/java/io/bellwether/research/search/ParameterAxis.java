package io.bellwether.research.search;

import java.util.HashSet;
import java.util.List;

/**
 * One parameter of a search and the values it takes.
 *
 * @param name of the parameter
 * @param values as the strategy reads them, at least one, each once; in rising order if ordered
 * @param ordered whether the values are numbers, so that one next to another is its neighbour
 */
public record ParameterAxis(String name, List<String> values, boolean ordered) {
  public ParameterAxis {
    values = List.copyOf(values);
    if (values.isEmpty() || new HashSet<>(values).size() < values.size()) {
      throw new IllegalArgumentException(
          name + " needs at least one value and each once, not " + values);
    }
  }

  /** The number of values. */
  public int size() {
    return values.size();
  }
}
