package io.bellwether.research.overfit;

import java.util.SplittableRandom;

/** Made-up returns. */
final class Series {
  private Series() {}

  /** Independent and normal, with a mean in units of the standard deviation of 1 %. */
  static double[] normal(SplittableRandom random, int size, double sharpe) {
    double[] returns = new double[size];
    for (int t = 0; t < size; t++) {
      returns[t] = 0.01 * (sharpe + random.nextGaussian());
    }
    return returns;
  }

  /**
   * Autoregressive of first order with uniform shocks from a linear congruential generator, so that
   * other programs can make the same.
   */
  static double[] autoregressive(int size, double phi, long seed) {
    double[] values = new double[size];
    long state = seed;
    double previous = 0;
    for (int t = 0; t < size; t++) {
      state = (state * 1_103_515_245L + 12_345) % 2_147_483_648L;
      previous = phi * previous + (state / 2_147_483_648.0 - 0.5);
      values[t] = previous;
    }
    return values;
  }
}
