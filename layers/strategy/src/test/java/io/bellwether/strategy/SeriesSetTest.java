package io.bellwether.strategy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.bellwether.market.Bars;
import io.bellwether.market.Timeframe;
import io.bellwether.strategy.indicator.Sma;
import io.bellwether.strategy.indicator.Source;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesSetTest {
  private static Bars at(String symbol, int... days) {
    Bars.Builder bars = TestBars.builder(symbol, Timeframe.DAY);
    for (int day : days) {
      long start = TestBars.START.plus(Duration.ofDays(day)).toEpochMilli();
      bars.add(start, day, day, day, day, day);
    }
    return bars.build();
  }

  @Test
  void keepsTheTimestampsPresentInAll() {
    SeriesSet set =
        SeriesSet.align(List.of(at("A", 1, 2, 4, 6, 7), at("B", 2, 3, 4, 5, 7), at("C", 0, 4, 7)));
    assertEquals(2, set.size());
    for (Bars bars : set.all()) {
      assertArrayEquals(new double[] {4, 7}, set.columns(bars.symbol()).get(Source.CLOSE));
    }
    assertEquals("A", set.main().symbol());
  }

  @Test
  void aSingleSeriesIsTakenAsItIs() {
    Bars bars = at("A", 1, 2);
    assertSame(bars, SeriesSet.align(List.of(bars)).main());
  }

  @Test
  void seriesThatNeverMeetLeaveNothing() {
    assertEquals(0, SeriesSet.align(List.of(at("A", 1, 3), at("B", 2, 4))).size());
  }

  @Test
  void columnsAreSharedWithinASetAndNotWithItsPrefix() {
    SeriesSet set = SeriesSet.align(List.of(at("A", 1, 2, 3)));
    Sma sma = new Sma(2);
    assertSame(set.columns("A").get(sma), set.columns("A").get(new Sma(2)));
    assertNotSame(set.columns("A").get(sma), set.prefix(3).columns("A").get(sma));
    assertEquals(2, set.prefix(2).columns("A").get(sma).length);
  }

  @Test
  void refusesWhatItCannotAlign() {
    assertThrows(IllegalArgumentException.class, () -> SeriesSet.align(List.of()));
    Bars hourly = TestBars.random(1, 5, Timeframe.HOUR);
    assertThrows(
        IllegalArgumentException.class, () -> SeriesSet.align(List.of(at("A", 1), hourly)));
    SeriesSet set = SeriesSet.align(List.of(at("A", 1)));
    assertThrows(IllegalArgumentException.class, () -> set.columns("B"));
  }
}
