package io.bellwether.research.overfit;

import org.apache.commons.math3.special.Erf;

/** The standard normal distribution. */
final class Normal {
  private static final double ROOT_2 = Math.sqrt(2);

  private Normal() {}

  /** The probability of at most {@code x}. */
  static double cumulative(double x) {
    return 0.5 * Erf.erfc(-x / ROOT_2);
  }

  /** The inverse of {@link #cumulative}. */
  static double quantile(double probability) {
    return -ROOT_2 * Erf.erfcInv(2 * probability);
  }

  /** The value that is exceeded with a (small) probability; exact where {@code 1 - p} is not. */
  static double upperQuantile(double probability) {
    return ROOT_2 * Erf.erfcInv(2 * probability);
  }
}
