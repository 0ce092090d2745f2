package io.bellwether.market.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The sessions of venues that never close, such as exchanges of crypto-currencies: each day from
 * midnight to midnight, UTC.
 */
public final class ContinuousCalendar implements TradingCalendar {
  /** The day of Bitcoin's first block. */
  private static final LocalDate FIRST_DATE = LocalDate.of(2009, 1, 3);

  private static final LocalDate LAST_DATE = LocalDate.of(2099, 12, 31);

  @Override
  public ZoneId zone() {
    return ZoneOffset.UTC;
  }

  @Override
  public LocalDate firstDate() {
    return FIRST_DATE;
  }

  @Override
  public LocalDate lastDate() {
    return LAST_DATE;
  }

  @Override
  public Optional<Session> session(LocalDate date) {
    if (date.isBefore(FIRST_DATE) || date.isAfter(LAST_DATE)) {
      throw new UnknownSessionException(date, FIRST_DATE, LAST_DATE);
    }
    Instant midnight = date.atStartOfDay(ZoneOffset.UTC).toInstant();
    Instant next = date.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    return Optional.of(new Session(date, midnight, next, false));
  }
}
