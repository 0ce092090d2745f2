package io.bellwether.market.feed;

import io.bellwether.market.http.HttpAnswer;
import io.bellwether.market.time.Deadline;
import io.bellwether.market.time.Pause;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Twelve Data's credits of the current minute, shared by all requests of a process. They come back
 * with the next minute of the clock, so a request that finds none waits for it, if it has the time.
 * Thread-safe.
 */
final class TwelveDataCredits {
  /** Twelve Data's clock may be behind ours by this much. */
  private static final Duration SLACK = Duration.ofSeconds(1);

  /** What a request needs after the wait. */
  private static final Duration CALL = Duration.ofSeconds(2);

  private static final String LEFT = "api-credits-left";

  private final Pause pause;
  private volatile Instant usedUpUntil = Instant.MIN;

  TwelveDataCredits(Pause pause) {
    this.pause = pause;
  }

  /** Learns from an answer whether credits are left. */
  void note(HttpAnswer answer, Instant now) {
    if (answer.header(LEFT).map(String::strip).filter("0"::equals).isPresent()) {
      usedUp(now);
    }
  }

  /** The credits of this minute are used up. */
  void usedUp(Instant now) {
    usedUpUntil = now.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES).plus(SLACK);
  }

  /** When there are credits again; in the past if there are some. */
  Instant available() {
    return usedUpUntil;
  }

  /** Waits until there are credits; false, at once, if the deadline does not allow that. */
  boolean await(Deadline deadline) {
    Instant now = deadline.clock().instant();
    if (!usedUpUntil.isAfter(now)) {
      return true;
    }
    Duration wait = Duration.between(now, usedUpUntil);
    if (!deadline.allows(wait.plus(CALL))) {
      return false;
    }
    pause.of(wait);
    return !Thread.currentThread().isInterrupted();
  }
}
