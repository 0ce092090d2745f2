package io.bellwether.trading.analysis;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The candidates that run in the shadow of active versions, and what they decided. */
public interface ShadowStore {
  /** The shadow of a strategy, the last one if none runs. */
  Optional<Shadow> of(String strategy);

  /**
   * Stores the next revision and returns it; revision 0 means that none is stored yet.
   *
   * @throws io.bellwether.trading.ledger.ConcurrentUpdateException if the stored revision is not
   *     the one handed in
   */
  Shadow update(Shadow shadow);

  /** Stores a decision; false if there is one of that candidate and bar, which is left as it is. */
  boolean record(ShadowDecision decision);

  /** The decisions of a strategy's candidates on bars with {@code from <= bar < to}, in order. */
  List<ShadowDecision> decisions(String strategy, Instant from, Instant to);
}
