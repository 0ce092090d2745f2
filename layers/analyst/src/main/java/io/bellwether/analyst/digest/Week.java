package io.bellwether.analyst.digest;

import io.bellwether.market.calendar.Session;
import io.bellwether.market.calendar.TradingCalendar;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Locale;

/**
 * A week of trading, Monday to Sunday (ISO 8601).
 *
 * @param monday its first day
 * @param sessions its sessions, in order; one or more
 */
record Week(LocalDate monday, List<Session> sessions) {
  /**
   * The last week that is over at a time: whose last session has closed. The name and the time of
   * its digest are the week's, so one of a week that goes on would be taken for the whole one.
   */
  static Week lastOver(Instant time, TradingCalendar calendar) {
    LocalDate date = calendar.dateAt(time);
    Session next =
        calendar
            .session(date)
            .filter(session -> time.isBefore(session.close()))
            .orElseGet(() -> calendar.nextSession(date));
    Week goingOn = of(next.date(), calendar);
    return of(calendar.previousSession(goingOn.monday()).date(), calendar);
  }

  private static Week of(LocalDate session, TradingCalendar calendar) {
    LocalDate monday = session.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    return new Week(
        monday,
        monday
            .datesUntil(monday.plusWeeks(1))
            .flatMap(day -> calendar.session(day).stream())
            .toList());
  }

  Session last() {
    return sessions.getLast();
  }

  LocalDate sunday() {
    return monday.plusDays(6);
  }

  /** The month of its last session. */
  YearMonth month() {
    return YearMonth.from(last().date());
  }

  /** Such as {@code 2026-W47}. */
  String name() {
    return String.format(
        Locale.ROOT,
        "%d-W%02d",
        monday.get(IsoFields.WEEK_BASED_YEAR),
        monday.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
  }
}
