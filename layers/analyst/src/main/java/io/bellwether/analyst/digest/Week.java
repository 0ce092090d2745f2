package io.bellwether.analyst.digest;

import io.bellwether.market.calendar.Session;
import io.bellwether.market.calendar.TradingCalendar;
import java.time.DayOfWeek;
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
 * @param sessions its sessions, in order; none in a week of holidays
 */
record Week(LocalDate monday, List<Session> sessions) {
  /** The week of a date. */
  static Week of(LocalDate date, TradingCalendar calendar) {
    LocalDate monday = date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    return new Week(
        monday,
        monday
            .datesUntil(monday.plusWeeks(1))
            .flatMap(day -> calendar.session(day).stream())
            .toList());
  }

  LocalDate sunday() {
    return monday.plusDays(6);
  }

  /** The month of its last session, or of its Monday if it has none. */
  YearMonth month() {
    return YearMonth.from(sessions.isEmpty() ? monday : sessions.getLast().date());
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
