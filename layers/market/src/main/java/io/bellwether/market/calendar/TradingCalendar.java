package io.bellwether.market.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * The sessions of a venue. A day outside the known range is an {@link UnknownSessionException},
 * never a guess: nothing that adds exposure may happen on a day the calendar does not know.
 */
public interface TradingCalendar {
  /** The venue's time zone. */
  ZoneId zone();

  /** The first date the calendar knows. */
  LocalDate firstDate();

  /** The last date the calendar knows. */
  LocalDate lastDate();

  /**
   * The session of a date; empty on days without one.
   *
   * @throws UnknownSessionException if the date is outside the known range
   */
  Optional<Session> session(LocalDate date);

  /** The exchange's date at an instant. */
  default LocalDate dateAt(Instant instant) {
    return instant.atZone(zone()).toLocalDate();
  }

  /** When a date begins at the exchange. */
  default Instant startOfDay(LocalDate date) {
    return date.atStartOfDay(zone()).toInstant();
  }

  /** The session that is trading at an instant. */
  default Optional<Session> sessionAt(Instant instant) {
    return session(dateAt(instant)).filter(session -> session.contains(instant));
  }

  /** The first session with a date after {@code date}. */
  default Session nextSession(LocalDate date) {
    for (LocalDate day = date.plusDays(1); ; day = day.plusDays(1)) {
      Optional<Session> session = session(day);
      if (session.isPresent()) {
        return session.get();
      }
    }
  }

  /** The last session with a date before {@code date}. */
  default Session previousSession(LocalDate date) {
    for (LocalDate day = date.minusDays(1); ; day = day.minusDays(1)) {
      Optional<Session> session = session(day);
      if (session.isPresent()) {
        return session.get();
      }
    }
  }
}
