package io.bellwether.market.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.bellwether.market.Timeframe;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BarGridTest {
  private final TradingCalendar calendar = new NyseCalendar();

  @ParameterizedTest
  @CsvSource({
    "2024-07-02, 1m, 390", "2024-07-02, 5m, 78", "2024-07-02, 30m, 13", "2024-07-02, 1h, 7",
    "2024-07-02, 4h, 2", "2024-07-02, 1d, 1", "2024-07-03, 1m, 210", "2024-07-03, 5m, 42",
    "2024-07-03, 30m, 7", "2024-07-03, 1h, 4", "2024-07-03, 4h, 1", "2024-07-03, 1d, 1"
  })
  void barsPerSession(LocalDate date, String timeframe, int count) {
    Session session = calendar.session(date).orElseThrow();
    assertEquals(count, grid(timeframe).starts(session).size());
  }

  @ParameterizedTest
  @CsvSource({
    // The hour bars of a session; the last one ends with it.
    "1h, 2024-07-02T13:30:00Z, 2024-07-02T14:30:00Z, 2024-07-02T14:30:00Z",
    "1h, 2024-07-02T19:30:00Z, 2024-07-02T20:00:00Z, 2024-07-03T13:30:00Z",
    // An early close, and the holiday behind it.
    "1h, 2024-07-03T16:30:00Z, 2024-07-03T17:00:00Z, 2024-07-05T13:30:00Z",
    "4h, 2024-07-03T13:30:00Z, 2024-07-03T17:00:00Z, 2024-07-05T13:30:00Z",
    // Over a weekend, and over one that changes the clocks.
    "5m, 2024-07-05T19:55:00Z, 2024-07-05T20:00:00Z, 2024-07-08T13:30:00Z",
    "5m, 2024-11-01T19:55:00Z, 2024-11-01T20:00:00Z, 2024-11-04T14:30:00Z",
    // Days end with their session.
    "1d, 2024-07-03T04:00:00Z, 2024-07-03T17:00:00Z, 2024-07-05T04:00:00Z",
    "1d, 2024-11-01T04:00:00Z, 2024-11-01T20:00:00Z, 2024-11-04T05:00:00Z"
  })
  void endAndNext(String timeframe, Instant start, Instant end, Instant next) {
    assertEquals(end, grid(timeframe).end(start));
    assertEquals(next, grid(timeframe).next(start));
  }

  @ParameterizedTest
  @CsvSource({
    // Before and at the end of the first bar of a day.
    "1h, 2024-07-02T14:29:59.999Z, 2024-07-01T19:30:00Z",
    "1h, 2024-07-02T14:30:00Z, 2024-07-02T13:30:00Z",
    "5m, 2024-07-02T13:30:00Z, 2024-07-01T19:55:00Z",
    // The short last bar.
    "1h, 2024-07-02T19:59:59Z, 2024-07-02T18:30:00Z",
    "1h, 2024-07-02T20:00:00Z, 2024-07-02T19:30:00Z",
    // After an early close, on the holiday, and before the next open.
    "1h, 2024-07-03T17:00:00Z, 2024-07-03T16:30:00Z",
    "1h, 2024-07-04T15:00:00Z, 2024-07-03T16:30:00Z",
    "1h, 2024-07-05T13:00:00Z, 2024-07-03T16:30:00Z",
    "4h, 2024-07-05T13:00:00Z, 2024-07-03T13:30:00Z",
    // A weekend.
    "5m, 2024-07-07T15:00:00Z, 2024-07-05T19:55:00Z",
    // Days.
    "1d, 2024-07-03T16:59:59Z, 2024-07-02T04:00:00Z",
    "1d, 2024-07-03T17:00:00Z, 2024-07-03T04:00:00Z",
    "1d, 2024-07-04T17:00:00Z, 2024-07-03T04:00:00Z"
  })
  void lastComplete(String timeframe, Instant now, Instant expected) {
    assertEquals(expected, grid(timeframe).lastComplete(now));
  }

  @Test
  void startContaining() {
    BarGrid hours = grid("1h");
    Instant lastBar = Instant.parse("2024-07-02T19:30:00Z");
    assertEquals(
        Optional.of(lastBar), hours.startContaining(Instant.parse("2024-07-02T19:59:59Z")));
    assertEquals(Optional.empty(), hours.startContaining(Instant.parse("2024-07-02T20:00:00Z")));
    assertEquals(Optional.empty(), hours.startContaining(Instant.parse("2024-07-02T13:29:59Z")));
    assertEquals(
        Optional.of(Instant.parse("2024-07-02T04:00:00Z")),
        grid("1d").startContaining(Instant.parse("2024-07-02T22:00:00Z")));
  }

  @ParameterizedTest
  @CsvSource({
    "1h, 2024-07-02T14:00:00Z", "1h, 2024-07-02T12:30:00Z", "1h, 2024-07-02T20:30:00Z",
    "5m, 2024-07-04T13:30:00Z", "5m, 2024-07-02T13:32:00Z", "1d, 2024-07-02T13:30:00Z",
    "1d, 2024-07-04T04:00:00Z"
  })
  void whatIsNoBarIsRefused(String timeframe, Instant start) {
    BarGrid grid = grid(timeframe);
    assertThrows(IllegalArgumentException.class, () -> grid.end(start));
    assertThrows(IllegalArgumentException.class, () -> grid.next(start));
    assertThrows(IllegalArgumentException.class, () -> grid.firstTrade(start));
  }

  @Test
  void aDailyBarTradesFromTheOpen() {
    assertEquals(
        Instant.parse("2024-07-02T13:30:00Z"),
        grid("1d").firstTrade(Instant.parse("2024-07-02T04:00:00Z")));
  }

  /** Against the slow definition: of all bars, the last one whose end is not after now. */
  @ParameterizedTest
  @ValueSource(strings = {"1m", "5m", "7m", "30m", "1h", "4h", "12h", "1d"})
  void lastCompleteAndNextAgreeWithTheListOfAllBars(String timeframe) {
    BarGrid grid = grid(timeframe);
    List<Instant> starts = new ArrayList<>();
    LocalDate first = LocalDate.of(2024, 11, 18);
    first
        .datesUntil(first.plusDays(45))
        .forEach(
            date ->
                calendar.session(date).ifPresent(session -> starts.addAll(grid.starts(session))));
    for (int i = 1; i < starts.size(); i++) {
      assertEquals(starts.get(i), grid.next(starts.get(i - 1)));
    }
    List<Instant> ends = starts.stream().map(grid::end).toList();
    long seed = 20_241_118L;
    Random random = new Random(seed);
    long from = ends.getFirst().toEpochMilli();
    long to = starts.getLast().toEpochMilli();
    for (int i = 0; i < 2_000; i++) {
      Instant now = Instant.ofEpochMilli(random.nextLong(from, to));
      int last = starts.size() - 1;
      while (ends.get(last).isAfter(now)) {
        last--;
      }
      Instant expected = starts.get(last);
      assertEquals(expected, grid.lastComplete(now), () -> "now " + now + ", seed " + seed);
    }
  }

  private BarGrid grid(String timeframe) {
    return new BarGrid(calendar, Timeframe.parse(timeframe));
  }
}
