package io.bellwether.trading.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.market.calendar.Session;
import io.bellwether.market.calendar.TradingCalendar;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecisionScheduleTest {
  private final TradingCalendar calendar = new NyseCalendar();
  private final DecisionSchedule hourly = new DecisionSchedule(calendar, Timeframe.HOUR);
  private final DecisionSchedule daily = new DecisionSchedule(calendar, Timeframe.DAY);

  @ParameterizedTest
  @CsvSource({
    // The last days before the clocks change and the first ones after: 09:30 to 15:30 New York.
    "2024-03-08, 2024-03-08T14:30:00Z, 2024-03-08T20:30:00Z",
    "2024-03-11, 2024-03-11T13:30:00Z, 2024-03-11T19:30:00Z",
    "2024-11-01, 2024-11-01T13:30:00Z, 2024-11-01T19:30:00Z",
    "2024-11-04, 2024-11-04T14:30:00Z, 2024-11-04T20:30:00Z"
  })
  void hourlyTicksAreEveryHalfHourOfTheSession(LocalDate date, Instant first, Instant last) {
    List<Instant> ticks = hourly.ticks(session(date));
    assertEquals(13, ticks.size());
    assertEquals(first, ticks.getFirst());
    assertEquals(last, ticks.getLast());
    for (int i = 1; i < ticks.size(); i++) {
      assertEquals(Duration.ofMinutes(30), Duration.between(ticks.get(i - 1), ticks.get(i)));
    }
  }

  @Test
  void noneAtOrAfterAnEarlyClose() {
    List<Instant> ticks = hourly.ticks(session(LocalDate.of(2024, 7, 3)));
    assertEquals(7, ticks.size());
    assertEquals(Instant.parse("2024-07-03T16:30:00Z"), ticks.getLast());
  }

  @ParameterizedTest
  @CsvSource({"1m, 390", "5m, 78", "15m, 26", "30m, 13", "1h, 13", "4h, 13"})
  void shortBarsHaveATickEach(String timeframe, int count) {
    DecisionSchedule schedule = new DecisionSchedule(calendar, Timeframe.parse(timeframe));
    assertEquals(count, schedule.ticks(session(LocalDate.of(2024, 7, 2))).size());
  }

  @ParameterizedTest
  @CsvSource({
    "2024-03-08, 2024-03-08T14:00:00Z, 2024-03-08T21:20:00Z",
    "2024-03-11, 2024-03-11T13:00:00Z, 2024-03-11T20:20:00Z",
    "2024-11-04, 2024-11-04T14:00:00Z, 2024-11-04T21:20:00Z",
    // After an early close the evening stays where the schedule is.
    "2024-07-03, 2024-07-03T13:00:00Z, 2024-07-03T20:20:00Z"
  })
  void dailyTicksAreNineAndTwentyPastFour(LocalDate date, Instant morning, Instant evening) {
    assertEquals(List.of(morning, evening), daily.ticks(session(date)));
  }

  @ParameterizedTest
  @CsvSource({
    // The session's edges, an early close, a holiday, a weekend, and the day the clocks change.
    "2024-07-02T13:29:59Z, false, true",
    "2024-07-02T13:30:00Z, true, true",
    "2024-07-02T19:59:59Z, true, true",
    "2024-07-02T20:00:00Z, false, true",
    "2024-07-03T17:00:00Z, false, true",
    "2024-07-04T14:30:00Z, false, false",
    "2024-07-06T14:30:00Z, false, false",
    "2024-03-10T14:30:00Z, false, false",
    "2024-03-11T13:30:00Z, true, true",
    "2024-11-04T13:30:00Z, false, true",
    "2024-11-04T14:30:00Z, true, true",
    // Late in the evening it is tomorrow in UTC, yet still the session's date in New York.
    "2024-07-03T01:00:00Z, false, true",
    "2024-07-04T01:00:00Z, false, true",
    "2024-07-05T01:00:00Z, false, false"
  })
  void due(Instant time, boolean hourlyDue, boolean dailyDue) {
    assertEquals(hourlyDue, hourly.isDue(time));
    assertEquals(dailyDue, daily.isDue(time));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1m", "5m", "30m", "1h", "1d"})
  void everyTickIsDueOverAYear(String timeframe) {
    DecisionSchedule schedule = new DecisionSchedule(calendar, Timeframe.parse(timeframe));
    LocalDate.of(2024, 1, 1)
        .datesUntil(LocalDate.of(2025, 1, 1))
        .map(calendar::session)
        .flatMap(Optional::stream)
        .flatMap(session -> schedule.ticks(session).stream())
        .forEach(tick -> assertTrue(schedule.isDue(tick), tick::toString));
  }

  @ParameterizedTest
  @CsvSource({
    // The first two runs of a day decide on yesterday's last bar, which is half an hour long.
    "2024-07-02T13:30:00Z, 2024-07-01T19:30:00Z",
    "2024-07-02T14:00:00Z, 2024-07-01T19:30:00Z",
    "2024-07-02T14:30:00Z, 2024-07-02T13:30:00Z",
    "2024-07-02T15:00:00Z, 2024-07-02T13:30:00Z",
    "2024-07-02T19:30:00Z, 2024-07-02T18:30:00Z",
    // Behind an early close and a holiday, and behind weekends that change the clocks.
    "2024-07-05T13:30:00Z, 2024-07-03T16:30:00Z",
    "2024-03-11T13:30:00Z, 2024-03-08T20:30:00Z",
    "2024-11-04T14:30:00Z, 2024-11-01T19:30:00Z"
  })
  void hourlyBar(Instant time, Instant bar) {
    assertEquals(bar, hourly.barAt(time));
  }

  @ParameterizedTest
  @CsvSource({
    // In the evening the day just ended, in the morning the session before.
    "2024-07-02T20:20:00Z, 2024-07-02T04:00:00Z",
    "2024-07-03T13:00:00Z, 2024-07-02T04:00:00Z",
    "2024-07-08T13:00:00Z, 2024-07-05T04:00:00Z",
    "2024-03-11T13:00:00Z, 2024-03-08T05:00:00Z",
    "2024-11-04T14:00:00Z, 2024-11-01T04:00:00Z"
  })
  void dailyBar(Instant time, Instant bar) {
    assertEquals(bar, daily.barAt(time));
  }

  @ParameterizedTest
  @CsvSource({
    // From the start of the bar that follows until its end.
    "2024-07-02T13:30:00Z, 2024-07-02T14:30:00Z, 2024-07-02T15:30:00Z",
    "2024-07-02T18:30:00Z, 2024-07-02T19:30:00Z, 2024-07-02T20:00:00Z",
    // The last bar's decision is for the next session's first hour.
    "2024-07-01T19:30:00Z, 2024-07-02T13:30:00Z, 2024-07-02T14:30:00Z",
    "2024-07-03T16:30:00Z, 2024-07-05T13:30:00Z, 2024-07-05T14:30:00Z",
    "2024-07-05T19:30:00Z, 2024-07-08T13:30:00Z, 2024-07-08T14:30:00Z",
    "2024-03-08T20:30:00Z, 2024-03-11T13:30:00Z, 2024-03-11T14:30:00Z",
    "2024-11-01T19:30:00Z, 2024-11-04T14:30:00Z, 2024-11-04T15:30:00Z"
  })
  void hourlyAnswersHoldForTheBarThatFollows(Instant bar, Instant from, Instant until) {
    assertEquals(from, hourly.submitFrom(bar));
    assertEquals(until, hourly.validUntil(bar));
  }

  @ParameterizedTest
  @CsvSource({
    // From 09:00 until 09:25 before the next open.
    "2024-07-01T04:00:00Z, 2024-07-02T13:00:00Z, 2024-07-02T13:25:00Z",
    "2024-07-03T04:00:00Z, 2024-07-05T13:00:00Z, 2024-07-05T13:25:00Z",
    "2024-07-05T04:00:00Z, 2024-07-08T13:00:00Z, 2024-07-08T13:25:00Z",
    "2024-03-08T05:00:00Z, 2024-03-11T13:00:00Z, 2024-03-11T13:25:00Z",
    "2024-11-01T04:00:00Z, 2024-11-04T14:00:00Z, 2024-11-04T14:25:00Z"
  })
  void dailyAnswersHoldForTheNextOpen(Instant bar, Instant from, Instant until) {
    assertEquals(from, daily.submitFrom(bar));
    assertEquals(until, daily.validUntil(bar));
  }

  /** Each tick decides on a bar whose answer it can still give, and no order may go out before. */
  @ParameterizedTest
  @ValueSource(strings = {"5m", "30m", "1h", "4h", "1d"})
  void aTickOnTimeIsNeverTooLate(String timeframe) {
    DecisionSchedule schedule = new DecisionSchedule(calendar, Timeframe.parse(timeframe));
    LocalDate.of(2024, 1, 1)
        .datesUntil(LocalDate.of(2025, 1, 1))
        .map(calendar::session)
        .flatMap(Optional::stream)
        .flatMap(session -> schedule.ticks(session).stream())
        .forEach(
            tick -> {
              Instant bar = schedule.barAt(tick);
              assertTrue(schedule.grid().end(bar).compareTo(tick) <= 0, tick::toString);
              assertTrue(tick.isBefore(schedule.validUntil(bar)), tick::toString);
              assertTrue(schedule.submitFrom(bar).isBefore(schedule.validUntil(bar)));
            });
  }

  private Session session(LocalDate date) {
    return calendar.session(date).orElseThrow();
  }
}
