package io.bellwether.market.calendar;

import java.time.Instant;
import java.time.LocalDate;

/**
 * One regular trading session.
 *
 * @param date the exchange's date
 * @param open the first instant of continuous trading
 * @param close the instant trading ends, exclusive
 * @param earlyClose whether the session is cut short
 */
public record Session(LocalDate date, Instant open, Instant close, boolean earlyClose) {
  public Session {
    if (!open.isBefore(close)) {
      throw new IllegalArgumentException("session " + date + " closes before it opens");
    }
  }

  /** Whether {@code open <= instant < close}. */
  public boolean contains(Instant instant) {
    return !instant.isBefore(open) && instant.isBefore(close);
  }
}
