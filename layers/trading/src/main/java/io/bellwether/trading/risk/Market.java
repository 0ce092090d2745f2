package io.bellwether.trading.risk;

import java.time.LocalDate;

/**
 * Where the market stands at one moment.
 *
 * @param date the exchange's date
 * @param phase what orders it takes
 */
public record Market(LocalDate date, Phase phase) {
  /** What orders the market takes. */
  public enum Phase {
    /** It trades. */
    SESSION,
    /** It collects orders for the opening auction. */
    BEFORE_OPEN,
    CLOSED
  }
}
