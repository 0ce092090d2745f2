package io.bellwether.cloud.lambda;

import io.bellwether.market.time.Deadline;
import java.util.Optional;

/** What the code deep inside an invocation may know of it without being handed it. */
public final class Invocation {
  private static final ScopedValue<Deadline> DEADLINE = ScopedValue.newInstance();

  private Invocation() {}

  /** When the invocation's time is up; empty outside of one. */
  public static Optional<Deadline> deadline() {
    return DEADLINE.isBound() ? Optional.of(DEADLINE.get()) : Optional.empty();
  }

  /** Works within a deadline. */
  static <T> T within(Deadline deadline, ScopedValue.CallableOp<T, RuntimeException> work) {
    return ScopedValue.where(DEADLINE, deadline).call(work);
  }
}
