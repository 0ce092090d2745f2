package io.bellwether.workbench.simulate;

/** What the account's owner has ordered, in the order of invocations. */
final class OwnersWord {
  private static final long NEVER = Long.MAX_VALUE;

  private long stoppedSince = NEVER;

  /** The kill switch was thrown, and its invocation answered; those that begin later know of it. */
  void stopped(long count) {
    stoppedSince = count;
  }

  /** Trading was enabled again, or is about to be. */
  void enabled() {
    stoppedSince = NEVER;
  }

  /** Whether an invocation began after the owner had stopped trading. */
  boolean stoppedBefore(long begun) {
    return begun > stoppedSince;
  }
}
