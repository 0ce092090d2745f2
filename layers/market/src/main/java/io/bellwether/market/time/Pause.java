package io.bellwether.market.time;

import java.time.Duration;

/** Waiting, handed in so that a replay moves its clock instead and no test sleeps. */
@FunctionalInterface
public interface Pause {
  /** Waits. Returns early, with the thread's interrupt flag set, if interrupted. */
  void of(Duration duration);

  /** Sleeps on the wall clock. */
  static Pause sleeping() {
    return duration -> {
      try {
        Thread.sleep(duration);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    };
  }
}
