package io.bellwether.cloud.lambda;

import io.bellwether.market.time.Deadline;
import java.util.Optional;

/** The deadline of the running invocation, for code that is not handed it. */
public final class InvocationDeadline {
  private static final ScopedValue<Deadline> DEADLINE = ScopedValue.newInstance();

  private InvocationDeadline() {}

  /** When the invocation's time is up; empty outside of one. */
  public static Optional<Deadline> current() {
    return DEADLINE.isBound() ? Optional.of(DEADLINE.get()) : Optional.empty();
  }

  /** Works within a deadline. */
  static <T> T within(Deadline deadline, ScopedValue.CallableOp<T, RuntimeException> work) {
    return ScopedValue.where(DEADLINE, deadline).call(work);
  }
}
