package io.bellwether.market;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.calendar.BarGrid;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.market.calendar.TradingCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SessionBarsTest {
  private static final Provenance SOURCE = new Provenance("test", PriceBasis.RAW);
  private static final Timeframe MINUTE = Timeframe.parse("1m");

  private final TradingCalendar calendar = new NyseCalendar();

  @Test
  void clockHourBarsLoseTheOneThatStraddlesTheOpen() {
    Bars.Builder clockHours = Bars.builder("TQQQ", Timeframe.HOUR, SOURCE);
    Instant first = Instant.parse("2024-07-02T12:00:00Z");
    for (int hour = 0; hour < 10; hour++) {
      clockHours.add(first.plusSeconds(3600L * hour).toEpochMilli(), 1, 1, 1, 1, 1);
    }
    Bars regular = SessionBars.regularSession(clockHours.build(), calendar);
    assertEquals(Instant.parse("2024-07-02T14:00:00Z"), regular.start(0));
    assertEquals(Instant.parse("2024-07-02T19:00:00Z"), regular.lastStart());
    assertEquals(6, regular.size());
  }

  @Test
  void dailyBarsOfDaysWithoutASessionAreDropped() {
    Bars.Builder days = Bars.builder("QQQ", Timeframe.DAY, SOURCE);
    LocalDate first = LocalDate.of(2024, 7, 3);
    for (int day = 0; day < 6; day++) {
      Instant midnight = first.plusDays(day).atStartOfDay(calendar.zone()).toInstant();
      days.add(midnight.toEpochMilli(), 1, 1, 1, 1, 1);
    }
    Bars regular = SessionBars.regularSession(days.build(), calendar);
    assertArrayEquals(
        new String[] {"2024-07-03T04:00:00Z", "2024-07-05T04:00:00Z", "2024-07-08T04:00:00Z"},
        new String[] {
          regular.start(0).toString(), regular.start(1).toString(), regular.start(2).toString()
        });
    assertEquals(3, regular.size());
  }

  @Test
  void anHourBarIsMadeOfItsMinutes() {
    Bars minutes =
        Bars.builder("QQQ", new Timeframe(30), SOURCE)
            .add(millis("2024-07-03T13:00:00Z"), 9, 99, 1, 9, 1000)
            .add(millis("2024-07-03T13:30:00Z"), 10, 12, 9, 11, 100)
            .add(millis("2024-07-03T14:00:00Z"), 11, 15, 10, 14, 200)
            .add(millis("2024-07-03T15:00:00Z"), 14, 16, 13, 13, 300)
            .add(millis("2024-07-03T16:30:00Z"), 13, 14, 8, 12, 400)
            .add(millis("2024-07-03T17:00:00Z"), 12, 99, 1, 12, 500)
            .build();
    Bars hours = SessionBars.aggregate(minutes, Timeframe.HOUR, calendar);
    assertBars(
        Bars.builder("QQQ", Timeframe.HOUR, SOURCE)
            .add(millis("2024-07-03T13:30:00Z"), 10, 15, 9, 14, 300)
            .add(millis("2024-07-03T14:30:00Z"), 14, 16, 13, 13, 300)
            .add(millis("2024-07-03T16:30:00Z"), 13, 14, 8, 12, 400)
            .build(),
        hours);
    assertBars(
        Bars.builder("QQQ", Timeframe.DAY, SOURCE)
            .add(millis("2024-07-03T04:00:00Z"), 10, 16, 8, 12, 1000)
            .build(),
        SessionBars.aggregate(minutes, Timeframe.DAY, calendar));
  }

  @ParameterizedTest
  @CsvSource({"1h, 30m", "5m, 12m", "1d, 1h", "4h, 6h"})
  void timeframesThatDoNotDivideAreRefused(String source, String target) {
    Bars bars = Bars.builder("QQQ", Timeframe.parse(source), SOURCE).build();
    Timeframe longer = Timeframe.parse(target);
    assertThrows(
        IllegalArgumentException.class, () -> SessionBars.aggregate(bars, longer, calendar));
  }

  @Test
  void sourceBarsOffTheSessionGridAreRefused() {
    Bars clockHour =
        Bars.builder("QQQ", Timeframe.HOUR, SOURCE)
            .add(millis("2024-07-03T14:00:00Z"), 1, 1, 1, 1, 1)
            .build();
    Timeframe target = Timeframe.parse("2h");
    String message =
        String.valueOf(
            assertThrows(
                    IllegalArgumentException.class,
                    () -> SessionBars.aggregate(clockHour, target, calendar))
                .getMessage());
    assertTrue(message.contains("QQQ") && message.contains("2024-07-03T14:00:00Z"), message);
  }

  @ParameterizedTest
  @CsvSource({
    "1h, 2024-07-02T19:30:00Z, 2024-07-02T19:59:59Z, 0",
    "1h, 2024-07-02T19:30:00Z, 2024-07-02T20:00:00Z, 1",
    "1h, 2024-07-03T16:30:00Z, 2024-07-03T17:00:00Z, 1",
    "5m, 2024-07-02T13:30:00Z, 2024-07-02T13:34:59Z, 0",
    "5m, 2024-07-02T13:30:00Z, 2024-07-02T13:35:00Z, 1",
    "1d, 2024-07-03T04:00:00Z, 2024-07-03T16:59:59Z, 0",
    "1d, 2024-07-03T04:00:00Z, 2024-07-03T17:00:00Z, 1",
    "1h, 2024-07-02T21:00:00Z, 2024-07-02T21:59:00Z, 0",
    "1h, 2024-07-02T21:00:00Z, 2024-07-02T22:00:00Z, 1",
    "5m, 2024-07-02T13:30:00Z, 2024-07-02T13:00:00Z, 0"
  })
  void barsStillFormingAreNotComplete(String timeframe, Instant start, Instant now, int count) {
    Bars bars =
        Bars.builder("QQQ", Timeframe.parse(timeframe), SOURCE)
            .add(start.toEpochMilli(), 1, 1, 1, 1, 1)
            .build();
    assertEquals(count, SessionBars.complete(bars, calendar, now).size());
  }

  /** Random minutes with gaps, over the change of clocks and an early close. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void aggregatesOfAggregatesAgreeAndTotalsArePreserved(long seed) {
    Bars minutes = randomMinutes(seed);
    Bars fives = SessionBars.aggregate(minutes, Timeframe.parse("5m"), calendar);
    for (String target : new String[] {"10m", "15m", "30m", "1h", "2h", "4h", "1d"}) {
      Timeframe timeframe = Timeframe.parse(target);
      Bars direct = SessionBars.aggregate(minutes, timeframe, calendar);
      assertBars(direct, SessionBars.aggregate(fives, timeframe, calendar));
      assertEquals(total(minutes), total(direct), "seed " + seed);
      assertEquals(highest(minutes), highest(direct), "seed " + seed);
      assertEquals(minutes.open()[0], direct.open()[0], "seed " + seed);
      assertEquals(
          minutes.close()[minutes.size() - 1], direct.close()[direct.size() - 1], "seed " + seed);
      BarGrid grid = new BarGrid(calendar, timeframe);
      for (int i = 0; i < direct.size(); i++) {
        assertTrue(grid.end(direct.start(i)).isAfter(direct.start(i)), "on the grid");
      }
    }
  }

  @Test
  void realTenMinuteBarsAreTheAggregateOfRealFiveMinuteBars() {
    Bars fives =
        SessionBars.regularSession(RealData.bars("TQQQ_5m_split.csv.gz", "TQQQ"), calendar);
    Bars tens =
        SessionBars.regularSession(RealData.bars("TQQQ_10m_split.csv.gz", "TQQQ"), calendar);
    Bars made = SessionBars.aggregate(fives, Timeframe.parse("10m"), calendar);
    Bars published = tens.between(made.start(0), made.lastStart().plusMillis(1));
    assertTrue(made.size() > 4_000, made.toString());
    assertEquals(published.toString(), made.toString());
    for (int i = 0; i < made.size(); i++) {
      String bar = "bar " + made.start(i);
      assertEquals(published.open()[i], made.open()[i], bar);
      assertEquals(published.high()[i], made.high()[i], bar);
      assertEquals(published.low()[i], made.low()[i], bar);
      assertEquals(published.close()[i], made.close()[i], bar);
      // The vendor rounds volumes to about five digits, each timeframe on its own.
      assertEquals(published.volume()[i], made.volume()[i], 1e-4 * made.volume()[i], bar);
    }
  }

  private Bars randomMinutes(long seed) {
    Random random = new Random(seed);
    Bars.Builder minutes = Bars.builder("QQQ", MINUTE, SOURCE);
    BarGrid grid = new BarGrid(calendar, MINUTE);
    double price = 400;
    for (LocalDate date = LocalDate.of(2024, 10, 30);
        date.isBefore(LocalDate.of(2024, 12, 2));
        date = date.plusDays(1)) {
      for (Instant start : calendar.session(date).map(grid::starts).orElse(List.of())) {
        if (random.nextInt(10) == 0) {
          continue;
        }
        double open = price + random.nextGaussian();
        price = open + random.nextGaussian();
        double high = Math.max(open, price) + random.nextDouble();
        double low = Math.min(open, price) - random.nextDouble();
        minutes.add(start.toEpochMilli(), open, high, low, price, random.nextInt(1000));
      }
    }
    return minutes.build();
  }

  private static double total(Bars bars) {
    return Arrays.stream(bars.volume(), 0, bars.size()).sum();
  }

  private static double highest(Bars bars) {
    return Arrays.stream(bars.high(), 0, bars.size()).max().orElseThrow();
  }

  private static long millis(String instant) {
    return Instant.parse(instant).toEpochMilli();
  }

  private static void assertBars(Bars expected, Bars actual) {
    assertEquals(expected.symbol(), actual.symbol());
    assertEquals(expected.timeframe(), actual.timeframe());
    assertEquals(expected.provenance(), actual.provenance());
    assertColumns(expected, actual);
  }

  private static void assertColumns(Bars expected, Bars actual) {
    assertEquals(expected.toString(), actual.toString());
    for (int i = 0; i < expected.size(); i++) {
      int bar = i;
      assertEquals(expected.start(i), actual.start(i));
      assertArrayEquals(row(expected, i), row(actual, i), () -> "bar " + expected.start(bar));
    }
  }

  private static double[] row(Bars bars, int i) {
    return new double[] {
      bars.open()[i], bars.high()[i], bars.low()[i], bars.close()[i], bars.volume()[i]
    };
  }
}
