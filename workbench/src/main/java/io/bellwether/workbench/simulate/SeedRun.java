package io.bellwether.workbench.simulate;

import io.bellwether.cloud.dynamo.ItemStore;
import io.bellwether.workbench.cloud.MemoryItemStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What came of one seed.
 *
 * @param result the same, to be added to others
 * @param violation the promise it broke first
 * @param injected the faults, in order
 * @param lines the trace in words, if it was asked for
 */
public record SeedRun(
    SimulationResult result,
    Optional<Violation> violation,
    List<InjectedFault> injected,
    List<String> lines) {
  /** That the run itself came to an end, instead of failing under it. */
  static final String RUNS_THROUGH = "the run goes through";

  /** Where the state of a run is kept in memory. */
  public static final Supplier<ItemStore> MEMORY = () -> new MemoryItemStore("simulation");

  public SeedRun {
    injected = List.copyOf(injected);
    lines = List.copyOf(lines);
  }

  /**
   * Runs a seed.
   *
   * @param days how many, of which the last is not begun once a promise is broken
   * @param allowed the faults that may be injected
   * @param inWords whether to keep the trace in words
   * @param stores makes an empty store for its state
   */
  public static SeedRun of(
      long seed,
      int days,
      Predicate<InjectedFault> allowed,
      boolean inWords,
      Supplier<ItemStore> stores) {
    Run run = new Run(seed, days, allowed, inWords, stores.get());
    Optional<Violation> violation = carriedOut(run);
    Figures figures =
        new Figures(
            1,
            run.daysDone(),
            run.invocations(),
            run.coverage().steps(),
            run.faults().injected().size(),
            run.exchange().orders().size(),
            run.exchange().fills().size(),
            Chance.mix(run.trace().bits() + Chance.mix(seed)));
    List<Failure> failures =
        violation.stream().map(broken -> new Failure(seed, run.day(), broken)).toList();
    SimulationResult result =
        new SimulationResult(figures, run.coverage(), failures.size(), failures);
    return new SeedRun(result, violation, run.faults().injected(), run.trace().lines());
  }

  /** Runs it, and returns what it broke. */
  private static Optional<Violation> carriedOut(Run run) {
    try {
      run.run();
      return run.violation();
    } catch (RuntimeException | KilledError e) {
      return Optional.of(run.violation().orElseGet(() -> failed(run.now(), e)));
    }
  }

  private static Violation failed(Instant now, Throwable e) {
    StackTraceElement[] frames = e.getStackTrace();
    return new Violation(RUNS_THROUGH, now, e + (frames.length == 0 ? "" : " at " + frames[0]));
  }

  /** The day on which the promise was broken, the first being 1. */
  int day() {
    return result.failures().getFirst().day();
  }
}
