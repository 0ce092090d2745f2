package io.bellwether.workbench.exchange;

import java.time.Instant;

/** Counts the requests of each minute of the virtual clock. */
final class RateLimit {
  private static final int SECONDS = 60;

  private final int perMinute;
  private long minute;
  private int used;

  RateLimit(int perMinute) {
    this.perMinute = perMinute;
  }

  /** Counts a request; whether it is within the limit. */
  boolean take(Instant now) {
    long current = now.getEpochSecond() / SECONDS;
    if (current != minute) {
      minute = current;
      used = 0;
    }
    if (used >= perMinute) {
      return false;
    }
    used++;
    return true;
  }

  int limit() {
    return perMinute;
  }

  int remaining() {
    return perMinute - used;
  }

  /** When the count starts anew, in seconds since the epoch. */
  long reset() {
    return (minute + 1) * SECONDS;
  }
}
