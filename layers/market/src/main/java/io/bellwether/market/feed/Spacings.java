package io.bellwether.market.feed;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The distances between neighbours of a series. */
final class Spacings {
  private Spacings() {}

  /** The most frequent distance, the smallest if several are; empty if there are no two bars. */
  static Optional<Long> mostFrequent(long[] startMillis, int size) {
    Map<Long, Integer> counts = new HashMap<>();
    // Equal distances come in runs: a session of bars, then a night.
    for (int i = 1; i < size; ) {
      long spacing = startMillis[i] - startMillis[i - 1];
      int first = i;
      while (i < size && startMillis[i] - startMillis[i - 1] == spacing) {
        i++;
      }
      counts.merge(spacing, i - first, Integer::sum);
    }
    return counts.entrySet().stream()
        .max(
            Map.Entry.<Long, Integer>comparingByValue()
                .thenComparing(Map.Entry.<Long, Integer>comparingByKey().reversed()))
        .map(Map.Entry::getKey);
  }
}
