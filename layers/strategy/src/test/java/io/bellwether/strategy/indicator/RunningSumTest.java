package io.bellwether.strategy.indicator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.bellwether.market.Bars;
import io.bellwether.market.Timeframe;
import io.bellwether.strategy.TestBars;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The sum that must not drift. */
class RunningSumTest {
  private static final int BARS = 330_000;
  private static final int PERIOD = 200;

  /** A walk over six orders of magnitude, to provoke cancellation. */
  private static double[] closes(long seed) {
    Random random = new Random(seed);
    double[] closes = new double[BARS];
    double logarithm = 0;
    for (int i = 0; i < BARS; i++) {
      logarithm = Math.clamp(logarithm + 0.02 * random.nextGaussian(), -7, 7);
      closes[i] = Math.exp(logarithm);
    }
    return closes;
  }

  @Test
  void theMeanIsCorrectlyRoundedAfterManyBars() {
    long seed = 20240108;
    double[] closes = closes(seed);
    double[] sma = new Columns(TestBars.ofCloses("TEST", closes)).get(new Sma(PERIOD));
    // Enough digits to tell a tie from its neighbourhood.
    MathContext digits = new MathContext(200);
    for (int last = PERIOD - 1; last < BARS; last += 997) {
      BigDecimal sum = BigDecimal.ZERO;
      for (int i = last - PERIOD + 1; i <= last; i++) {
        sum = sum.add(new BigDecimal(closes[i]));
      }
      double exact = sum.divide(BigDecimal.valueOf(PERIOD), digits).doubleValue();
      assertEquals(exact, sma[last], "bar " + last + ", seed " + seed);
    }
  }

  /** What a plain running sum does here; if it were exact, the class would be needless. */
  @Test
  void aPlainRunningSumWouldDrift() {
    double[] closes = closes(20240108);
    double plain = 0;
    RunningSum exact = new RunningSum();
    for (int i = 0; i < BARS; i++) {
      plain += closes[i];
      exact.add(closes[i]);
      if (i >= PERIOD) {
        plain -= closes[i - PERIOD];
        exact.subtract(closes[i - PERIOD]);
      }
    }
    assertNotEquals(exact.value(), plain);
  }

  @Test
  void theAverageDoesNotDependOnWhereTheSeriesBegins() {
    for (long seed = 1; seed <= 3; seed++) {
      Bars all = TestBars.random(seed, 20_000, new Timeframe(5));
      Bars recent = all.between(all.start(19_000), all.start(19_999).plusSeconds(1));
      for (Indicator indicator :
          new Indicator[] {new Sma(200), BollingerBand.lower(20, 2), new WilliamsR(10)}) {
        double[] ofAll = new Columns(all).get(indicator);
        double[] ofRecent = new Columns(recent).get(indicator);
        assertArrayEquals(
            Arrays.copyOfRange(ofAll, 19_200, 20_000),
            Arrays.copyOfRange(ofRecent, 200, 1_000),
            indicator + ", seed " + seed);
      }
    }
  }

  @Test
  void takingAwayWhatWasAddedLeavesNothing() {
    RunningSum sum = new RunningSum();
    double[] closes = closes(7);
    for (double close : closes) {
      sum.add(close);
    }
    for (double close : closes) {
      sum.subtract(close);
    }
    assertEquals(0, sum.value());
  }

  @Test
  void aLargeValueThatComesAndGoesTakesNothingWithIt() {
    RunningSum sum = new RunningSum();
    sum.add(1);
    sum.add(1e17);
    sum.subtract(1e17);
    assertEquals(1, sum.value());
  }
}
