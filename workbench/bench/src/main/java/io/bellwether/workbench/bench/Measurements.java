package io.bellwether.workbench.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was measured, by name; milliseconds unless the name says otherwise. */
final class Measurements {
  private final Map<String, List<Double>> values = new LinkedHashMap<>();

  void add(String name, double value) {
    values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
  }

  /** All values of each name, in the order measured. */
  Map<String, List<Double>> all() {
    return values;
  }

  /** Whether there is a value of a name that begins so. */
  boolean any(String beginning) {
    return values.keySet().stream().anyMatch(name -> name.startsWith(beginning));
  }

  /** The median; NaN if nothing of that name was measured. */
  double median(String name) {
    double[] sorted =
        values.getOrDefault(name, List.of()).stream().mapToDouble(Double::doubleValue).toArray();
    if (sorted.length == 0) {
      return Double.NaN;
    }
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  double ratio(String name, String yardstick) {
    return median(name) / median(yardstick);
  }
}
