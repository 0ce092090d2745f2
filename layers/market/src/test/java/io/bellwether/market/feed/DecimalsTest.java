package io.bellwether.market.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The JDK's own parser is the oracle: what is not NaN has to be the same bits. */
final class DecimalsTest {
  private static final long SEED = 20_241_031;

  @Test
  void digitsOfAnyLengthAndPointAnywhere() {
    SplittableRandom random = new SplittableRandom(SEED);
    int answered = 0;
    int runs = 200_000;
    for (int i = 0; i < runs; i++) {
      long digits = random.nextLong(pow10(random.nextInt(1, Decimals.MAX_DIGITS + 1)));
      answered += check(digits, random.nextInt(0, 25));
    }
    assertTrue(answered > 0.9 * runs, answered + " of " + runs + " answered, seed " + SEED);
  }

  /** The shortest decimals of doubles, up to 17 digits, are what programs write. */
  @Test
  void shortestDecimalsOfPrices() {
    SplittableRandom random = new SplittableRandom(SEED);
    int answered = 0;
    int runs = 200_000;
    for (int i = 0; i < runs; i++) {
      double price = random.nextDouble(1e-4, 1) * Math.pow(10, random.nextInt(0, 9));
      BigDecimal text = new BigDecimal(Double.toString(price));
      answered += check(text.unscaledValue().longValueExact(), Math.max(0, text.scale()));
    }
    assertEquals(runs, answered, "seed " + SEED);
  }

  /** Half-way between two doubles, and a last digit beside it, is where rounding goes wrong. */
  @Test
  void decimalsAtAndBesideTheMiddleOfTwoDoubles() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 50_000; i++) {
      double price = random.nextDouble(1, 1000);
      BigDecimal middle =
          new BigDecimal(price).add(new BigDecimal(Math.ulp(price)).divide(BigDecimal.TWO));
      BigInteger digits =
          middle.unscaledValue().divide(BigInteger.TEN.pow(middle.precision() - 18));
      int places = 18 - (middle.precision() - middle.scale());
      for (int beside = -2; beside <= 2; beside++) {
        check(digits.longValueExact() + beside, places);
      }
    }
    // Exactly in the middle: 2^53 + 1, 2^53 + 3, and quarters of them.
    for (long digits = (1L << 53) - 64; digits < (1L << 53) + 64; digits++) {
      check(digits, 0);
      check(digits * 5, 1);
      check(digits * 25, 2);
    }
  }

  /** Whether there was an answer, which must be right. */
  private static int check(long digits, int places) {
    double nearest = Decimals.nearest(digits, places);
    if (Double.isNaN(nearest)) {
      return 0;
    }
    double expected = Double.parseDouble(digits + "e-" + places);
    assertEquals(
        Double.doubleToRawLongBits(expected),
        Double.doubleToRawLongBits(nearest),
        () -> digits + "e-" + places + ", seed " + SEED);
    return 1;
  }

  private static long pow10(int exponent) {
    return BigInteger.TEN.pow(exponent).longValueExact();
  }
}
