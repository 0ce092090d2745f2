package io.bellwether.trading.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Bars;
import io.bellwether.market.CorporateActions.Split;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.Provenance;
import io.bellwether.market.Timeframe;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DailyConditionsTest {
  private static final int FIRST_DAY = 20_000;
  private static final int BARS_A_DAY = 4;
  private static final long DAY_MILLIS = 86_400_000;

  /** Six days of one bar: closes double and halve, ranges and volumes are round. */
  @Test
  void isReckonedByHand() {
    double[] closes = {100, 200, 100, 200, 100, 200};
    Bars.Builder bars = builder();
    int[] days = new int[6];
    for (int i = 0; i < 6; i++) {
      days[i] = FIRST_DAY + i;
      // The middle of the logarithms of high and low is that of 100.
      bars.add(i * DAY_MILLIS, closes[i], 200, 50, closes[i], 1_000 * (i + 1));
    }
    MarketConditions before = DailyConditions.of(bars.build(), days).before(FIRST_DAY + 5);

    assertEquals(3_000, before.averageDailyVolume(), 1e-9);
    // Returns of +-ln 2, mean 0: the sum of squares is 4 (ln 2)^2, over 3.
    assertEquals(Math.log(2) * Math.sqrt(4.0 / 3), before.dailyVolatility(), 1e-12);
    // Of the four pairs, the two that begin at 200 have sqrt(4 (ln 2)^2), the others 0.
    assertEquals(Math.log(2), before.spread(), 1e-12);
  }

  @Test
  void isUnknownBeforeTheSixthSession() {
    Bars bars = walk(new Random(1), 8, 1);
    DailyConditions conditions = DailyConditions.of(bars, days(8, 1));
    for (int day = 0; day < 8; day++) {
      assertEquals(day >= 5, conditions.before(FIRST_DAY + day).isKnown(), "day " + day);
    }
    assertThrows(IllegalArgumentException.class, () -> conditions.before(FIRST_DAY - 1));
  }

  @Test
  void withoutAnyVolumeItIsUnknown() {
    Bars.Builder bars = builder();
    for (int i = 0; i < 10; i++) {
      bars.add(i * DAY_MILLIS, 10, 11, 9, 10, 0);
    }
    assertFalse(DailyConditions.of(bars.build(), days(10, 1)).before(FIRST_DAY + 9).isKnown());
  }

  /** What happens on a day and after it changes nothing of what is known before it. */
  @ParameterizedTest
  @ValueSource(longs = {2, 20261121})
  void looksAtNothingFromTheDayOn(long seed) {
    int[] days = days(60, BARS_A_DAY);
    Bars bars = walk(new Random(seed), 60, BARS_A_DAY);
    DailyConditions whole = DailyConditions.of(bars, days);
    for (int day = 0; day < 60; day++) {
      Bars upTo = bars.prefix(day * BARS_A_DAY + 1);
      assertEquals(
          whole.before(FIRST_DAY + day),
          DailyConditions.of(upTo, days).before(FIRST_DAY + day),
          "day " + day + ", seed " + seed);
    }
  }

  @Test
  void looksAtTwentySessionsOnly() {
    Bars bars = walk(new Random(3), 40, 1);
    Bars.Builder changed = builder();
    for (int i = 0; i < 40; i++) {
      double factor = i == 5 ? 3 : 1;
      changed.add(
          bars.startMillis()[i],
          bars.open()[i] * factor,
          bars.high()[i] * factor,
          bars.low()[i] * factor,
          bars.close()[i] * factor,
          bars.volume()[i] * factor);
    }
    DailyConditions before = DailyConditions.of(bars, days(40, 1));
    DailyConditions after = DailyConditions.of(changed.build(), days(40, 1));
    for (int day = 6; day < 40; day++) {
      boolean same = before.before(FIRST_DAY + day).equals(after.before(FIRST_DAY + day));
      assertEquals(day > 25, same, "day " + day);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 99})
  void rawBarsWithTheirSplitsAreTheAdjustedOnes(long seed) {
    Bars adjusted = walk(new Random(seed), 60, BARS_A_DAY);
    int[] days = days(60, BARS_A_DAY);
    int splitDay = 30;
    Bars.Builder raw = builder();
    for (int i = 0; i < adjusted.size(); i++) {
      double factor = days[i] < FIRST_DAY + splitDay ? 2 : 1;
      raw.add(
          adjusted.startMillis()[i],
          adjusted.open()[i] * factor,
          adjusted.high()[i] * factor,
          adjusted.low()[i] * factor,
          adjusted.close()[i] * factor,
          adjusted.volume()[i] / factor);
    }
    List<Split> splits =
        List.of(
            // Before the first bar, when nothing of it is to be seen.
            new Split("X", LocalDate.ofEpochDay(FIRST_DAY - 400), 4),
            new Split("X", LocalDate.ofEpochDay(FIRST_DAY + splitDay), 2));
    DailyConditions expected = DailyConditions.of(adjusted, days);
    DailyConditions actual = DailyConditions.of(raw.build(), days, splits);
    for (int day = DailyConditions.FEWEST; day < 60; day++) {
      MarketConditions one = expected.before(FIRST_DAY + day);
      MarketConditions other = actual.before(FIRST_DAY + day);
      // Before the split, the old shares were fewer.
      double shares = day < splitDay ? 2 : 1;
      String what = "day " + day + ", seed " + seed;
      assertEquals(one.averageDailyVolume(), other.averageDailyVolume() * shares, 1e-6, what);
      assertEquals(one.dailyVolatility(), other.dailyVolatility(), 1e-12, what);
      assertEquals(one.spread(), other.spread(), 1e-12, what);
    }
  }

  /** With little else in the prices, the simulated spread is found. */
  @Test
  void theEstimatorFindsASpreadThatBouncesInsideTheRange() {
    Random random = new Random(7);
    double spread = 0.02;
    Bars.Builder bars = builder();
    double middle = 100;
    for (int day = 0; day < 2_000; day++) {
      double high = 0;
      double low = Double.POSITIVE_INFINITY;
      double trade = middle;
      for (int i = 0; i < 200; i++) {
        middle *= Math.exp(random.nextGaussian() * 0.002 / Math.sqrt(200));
        trade = middle * (1 + (random.nextBoolean() ? spread : -spread) / 2);
        high = Math.max(high, trade);
        low = Math.min(low, trade);
      }
      bars.add(day * DAY_MILLIS, trade, high, low, trade, 1_000);
    }
    DailyConditions conditions = DailyConditions.of(bars.build(), days(2_000, 1));
    double sum = 0;
    for (int day = 1_000; day < 2_000; day++) {
      sum += conditions.before(FIRST_DAY + day).spread();
    }
    assertEquals(spread, sum / 1_000, 0.1 * spread);
  }

  @Test
  void conditionsThatCannotBeAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new MarketConditions(0, 0.02, 0));
    assertThrows(IllegalArgumentException.class, () -> new MarketConditions(1, -0.02, 0));
    assertThrows(IllegalArgumentException.class, () -> new MarketConditions(1, 0.02, -1));
    assertTrue(new MarketConditions(1, 0, 0).isKnown());
  }

  private static Bars walk(Random random, int days, int barsADay) {
    Bars.Builder bars = builder();
    double close = 100;
    for (int i = 0; i < days * barsADay; i++) {
      double open = close;
      close = open * Math.exp(0.01 * random.nextGaussian());
      double high = Math.max(open, close) * (1 + 0.005 * random.nextDouble());
      double low = Math.min(open, close) * (1 - 0.005 * random.nextDouble());
      long start = i / barsADay * DAY_MILLIS + i % barsADay * 3_600_000L;
      bars.add(start, open, high, low, close, 1_000 + random.nextInt(100_000));
    }
    return bars.build();
  }

  private static int[] days(int count, int barsADay) {
    int[] days = new int[count * barsADay];
    for (int i = 0; i < days.length; i++) {
      days[i] = FIRST_DAY + i / barsADay;
    }
    return days;
  }

  private static Bars.Builder builder() {
    return Bars.builder("X", Timeframe.DAY, new Provenance("test", PriceBasis.RAW));
  }
}
