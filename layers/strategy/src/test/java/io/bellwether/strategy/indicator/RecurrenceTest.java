package io.bellwether.strategy.indicator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Bars;
import io.bellwether.market.Timeframe;
import io.bellwether.strategy.TestBars;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Series long enough to be run through in stretches have the columns of a single pass, bit for bit.
 * The first bars of a series are short enough for that single pass.
 */
class RecurrenceTest {
  private static final int BARS = 40_000;
  private static final List<Integer> PERIODS = List.of(1, 2, 3, 10, 14, 20, 38);

  @Test
  void theSeriesAreLongEnough() {
    for (int period : PERIODS) {
      assertTrue(Recurrence.stretch(BARS - period - 1, period) > 0, "period " + period);
    }
    assertEquals(0, Recurrence.stretch(1_000, 2));
  }

  @Test
  void exponentialAveragesAreThoseOfASinglePass() {
    for (long seed = 1; seed <= 3; seed++) {
      double[] close = closes(TestBars.random(seed, BARS, new Timeframe(5)));
      for (int period : PERIODS) {
        double[] expected = compute(close, period - 1, new Ema(period));
        double alpha = 2.0 / (period + 1);
        for (int i = period; i < BARS; i++) {
          expected[i] = expected[i - 1] + alpha * (close[i] - expected[i - 1]);
        }
        assertArrayEquals(expected, column(close, new Ema(period)), period + ", seed " + seed);
      }
    }
  }

  @Test
  void wildersAveragesAreThoseOfASinglePass() {
    for (long seed = 1; seed <= 3; seed++) {
      Columns columns = new Columns(TestBars.random(seed, BARS, new Timeframe(5)));
      double[] range = columns.get(new TrueRange());
      for (int period : PERIODS) {
        double[] actual = columns.get(new Atr(period));
        double[] expected = Arrays.copyOf(actual, BARS);
        for (int i = period + 1; i < BARS; i++) {
          expected[i] = (expected[i - 1] * (period - 1) + range[i]) / period;
        }
        assertArrayEquals(expected, actual, period + ", seed " + seed);
      }
    }
  }

  @Test
  void theStrengthIndexIsThatOfASinglePass() {
    for (long seed = 1; seed <= 3; seed++) {
      double[] close = closes(TestBars.random(seed, BARS, new Timeframe(5)));
      for (int period : PERIODS) {
        assertArrayEquals(
            rsi(close, period), column(close, new Rsi(period)), period + ", seed " + seed);
      }
    }
  }

  /** Both averages vanish, or one of them does, or both come near to it. */
  @Test
  void theStrengthIndexOfPricesThatStandStillOrKeepRisingIsThatOfASinglePass() {
    for (int bars : new int[] {250, 500, 700, 1_000, 1_100, 3_000}) {
      for (int from : new int[] {0, 7_000}) {
        for (double step : new double[] {0, 0.125}) {
          double[] close = closes(TestBars.random(6, BARS, new Timeframe(5)));
          for (int i = from + 1; i < from + bars; i++) {
            close[i] = close[i - 1] + step;
          }
          for (int period : PERIODS) {
            assertArrayEquals(
                rsi(close, period),
                column(close, new Rsi(period)),
                period + ", " + bars + " bars from " + from + " by " + step);
          }
        }
      }
    }
  }

  @Test
  void aHoleFarInDoesNotPassUnnoticed() {
    Bars whole = TestBars.random(5, BARS, new Timeframe(5));
    for (int hole : new int[] {20_000, BARS - 1}) {
      double[] close = closes(whole);
      close[hole] = Double.NaN;
      for (Indicator indicator : List.of(new Ema(10), new Rsi(2), new Rsi(14))) {
        double[] holed = column(close, indicator);
        assertArrayEquals(
            Arrays.copyOf(column(closes(whole), indicator), hole), Arrays.copyOf(holed, hole));
        assertTrue(Double.isNaN(holed[hole]), indicator + " at " + hole);
        if (hole < BARS - 1) {
          assertTrue(Double.isFinite(holed[BARS - 1]), indicator + " after " + hole);
        }
      }
    }
  }

  /** The column of the closes up to an index, in an array for all of them. */
  private static double[] compute(double[] close, int last, Indicator indicator) {
    double[] seeded = column(Arrays.copyOf(close, last + 1), indicator);
    return Arrays.copyOf(seeded, close.length);
  }

  private static double[] rsi(double[] close, int period) {
    double[] rsi = new double[close.length];
    Arrays.fill(rsi, 0, period, Double.NaN);
    double gain = 0;
    double loss = 0;
    for (int i = 1; i < close.length; i++) {
      double up = close[i] > close[i - 1] ? close[i] - close[i - 1] : 0;
      double down = close[i] < close[i - 1] ? close[i - 1] - close[i] : 0;
      gain = i <= period ? gain + up : (gain * (period - 1) + up) / period;
      loss = i <= period ? loss + down : (loss * (period - 1) + down) / period;
      if (i == period) {
        gain /= period;
        loss /= period;
      }
      if (i >= period) {
        rsi[i] = gain == 0 && loss == 0 ? 50 : 100 - 100 / (1 + gain / loss);
      }
    }
    return rsi;
  }

  private static double[] closes(Bars bars) {
    return bars.close().clone();
  }

  private static double[] column(double[] closes, Indicator indicator) {
    return new Columns(TestBars.ofCloses("TEST", closes)).get(indicator);
  }
}
