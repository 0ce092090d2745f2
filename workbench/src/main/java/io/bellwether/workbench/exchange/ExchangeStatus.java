package io.bellwether.workbench.exchange;

import java.util.Locale;

/** The states of an order that this exchange reports; Alpaca has more. */
public enum ExchangeStatus {
  /** Accepted while the market is closed. */
  ACCEPTED,
  /** Accepted while the market is open, not acknowledged yet. */
  PENDING_NEW,
  NEW,
  /** A child that waits for its parent to fill. */
  HELD,
  PARTIALLY_FILLED,
  FILLED,
  CANCELED,
  EXPIRED,
  REPLACED;

  /** The word used on the wire. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether more may happen to the order. */
  public boolean isOpen() {
    return switch (this) {
      case ACCEPTED, PENDING_NEW, NEW, HELD, PARTIALLY_FILLED -> true;
      case FILLED, CANCELED, EXPIRED, REPLACED -> false;
    };
  }
}
