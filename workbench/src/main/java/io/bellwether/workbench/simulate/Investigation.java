package io.bellwether.workbench.simulate;

import io.bellwether.cloud.dynamo.ItemStore;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Why a run broke a promise, as far as a machine can say it.
 *
 * @param failure what is looked into
 * @param faults the few that the same promise is broken with
 * @param injected how many there were
 * @param days that are enough for it
 * @param reruns it took to find out
 * @param complete whether each of the faults is needed; otherwise the reruns were used up
 * @param trace of the run with these faults alone, in words, up to the violation
 */
public record Investigation(
    Failure failure,
    List<InjectedFault> faults,
    int injected,
    int days,
    int reruns,
    boolean complete,
    List<String> trace) {
  /** The lines of the trace up to the violation that are shown. */
  private static final int LINES = 60;

  public Investigation {
    faults = List.copyOf(faults);
    trace = List.copyOf(trace);
  }

  /**
   * Looks into a seed.
   *
   * @param days of the run that broke a promise
   * @param mostReruns how often the seed is run again at most
   * @throws IllegalArgumentException if it breaks none
   */
  public static Investigation of(long seed, int days, int mostReruns, Supplier<ItemStore> stores) {
    SeedRun whole = SeedRun.of(seed, days, fault -> true, false, stores);
    Violation violation =
        whole
            .violation()
            .orElseThrow(() -> new IllegalArgumentException("seed " + seed + " breaks no promise"));
    Shrinker.Schedule schedule =
        new Shrinker(
                (some, allowed) -> {
                  SeedRun run = SeedRun.of(seed, some, allowed::contains, false, stores);
                  return run.violation()
                      .map(broken -> new Shrinker.Broken(broken.invariant(), run.day()));
                },
                violation.invariant(),
                mostReruns)
            .shrink(whole.injected(), whole.day());
    Set<InjectedFault> left = Set.copyOf(schedule.faults());
    SeedRun again = SeedRun.of(seed, schedule.days(), left::contains, true, stores);
    return new Investigation(
        again.result().failures().getFirst(),
        again.injected(),
        whole.injected().size(),
        schedule.days(),
        schedule.reruns(),
        schedule.complete(),
        around(again.lines()));
  }

  /** The lines up to the violation and a few after it. */
  private static List<String> around(List<String> lines) {
    int at = 0;
    while (at < lines.size() && !lines.get(at).contains(Verdicts.MARK)) {
      at++;
    }
    return lines.subList(
        Math.max(0, Math.min(at, lines.size()) - LINES), Math.min(lines.size(), at + 1));
  }
}
