package io.bellwether.workbench.exchange;

import io.bellwether.market.calendar.Session;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.market.calendar.UnknownSessionException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/** New York's hours in 2024, with the few special days these tests use. */
final class SmallCalendar implements TradingCalendar {
  static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  private static final Set<LocalDate> HOLIDAYS =
      Set.of(LocalDate.parse("2024-01-01"), LocalDate.parse("2024-07-04"));
  private static final Set<LocalDate> EARLY_CLOSES = Set.of(LocalDate.parse("2024-07-03"));

  /** An instant from a date and time in New York. */
  static Instant newYork(String dateAndTime) {
    return java.time.LocalDateTime.parse(dateAndTime).atZone(NEW_YORK).toInstant();
  }

  @Override
  public ZoneId zone() {
    return NEW_YORK;
  }

  @Override
  public LocalDate firstDate() {
    return LocalDate.parse("2024-01-01");
  }

  @Override
  public LocalDate lastDate() {
    return LocalDate.parse("2024-12-31");
  }

  @Override
  public Optional<Session> session(LocalDate date) {
    if (date.isBefore(firstDate()) || date.isAfter(lastDate())) {
      throw new UnknownSessionException(date, firstDate(), lastDate());
    }
    if (date.getDayOfWeek() == DayOfWeek.SATURDAY
        || date.getDayOfWeek() == DayOfWeek.SUNDAY
        || HOLIDAYS.contains(date)) {
      return Optional.empty();
    }
    boolean early = EARLY_CLOSES.contains(date);
    return Optional.of(
        new Session(
            date,
            date.atTime(LocalTime.of(9, 30)).atZone(NEW_YORK).toInstant(),
            date.atTime(LocalTime.of(early ? 13 : 16, 0)).atZone(NEW_YORK).toInstant(),
            early));
  }
}
