package io.bellwether.trading.signal;

import io.bellwether.strategy.Decision;
import java.util.Locale;
import java.util.Optional;

/**
 * What came of asking a strategy.
 *
 * @param outcome in one word
 * @param strategy the strategy asked
 * @param signal the signal, if there is one
 * @param decision the decision, if one was made
 * @param message for people
 */
public record TickResult(
    Outcome outcome,
    String strategy,
    Optional<Signal> signal,
    Optional<Decision> decision,
    String message) {
  /** What came of it, in one word. */
  public enum Outcome {
    /** A new signal. */
    DECIDED,
    /** The bar was decided before; nothing new. */
    REPEATED,
    /** A later bar was decided before: this tick comes out of order. */
    SUPERSEDED,
    /** No session: nothing to do. */
    CLOSED,
    /** The bar has not come: the next run is the retry. */
    MISSING_BAR,
    /** The bars cannot be trusted. */
    REJECTED,
    /** Indicators are not defined yet. */
    WARMING_UP,
    /** Decided without storing or sending. */
    DECISION_ONLY;

    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
