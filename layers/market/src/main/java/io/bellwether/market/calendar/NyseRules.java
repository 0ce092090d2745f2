package io.bellwether.market.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;
import java.util.Set;

/**
 * Which days the New York Stock Exchange closes, and on which it closes at 13:00, since 1999: NYSE
 * Rule 7.2 and the circulars that went beyond it. Nasdaq keeps the same days.
 */
final class NyseRules {
  /** Closures no rule gives: terror, hurricane, and days of mourning for presidents. */
  private static final Set<LocalDate> SPECIAL_CLOSURES =
      Set.of(
          LocalDate.of(2001, 9, 11),
          LocalDate.of(2001, 9, 12),
          LocalDate.of(2001, 9, 13),
          LocalDate.of(2001, 9, 14),
          LocalDate.of(2004, 6, 11),
          LocalDate.of(2007, 1, 2),
          LocalDate.of(2012, 10, 29),
          LocalDate.of(2012, 10, 30),
          LocalDate.of(2018, 12, 5),
          LocalDate.of(2025, 1, 9));

  /** Early closes no rule gives: the eve of 2000, and the Friday after Christmas of 2003. */
  private static final Set<LocalDate> SPECIAL_EARLY_CLOSES =
      Set.of(LocalDate.of(1999, 12, 31), LocalDate.of(2003, 12, 26));

  private static final int FIRST_JUNETEENTH = 2022;

  private NyseRules() {}

  static boolean isWeekend(LocalDate date) {
    DayOfWeek day = date.getDayOfWeek();
    return day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY;
  }

  /** Whether there is no session; weekends included. */
  static boolean isClosed(LocalDate date) {
    return isWeekend(date) || isHoliday(date) || SPECIAL_CLOSURES.contains(date);
  }

  private static boolean isHoliday(LocalDate date) {
    int year = date.getYear();
    return switch (date.getMonth()) {
      case JANUARY -> isNewYear(date) || date.equals(nth(3, DayOfWeek.MONDAY, date));
      case FEBRUARY -> date.equals(nth(3, DayOfWeek.MONDAY, date));
      case MARCH, APRIL -> date.equals(easter(year).minusDays(2));
      case MAY -> date.equals(date.with(TemporalAdjusters.lastInMonth(DayOfWeek.MONDAY)));
      case JUNE -> year >= FIRST_JUNETEENTH && date.equals(observed(date.withDayOfMonth(19)));
      case JULY -> date.equals(observed(date.withDayOfMonth(4)));
      case SEPTEMBER -> date.equals(nth(1, DayOfWeek.MONDAY, date));
      case NOVEMBER -> date.equals(thanksgiving(year));
      case DECEMBER -> date.equals(observed(date.withDayOfMonth(25)));
      case AUGUST, OCTOBER -> false;
    };
  }

  /** A New Year's Day on a Saturday is not observed: the old year's last Friday is a full day. */
  private static boolean isNewYear(LocalDate date) {
    return date.getDayOfMonth() == 1
        || (date.getDayOfMonth() == 2 && date.getDayOfWeek() == DayOfWeek.MONDAY);
  }

  /** Whether a day that has a session ends at 13:00. */
  static boolean closesEarly(LocalDate date) {
    return date.equals(thanksgiving(date.getYear()).plusDays(1))
        || isChristmasEve(date)
        || isBesideIndependenceDay(date)
        || SPECIAL_EARLY_CLOSES.contains(date);
  }

  /** December 24 from Monday to Thursday; on a Friday it is the observed holiday itself. */
  private static boolean isChristmasEve(LocalDate date) {
    return date.getMonth() == Month.DECEMBER
        && date.getDayOfMonth() == 24
        && date.getDayOfWeek().getValue() <= DayOfWeek.THURSDAY.getValue();
  }

  /**
   * July 3 from Monday to Thursday. Until 2012 a Wednesday the 3rd was a full day, and Friday the
   * 5th was short instead.
   */
  private static boolean isBesideIndependenceDay(LocalDate date) {
    if (date.getMonth() != Month.JULY) {
      return false;
    }
    boolean fridayAfter = date.getYear() < 2013;
    DayOfWeek weekday = date.getDayOfWeek();
    return switch (date.getDayOfMonth()) {
      case 3 ->
          weekday.getValue() <= DayOfWeek.THURSDAY.getValue()
              && !(fridayAfter && weekday == DayOfWeek.WEDNESDAY);
      case 5 -> fridayAfter && weekday == DayOfWeek.FRIDAY;
      default -> false;
    };
  }

  /** The weekday on which a holiday of fixed date is kept. */
  private static LocalDate observed(LocalDate holiday) {
    return switch (holiday.getDayOfWeek()) {
      case SATURDAY -> holiday.minusDays(1);
      case SUNDAY -> holiday.plusDays(1);
      default -> holiday;
    };
  }

  private static LocalDate thanksgiving(int year) {
    return nth(4, DayOfWeek.THURSDAY, LocalDate.of(year, Month.NOVEMBER, 1));
  }

  private static LocalDate nth(int ordinal, DayOfWeek weekday, LocalDate inMonth) {
    return inMonth.with(TemporalAdjusters.dayOfWeekInMonth(ordinal, weekday));
  }

  /**
   * Easter Sunday of the Gregorian calendar: the anonymous algorithm (Nature, 20 April 1876), in
   * the arrangement of Meeus, Astronomical Algorithms (1991), chapter 8. The letters are theirs.
   */
  static LocalDate easter(int year) {
    int a = year % 19;
    int b = year / 100;
    int c = year % 100;
    int d = b / 4;
    int e = b % 4;
    int f = (b + 8) / 25;
    int g = (b - f + 1) / 3;
    int h = (19 * a + b - d - g + 15) % 30;
    int i = c / 4;
    int k = c % 4;
    int l = (32 + 2 * e + 2 * i - h - k) % 7;
    int m = (a + 11 * h + 22 * l) / 451;
    int n = h + l - 7 * m + 114;
    return LocalDate.of(year, n / 31, n % 31 + 1);
  }
}
