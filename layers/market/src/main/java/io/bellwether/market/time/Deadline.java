package io.bellwether.market.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The instant by which work has to be done, on a clock that is handed in. A Lambda invocation's
 * remaining time becomes one of these, and bounds every call inside.
 *
 * @param clock the clock
 * @param at when time is up
 */
public record Deadline(InstantSource clock, Instant at) {
  /** A deadline {@code duration} from now. */
  public static Deadline after(InstantSource clock, Duration duration) {
    return new Deadline(clock, clock.instant().plus(duration));
  }

  /** What is left; zero when time is up. */
  public Duration remaining() {
    Duration left = Duration.between(clock.instant(), at);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** Whether at least {@code needed} is left. */
  public boolean allows(Duration needed) {
    return remaining().compareTo(needed) >= 0;
  }

  /** The lesser of {@code limit} and what is left. */
  public Duration atMost(Duration limit) {
    Duration left = remaining();
    return left.compareTo(limit) < 0 ? left : limit;
  }
}
