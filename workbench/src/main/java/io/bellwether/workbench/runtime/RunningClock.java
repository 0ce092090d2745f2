package io.bellwether.workbench.runtime;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that starts at any time and runs on from there as fast as any other. */
final class RunningClock implements InstantSource {
  private final Instant start;
  private final long startNanos = System.nanoTime();

  RunningClock(Instant start) {
    this.start = start;
  }

  @Override
  public Instant instant() {
    return start.plus(Duration.ofNanos(System.nanoTime() - startNanos));
  }
}
