package io.bellwether.market.calendar;

import java.time.LocalDate;

/** Thrown when a calendar is asked about a date it does not know. */
public final class UnknownSessionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnknownSessionException(LocalDate date, LocalDate first, LocalDate last) {
    super(
        "the trading calendar knows "
            + first
            + " to "
            + last
            + ", not "
            + date
            + ": no new exposure; update the calendar");
  }
}
