package io.bellwether.strategy.indicator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.bellwether.market.Bars;
import io.bellwether.market.RealData;
import io.bellwether.market.SessionBars;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.strategy.TestBars;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class VwapTest {
  private static final double NAN = Double.NaN;
  private static final ZoneId UTC = ZoneOffset.UTC;

  private static void add(Bars.Builder bars, String start, double price, double volume) {
    bars.add(Instant.parse(start).toEpochMilli(), price, price, price, price, volume);
  }

  @Test
  void isAnchoredToTheSessionOfItsZone() {
    Bars.Builder bars = TestBars.builder("TEST", Timeframe.HOUR);
    add(bars, "2024-01-08T20:30:00Z", 10, 1);
    add(bars, "2024-01-09T00:30:00Z", 20, 3);
    add(bars, "2024-01-09T14:30:00Z", 40, 2);
    Columns columns = new Columns(bars.build());
    // 00:30 UTC is still the evening of the 8th in New York.
    assertArrayEquals(new double[] {10, 17.5, 40}, columns.get(new Vwap(NyseCalendar.ZONE)));
    assertArrayEquals(new double[] {10, 20, 28}, columns.get(new Vwap(UTC)));
  }

  @Test
  void followsDaylightSaving() {
    // New York's midnight is at 05:00 UTC on the Friday and at 04:00 UTC on the Monday.
    Bars.Builder bars = TestBars.builder("TEST", new Timeframe(30));
    add(bars, "2024-03-09T04:30:00Z", 10, 1);
    add(bars, "2024-03-09T05:00:00Z", 20, 1);
    add(bars, "2024-03-11T03:30:00Z", 30, 1);
    add(bars, "2024-03-11T04:00:00Z", 40, 1);
    assertArrayEquals(
        new double[] {10, 20, 30, 40}, new Columns(bars.build()).get(new Vwap(NyseCalendar.ZONE)));
  }

  @Test
  void isUndefinedUntilVolumeIsTraded() {
    Bars.Builder bars = TestBars.builder("TEST", Timeframe.HOUR);
    add(bars, "2024-01-08T14:30:00Z", 10, 0);
    add(bars, "2024-01-08T15:30:00Z", 20, 5);
    add(bars, "2024-01-08T16:30:00Z", 30, 0);
    assertArrayEquals(new double[] {NAN, 20, 20}, new Columns(bars.build()).get(new Vwap(UTC)));
  }

  @Test
  void rollingForgetsOldVolume() {
    Bars.Builder bars = TestBars.builder("TEST", Timeframe.DAY);
    double[] prices = {10, 20, 30, 40, 50};
    double[] volumes = {1, 3, 0, 0, 2};
    for (int i = 0; i < prices.length; i++) {
      add(bars, LocalDate.of(2024, 1, 8 + i) + "T05:00:00Z", prices[i], volumes[i]);
    }
    assertArrayEquals(
        new double[] {NAN, 17.5, 20, NAN, 50}, new Columns(bars.build()).get(new RollingVwap(2)));
  }

  @Test
  void theTimeframeChoosesTheAnchor() {
    assertEquals(new RollingVwap(20), Vwap.of(Timeframe.DAY, UTC, 20));
    assertInstanceOf(Vwap.class, Vwap.of(Timeframe.HOUR, UTC, 20));
  }

  /** The plain formula per session, on real five-minute bars. */
  @Test
  void equalsThePlainFormulaOnRealSessions() {
    Bars bars =
        SessionBars.regularSession(
            RealData.bars("TQQQ_5m_split.csv.gz", "TQQQ"), new NyseCalendar());
    double[] vwap = new Columns(bars).get(new Vwap(NyseCalendar.ZONE));
    for (int i = 0; i < bars.size(); i += 37) {
      LocalDate date = bars.start(i).atZone(NyseCalendar.ZONE).toLocalDate();
      double traded = 0;
      double volume = 0;
      for (int j = 0; j <= i; j++) {
        if (bars.start(j).atZone(NyseCalendar.ZONE).toLocalDate().equals(date)) {
          double typical = (bars.high()[j] + bars.low()[j] + bars.close()[j]) / 3;
          traded += typical * bars.volume()[j];
          volume += bars.volume()[j];
        }
      }
      assertEquals(traded / volume, vwap[i], "bar " + i);
    }
  }
}
