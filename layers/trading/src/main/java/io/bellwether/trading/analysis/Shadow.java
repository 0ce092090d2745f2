package io.bellwether.trading.analysis;

import java.time.Instant;
import java.util.Optional;

/**
 * A version of a strategy that is asked at each tick beside the active one, and whose answers
 * nobody carries out. A strategy has one at most.
 *
 * @param strategy the strategy
 * @param version the candidate
 * @param since ticks from then on ask it
 * @param author who wants to know
 * @param until when that ended; absent while it runs
 * @param revision counts changes; 0 if none is stored yet
 */
public record Shadow(
    String strategy,
    int version,
    Instant since,
    String author,
    Optional<Instant> until,
    long revision) {
  public Shadow {
    if (version < 1) {
      throw new IllegalArgumentException("versions are numbered from 1, not " + version);
    }
  }

  /** The same shadow, ended. */
  public Shadow endedAt(Instant end) {
    return new Shadow(strategy, version, since, author, Optional.of(end), revision);
  }

  /** Whether ticks ask it. */
  public boolean isRunning() {
    return until.isEmpty();
  }
}
