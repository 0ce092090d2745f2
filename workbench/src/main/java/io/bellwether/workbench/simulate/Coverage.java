package io.bellwether.workbench.simulate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How often each kind of fault was injected at each step of the protocol. */
public final class Coverage {
  private final Map<FaultKind, long[]> counts = new EnumMap<>(FaultKind.class);
  private final long[] steps = new long[Step.values().length];

  void count(FaultKind kind, Step step) {
    count(kind, step, 1);
  }

  void count(FaultKind kind, Step step, long times) {
    counts.computeIfAbsent(kind, k -> new long[Step.values().length])[step.ordinal()] += times;
  }

  /** Counts that a step was taken, whether or not anything went wrong. */
  void passed(Step step) {
    passed(step, 1);
  }

  void passed(Step step, long times) {
    steps[step.ordinal()] += times;
  }

  /** How often a kind of fault was injected at a step. */
  public long of(FaultKind kind, Step step) {
    long[] row = counts.get(kind);
    return row == null ? 0 : row[step.ordinal()];
  }

  /** How often a step was taken. */
  public long of(Step step) {
    return steps[step.ordinal()];
  }

  /** How many steps were taken. */
  long steps() {
    return Arrays.stream(steps).sum();
  }

  /** Adds what was counted elsewhere. */
  public void add(Coverage other) {
    other.counts.forEach(
        (kind, row) -> {
          long[] mine = counts.computeIfAbsent(kind, k -> new long[row.length]);
          for (int i = 0; i < row.length; i++) {
            mine[i] += row[i];
          }
        });
    for (int i = 0; i < steps.length; i++) {
      steps[i] += other.steps[i];
    }
  }

  /** The cells that could have been filled and are empty, such as {@code halt at day}. */
  public List<String> gaps() {
    List<String> gaps = new ArrayList<>();
    for (FaultKind kind : FaultKind.values()) {
      for (Step step : Step.values()) {
        if (kind.isPossibleAt(step) && of(kind, step) == 0) {
          gaps.add(kind.label() + " at " + step.label());
        }
      }
    }
    return gaps;
  }

  /** The steps that were taken though nothing is said to go wrong there: they need faults. */
  public List<String> surprises() {
    List<String> surprises = new ArrayList<>();
    for (Step step : Step.values()) {
      if (of(step) > 0
          && Arrays.stream(FaultKind.values()).noneMatch(kind -> kind.isPossibleAt(step))) {
        surprises.add(step.label());
      }
    }
    return surprises;
  }
}
