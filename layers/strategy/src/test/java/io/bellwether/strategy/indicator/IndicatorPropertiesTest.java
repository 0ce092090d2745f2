package io.bellwether.strategy.indicator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Bars;
import io.bellwether.market.RealData;
import io.bellwether.market.Timeframe;
import io.bellwether.strategy.TestBars;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of every indicator. */
class IndicatorPropertiesTest {
  static List<Indicator> indicators() {
    return AllIndicators.list();
  }

  @ParameterizedTest
  @MethodSource("indicators")
  void theColumnOverAPrefixIsThePrefixOfTheColumn(Indicator indicator) {
    for (long seed = 1; seed <= 5; seed++) {
      Bars random = TestBars.random(seed, 1500, new Timeframe(30));
      assertPrefixProperty(indicator, random, seed);
      assertPrefixProperty(indicator, TestBars.withHoles(seed, random), seed);
    }
  }

  @ParameterizedTest
  @MethodSource("indicators")
  void thePrefixPropertyHoldsOnRealBars(Indicator indicator) {
    assertPrefixProperty(indicator, RealData.bars("TQQQ_1d_split.csv", "TQQQ"), 1);
  }

  private static void assertPrefixProperty(Indicator indicator, Bars bars, long seed) {
    double[] full = new Columns(bars).get(indicator);
    assertEquals(bars.size(), full.length);
    Random random = new Random(seed);
    for (int i = 0; i < 30; i++) {
      int count = i < 25 ? i : random.nextInt(bars.size() + 1);
      double[] prefix = new Columns(bars.prefix(count)).get(indicator);
      // Compares bits, NaN included.
      assertArrayEquals(
          Arrays.copyOf(full, count), prefix, () -> indicator + " x " + count + ", seed " + seed);
    }
  }

  @ParameterizedTest
  @MethodSource("indicators")
  void emptyAndSingleBarSeriesHaveColumns(Indicator indicator) {
    Bars none = TestBars.ofCloses("TEST");
    assertEquals(0, new Columns(none).get(indicator).length);
    assertEquals(0, new Columns(none).firstDefined(indicator));
    assertEquals(1, new Columns(TestBars.ofCloses("TEST", 7)).get(indicator).length);
  }

  @ParameterizedTest
  @MethodSource("indicators")
  void aHoleIsForgotten(Indicator indicator) {
    Bars bars = TestBars.random(3, 400, new Timeframe(30));
    Bars.Builder holed = TestBars.builder("TEST", new Timeframe(30));
    for (int i = 0; i < bars.size(); i++) {
      if (i == 100) {
        double nan = Double.NaN;
        holed.add(bars.startMillis()[i], nan, nan, nan, nan, nan);
      } else {
        holed.add(bars, i);
      }
    }
    double[] column = new Columns(holed.build()).get(indicator);
    assertTrue(Double.isNaN(column[100]), () -> indicator + " is defined at the hole");
    // 30-minute bars around the clock: the session after next starts less than 96 bars later.
    for (int i = 200; i < column.length; i++) {
      int index = i;
      assertTrue(
          Double.isFinite(column[i]) || indicator instanceof RollingVwap,
          () -> indicator + " is still undefined at " + index);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void aPeriodIsAtLeastOneBar(int period) {
    List<Runnable> constructions =
        List.of(
            () -> new Sma(period),
            () -> new Ema(period),
            () -> new Rsi(period),
            () -> new Atr(period),
            () -> new Highest(Source.HIGH, period),
            () -> new Lowest(Source.LOW, period),
            () -> new WilliamsR(period),
            () -> new StandardDeviation(period),
            () -> BollingerBand.lower(period, 2),
            () -> new RollingVwap(period),
            () -> new Turnover(period),
            () -> new Gapless(Source.CLOSE, period));
    for (Runnable construction : constructions) {
      IllegalArgumentException error =
          assertThrows(IllegalArgumentException.class, construction::run);
      assertEquals("period must be at least 1 bar, not " + period, error.getMessage());
    }
  }

  @Test
  void aColumnIsComputedOnceForEqualIndicators() {
    Columns columns = new Columns(TestBars.random(1, 100, Timeframe.DAY));
    assertSame(columns.get(new Sma(5)), columns.get(new Sma(Source.CLOSE, 5)));
    assertNotSame(columns.get(new Sma(5)), columns.get(new Sma(6)));
  }

  @Test
  void aSourceIsCutToTheSeries() {
    Bars bars = TestBars.ofCloses("TEST", 1, 2, 3).prefix(2);
    assertArrayEquals(new double[] {1, 2}, new Columns(bars).get(Source.CLOSE));
  }
}
