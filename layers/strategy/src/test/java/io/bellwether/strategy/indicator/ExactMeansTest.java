package io.bellwether.strategy.indicator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The means of prices are, bit for bit, those of the single pass with its compensated sum. */
class ExactMeansTest {
  private static final int[] LENGTHS = {1, 2, 3, 199, 200, 201, 511, 512, 513, 712, 713, 3_000};

  /** 49 and 98 times their reciprocals are not 1, once those are rounded. */
  private static final int[] PERIODS = {1, 2, 3, 7, 10, 32, 49, 98, 199, 200, 512, 600};

  @Test
  void randomPrices() {
    for (long seed = 1; seed <= 20; seed++) {
      Random random = new Random(seed);
      double unit = Math.scalb(1.0, random.nextInt(-40, 40));
      for (int length : LENGTHS) {
        double[] prices = new double[length];
        for (int i = 0; i < length; i++) {
          prices[i] = unit * Math.exp(2 * random.nextGaussian());
        }
        assertSinglePass(true, prices, "seed " + seed);
      }
    }
  }

  /** Hundredths, quarters and whole numbers, whose means are often halfway between two doubles. */
  @Test
  void roundPrices() {
    for (long seed = 1; seed <= 20; seed++) {
      Random random = new Random(seed);
      int parts = new int[] {100, 4, 1}[(int) (seed % 3)];
      for (int length : LENGTHS) {
        double[] prices = new double[length];
        for (int i = 0; i < length; i++) {
          prices[i] = (1.0 + random.nextInt(10_000)) / parts;
        }
        assertSinglePass(true, prices, "seed " + seed);
      }
    }
  }

  /** Neighbours of 1 on both sides, so that the last bit decides about the rounding. */
  @Test
  void meansInTheMiddleOfTwoDoubles() {
    for (long seed = 1; seed <= 20; seed++) {
      Random random = new Random(seed);
      double[] prices = new double[3_000];
      for (int i = 0; i < prices.length; i++) {
        prices[i] = 1 + random.nextInt(-4, 12) * Math.ulp(1.0) / 2;
        prices[i] = random.nextInt(3) == 0 ? 1 - Math.ulp(1.0) / 2 : prices[i];
      }
      assertSinglePass(true, prices, "seed " + seed);
    }
  }

  @Test
  void aLongSeriesThatRisesAThousandfold() {
    Random random = new Random(330_000);
    double[] prices = new double[330_000];
    for (int i = 0; i < prices.length; i++) {
      prices[i] = Math.exp(7.0 * i / prices.length + 0.1 * random.nextGaussian());
    }
    assertSinglePass(true, 200, prices, "seed 330000");
  }

  @Test
  void whatIsNotAPriceIsLeftToTheSinglePass() {
    for (double odd :
        new double[] {Double.NaN, Double.POSITIVE_INFINITY, 0, -1, 1e-300, 1e300, 1e-13, 1e13}) {
      for (int at : new int[] {0, 1_499, 2_999}) {
        Random random = new Random(at);
        double[] values = random.doubles(3_000, 90, 110).toArray();
        values[at] = odd;
        assertSinglePass(false, values, odd + " at " + at);
      }
    }
  }

  private static void assertSinglePass(boolean prices, double[] values, String message) {
    for (int period : PERIODS) {
      if (period <= values.length) {
        assertSinglePass(prices, period, values, message);
      }
    }
  }

  private static void assertSinglePass(
      boolean prices, int period, double[] values, String message) {
    String where = message + ", " + values.length + " values, period " + period;
    double[] expected = new double[values.length];
    new Sma(period).inOrder(values, expected);
    double[] means = new double[values.length];
    boolean computed = ExactMeans.compute(values, period, means);
    assertEquals(prices, computed, where);
    assertArrayEquals(computed ? expected : new double[values.length], means, where);
  }
}
