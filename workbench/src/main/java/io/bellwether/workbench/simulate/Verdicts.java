package io.bellwether.workbench.simulate;

import io.bellwether.workbench.replay.VirtualClock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps the first promise that a run breaks. Kept, not thrown: a handler would catch it. */
final class Verdicts {
  /** What a line of the trace begins with that says that a promise was broken. */
  static final String MARK = "### ";

  private final VirtualClock clock;
  private final Trace trace;
  private @Nullable Violation first;

  Verdicts(VirtualClock clock, Trace trace) {
    this.clock = clock;
    this.trace = trace;
  }

  void broken(String invariant, String message) {
    Violation violation = new Violation(invariant, clock.instant(), message);
    trace.say(clock.instant(), () -> MARK + violation);
    if (first == null) {
      first = violation;
    }
  }

  Optional<Violation> first() {
    return Optional.ofNullable(first);
  }
}
