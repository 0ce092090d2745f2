package io.bellwether.strategy.indicator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.bellwether.market.Bars;
import io.bellwether.market.Timeframe;
import io.bellwether.strategy.TestBars;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Small series whose columns can be checked with a pencil, and the edges of the definitions. */
class HandComputedTest {
  private static final double NAN = Double.NaN;

  private static double[] onCloses(Indicator indicator, double... closes) {
    return new Columns(TestBars.ofCloses("TEST", closes)).get(indicator);
  }

  private static Bars bars(double[]... highLowClose) {
    Bars.Builder builder = TestBars.builder("TEST", Timeframe.DAY);
    for (int i = 0; i < highLowClose.length; i++) {
      double[] bar = highLowClose[i];
      long start = TestBars.START.toEpochMilli() + i * 86_400_000L;
      builder.add(start, bar[2], bar[0], bar[1], bar[2], 1);
    }
    return builder.build();
  }

  @Test
  void smaIsTheMeanOfTheWindow() {
    assertArrayEquals(new double[] {NAN, NAN, 2, 4, 6}, onCloses(new Sma(3), 1, 2, 3, 7, 8));
  }

  @Test
  void smaSkipsWindowsWithAHole() {
    assertArrayEquals(
        new double[] {NAN, 1.5, NAN, NAN, 4.5, 5.5}, onCloses(new Sma(2), 1, 2, NAN, 4, 5, 6));
  }

  @Test
  void turnoverSumsVolumeTimesClose() {
    double[] turnover = onCloses(new Turnover(2), 1, 2, 3, NAN, 5, 6);
    // A thousand shares a bar.
    assertArrayEquals(new double[] {NAN, 3_000, 5_000, NAN, NAN, 11_000}, turnover);
    assertEquals(new Turnover(1_440), Turnover.ofDay(new Timeframe(1)));
    assertEquals(new Turnover(1), Turnover.ofDay(Timeframe.DAY));
  }

  @Test
  void gaplessIsUndefinedWhereABarIsMissing() {
    Bars.Builder builder = TestBars.builder("TEST", new Timeframe(5));
    for (int minute : new int[] {0, 5, 10, 20, 25, 30}) {
      builder.add(minute * 60_000L, 7, 7, 7, 7, 1);
    }
    double[] gapless = new Columns(builder.build()).get(new Gapless(new Sma(3), 3));
    assertArrayEquals(new double[] {NAN, NAN, 7, NAN, NAN, 7}, gapless);
  }

  @Test
  void atClockIsDefinedAtBarsThatEndOnTheClock() {
    Bars.Builder builder = TestBars.builder("TEST", new Timeframe(5));
    // The last bar before midnight ends on any clock; 7 minutes count from midnight anew.
    for (int minute : new int[] {0, 5, 10, 30, 1_435, 1_440}) {
      builder.add(minute * 60_000L, minute, minute, minute, minute, 1);
    }
    Columns columns = new Columns(builder.build());
    assertArrayEquals(
        new double[] {NAN, NAN, 10, NAN, 1_435, NAN}, columns.get(new AtClock(Source.CLOSE, 15)));
    assertArrayEquals(
        new double[] {NAN, NAN, NAN, 30, 1_435, NAN}, columns.get(new AtClock(Source.CLOSE, 7)));
    assertThrows(IllegalArgumentException.class, () -> new AtClock(Source.CLOSE, 0));
    assertThrows(IllegalArgumentException.class, () -> new AtClock(Source.CLOSE, 1_441));
  }

  @Test
  void emaIsSeededWithTheMean() {
    // alpha = 1/2; seed (2 + 4 + 6) / 3 = 4 at index 2.
    assertArrayEquals(new double[] {NAN, NAN, 4, 6, 3}, onCloses(new Ema(3), 2, 4, 6, 8, 0));
  }

  @Test
  void emaIsSeededAnewAfterAHole() {
    assertArrayEquals(
        new double[] {NAN, NAN, 4, NAN, NAN, NAN, 2, 3},
        onCloses(new Ema(3), 2, 4, 6, NAN, 1, 2, 3, 4));
  }

  @Test
  void rsiFollowsWilder() {
    // Gains 2, 0, 3 and losses 0, 1, 0: averages 1 and 1/2 at index 2, then 2 and 1/4.
    double[] rsi = onCloses(new Rsi(2), 10, 12, 11, 14);
    assertArrayEquals(new double[] {NAN, NAN, 100 - 100 / 3.0, 100 - 100 / 9.0}, rsi);
  }

  @Test
  void rsiWithoutGainOrLoss() {
    assertArrayEquals(new double[] {NAN, NAN, 50, 50}, onCloses(new Rsi(2), 5, 5, 5, 5));
    assertArrayEquals(new double[] {NAN, NAN, 100, 100}, onCloses(new Rsi(2), 5, 6, 7, 7));
    assertArrayEquals(new double[] {NAN, NAN, 0, 0}, onCloses(new Rsi(2), 5, 4, 3, 3));
  }

  @Test
  void rsiStartsAnewAfterAHole() {
    assertArrayEquals(
        new double[] {NAN, NAN, 100, NAN, NAN, NAN, 0},
        onCloses(new Rsi(2), 5, 6, 7, NAN, 7, 6, 5));
  }

  @Test
  void trueRangeCountsGaps() {
    Bars bars = bars(new double[] {12, 10, 11}, new double[] {15, 14, 14}, new double[] {9, 8, 9});
    assertArrayEquals(new double[] {NAN, 4, 6}, new Columns(bars).get(new TrueRange()));
  }

  @Test
  void atrBeginsWithTheMeanOfTheFirstRanges() {
    Bars bars =
        bars(
            new double[] {12, 10, 11},
            new double[] {15, 14, 14},
            new double[] {9, 8, 9},
            new double[] {10, 9, 9});
    assertArrayEquals(new double[] {NAN, NAN, 5, 3}, new Columns(bars).get(new Atr(2)));
  }

  @Test
  void williamsMeasuresTheCloseInItsRange() {
    Bars bars = bars(new double[] {12, 10, 11}, new double[] {15, 11, 11}, new double[] {14, 8, 8});
    assertArrayEquals(new double[] {NAN, -80, -100}, new Columns(bars).get(new WilliamsR(2)));
  }

  @Test
  void williamsWithoutARangeIsInTheMiddle() {
    assertArrayEquals(new double[] {NAN, -50, -50}, onCloses(new WilliamsR(2), 5, 5, 5));
  }

  @Test
  void highestAndLowestSlide() {
    double[] closes = {3, 1, 4, 1, 5, 9, 2, 6};
    assertArrayEquals(
        new double[] {NAN, NAN, 4, 4, 5, 9, 9, 9}, onCloses(new Highest(Source.CLOSE, 3), closes));
    assertArrayEquals(
        new double[] {NAN, NAN, 1, 1, 1, 1, 2, 2}, onCloses(new Lowest(Source.CLOSE, 3), closes));
  }

  @Test
  void standardDeviationIsOfThePopulation() {
    // The textbook series with mean 5 and population standard deviation 2.
    double[] deviation = onCloses(new StandardDeviation(8), 2, 4, 4, 4, 5, 5, 7, 9);
    assertEquals(2, deviation[7]);
    assertEquals(1, onCloses(BollingerBand.lower(8, 2), 2, 4, 4, 4, 5, 5, 7, 9)[7]);
    assertEquals(9, onCloses(BollingerBand.upper(8, 2), 2, 4, 4, 4, 5, 5, 7, 9)[7]);
  }

  @Test
  void aFlatSeriesIsItsOwnAverageToTheLastBit() {
    for (double price : new double[] {0.1, 1.7, 37.635, 189.99, 0.226979, 12_875_200.3}) {
      double[] flat = new double[300];
      Arrays.fill(flat, price);
      for (int period : new int[] {3, 7, 10, 20, 49, 200}) {
        assertEquals(price, onCloses(new Sma(period), flat)[299]);
        assertEquals(price, onCloses(new Ema(period), flat)[299]);
        assertEquals(0, onCloses(new StandardDeviation(period), flat)[299]);
        assertEquals(price, onCloses(BollingerBand.lower(period, 2), flat)[299]);
      }
    }
  }
}
