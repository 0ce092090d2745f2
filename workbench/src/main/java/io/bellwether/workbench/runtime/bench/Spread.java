package io.bellwether.workbench.runtime.bench;

import java.util.Collection;
import java.util.List;

/**
 * What was measured, summed up.
 *
 * @param median the value in the middle; of an even number, the lower of the two
 */
record Spread(double least, double median, double most) {
  static Spread of(Collection<? extends Number> values) {
    List<Double> sorted = values.stream().map(Number::doubleValue).sorted().toList();
    return new Spread(sorted.getFirst(), sorted.get((sorted.size() - 1) / 2), sorted.getLast());
  }
}
