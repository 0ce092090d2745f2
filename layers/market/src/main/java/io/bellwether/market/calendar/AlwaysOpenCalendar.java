package io.bellwether.market.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** A market without a close, such as one for crypto: every day in UTC is a session of 24 hours. */
public final class AlwaysOpenCalendar implements TradingCalendar {
  private static final LocalDate FIRST = LocalDate.of(2009, 1, 3);
  private static final LocalDate LAST = LocalDate.of(2099, 12, 31);

  @Override
  public ZoneId zone() {
    return ZoneOffset.UTC;
  }

  /** The day of bitcoin's first block. */
  @Override
  public LocalDate firstDate() {
    return FIRST;
  }

  @Override
  public LocalDate lastDate() {
    return LAST;
  }

  @Override
  public Optional<Session> session(LocalDate date) {
    if (date.isBefore(FIRST) || date.isAfter(LAST)) {
      throw new UnknownSessionException(date, FIRST, LAST);
    }
    Instant open = date.atStartOfDay(ZoneOffset.UTC).toInstant();
    Instant close = date.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    return Optional.of(new Session(date, open, close, false));
  }
}
