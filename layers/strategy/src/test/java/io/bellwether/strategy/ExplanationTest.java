package io.bellwether.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExplanationTest {
  private static String of(double value, int decimals) {
    return new Explanation().value(value, decimals).toString();
  }

  @Test
  void roundsAndKeepsZeros() {
    assertEquals("37.6350", of(37.635, 4));
    assertEquals("0.0042", of(0.00423, 4));
    assertEquals("-1.05", of(-1.05, 2));
    assertEquals("0.00", of(-0.001, 2));
    assertEquals("100.00", of(99.999, 2));
    assertEquals("12875200", of(12_875_200, 0));
    assertEquals("NaN", of(Double.NaN, 2));
    assertEquals("1.0E15", of(1e15, 2));
    assertEquals("-Infinity", of(Double.NEGATIVE_INFINITY, 2));
  }

  @Test
  void saysWhatTheFormatterSays() {
    long seed = 17;
    Random random = new Random(seed);
    for (int i = 0; i < 10_000; i++) {
      double value = 1000 * random.nextGaussian();
      assertEquals(
          String.format(Locale.ROOT, "%.3f", value), of(value, 3), "seed " + seed + ": " + value);
    }
  }
}
