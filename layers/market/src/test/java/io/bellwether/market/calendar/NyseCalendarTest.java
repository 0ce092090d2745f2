package io.bellwether.market.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Bars;
import io.bellwether.market.RealData;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NyseCalendarTest {
  private final TradingCalendar calendar = new NyseCalendar();

  /** What the exchange announced for 2020 to 2028, and the rules beyond. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2020|01-01 01-20 02-17 04-10 05-25 07-03 09-07 11-26 12-25|11-27 12-24|253",
        "2021|01-01 01-18 02-15 04-02 05-31 07-05 09-06 11-25 12-24|11-26|252",
        "2022|01-17 02-21 04-15 05-30 06-20 07-04 09-05 11-24 12-26|11-25|251",
        "2023|01-02 01-16 02-20 04-07 05-29 06-19 07-04 09-04 11-23 12-25|07-03 11-24|250",
        "2024|01-01 01-15 02-19 03-29 05-27 06-19 07-04 09-02 11-28 12-25|07-03 11-29 12-24|252",
        "2025|01-01 01-09 01-20 02-17 04-18 05-26 06-19 07-04 09-01 11-27 12-25"
            + "|07-03 11-28 12-24|250",
        "2026|01-01 01-19 02-16 04-03 05-25 06-19 07-03 09-07 11-26 12-25|11-27 12-24|251",
        "2027|01-01 01-18 02-15 03-26 05-31 06-18 07-05 09-06 11-25 12-24|11-26|251",
        "2028|01-17 02-21 04-14 05-29 06-19 07-04 09-04 11-23 12-25|07-03 11-24|251",
        "2029|01-01 01-15 02-19 03-30 05-28 06-19 07-04 09-03 11-22 12-25|07-03 11-23 12-24|251",
        "2030|01-01 01-21 02-18 04-19 05-27 06-19 07-04 09-02 11-28 12-25|07-03 11-29 12-24|251"
      })
  void yearMatchesThePublishedTable(int year, String holidays, String earlyCloses, int sessions) {
    List<LocalDate> closedWeekdays =
        weekdays(year).filter(date -> calendar.session(date).isEmpty()).toList();
    assertEquals(dates(year, holidays), closedWeekdays);
    List<LocalDate> early = sessions(year).filter(Session::earlyClose).map(Session::date).toList();
    assertEquals(dates(year, earlyCloses), early);
    assertEquals(sessions, sessions(year).count());
  }

  @Test
  void everySessionHasADailyBarOfQqqAndEveryBarASession() {
    Bars bars = RealData.bars("QQQ_1d_raw.csv", "QQQ");
    assertEquals(LocalDate.of(1999, 3, 10), calendar.dateAt(bars.start(0)));
    assertEquals(LocalDate.of(2024, 10, 31), calendar.dateAt(bars.lastStart()));
    assertEquals(sessionsOver(bars), datesOf(bars));
  }

  @Test
  void everySessionHasADailyBarOfTqqqAndEveryBarASession() {
    Bars bars = RealData.bars("TQQQ_1d_raw.csv", "TQQQ");
    assertEquals(sessionsOver(bars), datesOf(bars));
  }

  @Test
  void earlyClosesAreThoseOfHourBars2009To2019() {
    assertEarlyClosesSeenIn(RealData.bars("SPY_1h_raw.csv.gz", "SPY"), 60);
  }

  @Test
  void earlyClosesAreThoseOfFiveMinuteBars2020To2024() {
    assertEarlyClosesSeenIn(RealData.bars("QQQ_5m_raw.csv.gz", "QQQ"), 5);
  }

  /**
   * A session whose last bar ends at or before 13:00 closed early; broken sessions are left out.
   */
  private void assertEarlyClosesSeenIn(Bars bars, int minutes) {
    TreeMap<LocalDate, Instant> lastEnd = new TreeMap<>();
    for (int i = 0; i < bars.size(); i++) {
      Instant start = bars.start(i);
      lastEnd.put(calendar.dateAt(start), start.plusSeconds(60L * minutes));
    }
    // Sessions whose afternoon the vendor lost.
    lastEnd.remove(LocalDate.of(2020, 10, 27));
    lastEnd.remove(LocalDate.of(2020, 11, 4));
    Set<LocalDate> seen =
        lastEnd.entrySet().stream()
            .filter(entry -> entry.getValue().atZone(calendar.zone()).getHour() <= 13)
            .map(Map.Entry::getKey)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<LocalDate> expected =
        lastEnd.keySet().stream()
            .filter(date -> calendar.session(date).orElseThrow().earlyClose())
            .collect(Collectors.toCollection(TreeSet::new));
    assertFalse(expected.isEmpty());
    assertEquals(expected, seen);
  }

  /** From the exchange's circulars: the rules of 1999 to 2012 differ around Independence Day. */
  @Test
  void earlyClosesFrom1999To2013() {
    List<String> expected =
        List.of(
            "1999-11-26",
            "1999-12-31",
            "2000-07-03",
            "2000-11-24",
            "2001-07-03",
            "2001-11-23",
            "2001-12-24",
            "2002-07-05",
            "2002-11-29",
            "2002-12-24",
            "2003-07-03",
            "2003-11-28",
            "2003-12-24",
            "2003-12-26",
            "2004-11-26",
            "2005-11-25",
            "2006-07-03",
            "2006-11-24",
            "2007-07-03",
            "2007-11-23",
            "2007-12-24",
            "2008-07-03",
            "2008-11-28",
            "2008-12-24",
            "2009-11-27",
            "2009-12-24",
            "2010-11-26",
            "2011-11-25",
            "2012-07-03",
            "2012-11-23",
            "2012-12-24",
            "2013-07-03",
            "2013-11-29",
            "2013-12-24");
    List<String> early =
        IntStream.rangeClosed(1999, 2013)
            .boxed()
            .flatMap(this::sessions)
            .filter(Session::earlyClose)
            .map(session -> session.date().toString())
            .toList();
    assertEquals(expected, early);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2001-09-11",
        "2001-09-12",
        "2001-09-13",
        "2001-09-14",
        "2004-06-11",
        "2007-01-02",
        "2012-10-29",
        "2012-10-30",
        "2018-12-05",
        "2025-01-09"
      })
  void specialClosures(LocalDate date) {
    assertTrue(calendar.session(date).isEmpty());
  }

  /** Days a careless rule would close. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1999-12-31",
        "2004-12-31",
        "2010-12-31",
        "2021-12-31",
        "2027-12-31",
        "2021-06-18",
        "2020-06-19",
        "2023-10-09",
        "2025-11-11",
        "2020-03-09",
        "2025-12-26"
      })
  void ordinaryDaysThatLookLikeHolidays(LocalDate date) {
    assertTrue(calendar.session(date).isPresent());
  }

  @ParameterizedTest
  @CsvSource({
    "2024-03-08, 2024-03-08T14:30:00Z, 2024-03-08T21:00:00Z",
    "2024-03-11, 2024-03-11T13:30:00Z, 2024-03-11T20:00:00Z",
    "2024-11-01, 2024-11-01T13:30:00Z, 2024-11-01T20:00:00Z",
    "2024-11-04, 2024-11-04T14:30:00Z, 2024-11-04T21:00:00Z",
    "2024-07-03, 2024-07-03T13:30:00Z, 2024-07-03T17:00:00Z",
    "2024-12-24, 2024-12-24T14:30:00Z, 2024-12-24T18:00:00Z",
    "2006-04-03, 2006-04-03T13:30:00Z, 2006-04-03T20:00:00Z",
    "2006-03-31, 2006-03-31T14:30:00Z, 2006-03-31T21:00:00Z"
  })
  void hoursFollowDaylightSaving(LocalDate date, Instant open, Instant close) {
    Session session = calendar.session(date).orElseThrow();
    assertEquals(open, session.open());
    assertEquals(close, session.close());
  }

  @Test
  void unknownBeyondItsRange() {
    assertTrue(calendar.session(calendar.firstDate()).isEmpty());
    assertTrue(calendar.session(calendar.lastDate()).isPresent());
    LocalDate after = calendar.lastDate().plusDays(1);
    assertThrows(UnknownSessionException.class, () -> calendar.session(after));
    assertThrows(
        UnknownSessionException.class, () -> calendar.session(calendar.firstDate().minusDays(1)));
    assertThrows(UnknownSessionException.class, () -> calendar.nextSession(calendar.lastDate()));
  }

  @Test
  void overridesComeFirst() {
    TradingCalendar changed =
        new NyseCalendar(
            CalendarOverrides.parse(
                "2026-12-24=closed, 2027-01-04=13:00, 2026-12-25=16:00, 2026-11-27=16:00"));
    assertTrue(changed.session(LocalDate.of(2026, 12, 24)).isEmpty());
    Session shortened = changed.session(LocalDate.of(2027, 1, 4)).orElseThrow();
    assertEquals(Instant.parse("2027-01-04T18:00:00Z"), shortened.close());
    assertTrue(shortened.earlyClose());
    assertFalse(changed.session(LocalDate.of(2026, 12, 25)).orElseThrow().earlyClose());
    assertFalse(changed.session(LocalDate.of(2026, 11, 27)).orElseThrow().earlyClose());
    assertEquals(
        calendar.session(LocalDate.of(2026, 12, 23)), changed.session(LocalDate.of(2026, 12, 23)));
  }

  @Test
  void impossibleOverridesAreRefusedAllAtOnce() {
    CalendarOverrides overrides =
        CalendarOverrides.parse("2031-01-02=closed,2026-12-26=13:00,2026-12-28=09:30");
    String message =
        String.valueOf(
            assertThrows(IllegalArgumentException.class, () -> new NyseCalendar(overrides))
                .getMessage());
    for (String date : List.of("2031-01-02", "2026-12-26", "2026-12-28")) {
      assertTrue(message.contains(date), message);
    }
  }

  /** Around every midnight of the years it knows, and beyond them, where it asks the zone. */
  @Test
  void datesBeginWhenTheZoneSays() {
    LocalDate.of(1998, 12, 1)
        .datesUntil(LocalDate.of(2031, 2, 1))
        .forEach(
            date -> {
              Instant start = date.atStartOfDay(calendar.zone()).toInstant();
              assertEquals(start, calendar.startOfDay(date));
              for (long seconds : new long[] {-7_200, -3_600, -1, 0, 1, 3_599, 3_600, 43_200}) {
                Instant instant = start.plusSeconds(seconds);
                assertEquals(
                    instant.atZone(calendar.zone()).toLocalDate(), calendar.dateAt(instant));
              }
            });
  }

  private Stream<LocalDate> weekdays(int year) {
    LocalDate first = LocalDate.of(year, 1, 1);
    return first
        .datesUntil(first.plusYears(1))
        .filter(date -> date.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0);
  }

  private Stream<Session> sessions(int year) {
    return weekdays(year).flatMap(date -> calendar.session(date).stream());
  }

  private static List<LocalDate> dates(int year, String days) {
    return Stream.of(days.split(" ")).map(day -> LocalDate.parse(year + "-" + day)).toList();
  }

  private List<LocalDate> datesOf(Bars bars) {
    return IntStream.range(0, bars.size()).mapToObj(i -> calendar.dateAt(bars.start(i))).toList();
  }

  private List<LocalDate> sessionsOver(Bars bars) {
    LocalDate first = calendar.dateAt(bars.start(0));
    LocalDate last = calendar.dateAt(bars.lastStart());
    return first
        .datesUntil(last.plusDays(1))
        .filter(date -> calendar.session(date).isPresent())
        .toList();
  }
}
