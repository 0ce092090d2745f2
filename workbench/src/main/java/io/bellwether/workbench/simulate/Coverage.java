package io.bellwether.workbench.simulate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How often each kind of fault was injected at each step of the protocol. */
public final class Coverage {
  private final Map<FaultKind, Map<Step, Count>> counts = new EnumMap<>(FaultKind.class);
  private final Map<Step, Count> steps = new EnumMap<>(Step.class);

  /** A number that goes up. */
  private static final class Count {
    private long times;
  }

  void count(FaultKind kind, Step step) {
    count(kind, step, 1);
  }

  void count(FaultKind kind, Step step, long times) {
    raise(counts.computeIfAbsent(kind, key -> new EnumMap<>(Step.class)), step, times);
  }

  /** Counts that a step was taken, whether or not anything went wrong. */
  void passed(Step step) {
    passed(step, 1);
  }

  void passed(Step step, long times) {
    raise(steps, step, times);
  }

  private static void raise(Map<Step, Count> of, Step step, long times) {
    of.computeIfAbsent(step, key -> new Count()).times += times;
  }

  private static long times(Map<Step, Count> of, Step step) {
    Count count = of.get(step);
    return count == null ? 0 : count.times;
  }

  /** How often a kind of fault was injected at a step. */
  public long of(FaultKind kind, Step step) {
    return times(counts.getOrDefault(kind, Map.of()), step);
  }

  /** How often a step was taken. */
  public long of(Step step) {
    return times(steps, step);
  }

  /** How many steps were taken. */
  long steps() {
    return steps.values().stream().mapToLong(count -> count.times).sum();
  }

  /** Adds what was counted elsewhere. */
  public void add(Coverage other) {
    other.counts.forEach(
        (kind, row) -> row.forEach((step, count) -> count(kind, step, count.times)));
    other.steps.forEach((step, count) -> passed(step, count.times));
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
