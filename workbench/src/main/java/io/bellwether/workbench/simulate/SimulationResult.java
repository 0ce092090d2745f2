package io.bellwether.workbench.simulate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What came of runs, whichever and however many: results add up, in any order.
 *
 * @param figures how much was simulated
 * @param coverage what went wrong where; not to be changed any more
 * @param broken how many runs broke a promise
 * @param failures the first of these by seed, at most {@link #MOST_FAILURES}
 */
public record SimulationResult(
    Figures figures, Coverage coverage, long broken, List<Failure> failures) {
  /** A broken build breaks every run; nobody reads more of them. */
  public static final int MOST_FAILURES = 20;

  public SimulationResult {
    failures =
        failures.stream()
            .sorted(Comparator.comparingLong(Failure::seed))
            .limit(MOST_FAILURES)
            .toList();
  }

  /** Of nothing. */
  public static SimulationResult none() {
    return new SimulationResult(Figures.NONE, new Coverage(), 0, List.of());
  }

  /** Both together. */
  public SimulationResult plus(SimulationResult other) {
    Coverage both = new Coverage();
    both.add(coverage);
    both.add(other.coverage);
    List<Failure> all = new ArrayList<>(failures);
    all.addAll(other.failures);
    return new SimulationResult(figures.plus(other.figures), both, broken + other.broken, all);
  }
}
