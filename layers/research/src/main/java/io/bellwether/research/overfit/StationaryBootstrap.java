package io.bellwether.research.overfit;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Draws resamples of a stationary series, in blocks of random length that start anywhere and wrap
 * around its end, so that dependence within a block survives.
 *
 * <p>Source: D. Politis and J. Romano, "The Stationary Bootstrap", Journal of the American
 * Statistical Association 89(428), 1994: starts are uniform, lengths geometric with the mean given.
 */
public final class StationaryBootstrap {
  private final int periods;
  private final double logContinues;
  private final RandomGenerator random;

  /**
   * A source of resamples.
   *
   * @param periods the length of the series and of every resample
   * @param meanBlockLength at least 1, for which observations are drawn one by one
   * @param random where chance comes from
   */
  public StationaryBootstrap(int periods, double meanBlockLength, RandomGenerator random) {
    this.periods = Checks.atLeast("periods", 1, periods);
    if (!(meanBlockLength >= 1) || !Double.isFinite(meanBlockLength)) {
      throw new IllegalArgumentException(
          "the mean block length must be at least 1, not " + meanBlockLength);
    }
    this.logContinues = Math.log1p(-1 / meanBlockLength);
    this.random = random;
  }

  /** A resample as runs of consecutive observations; a block that wraps is two runs. */
  static final class Resample {
    private final int[] starts;
    private final int[] lengths;

    private Resample(int[] starts, int[] lengths) {
      this.starts = starts;
      this.lengths = lengths;
    }

    /** The observations in order. */
    double[] of(double[] series) {
      double[] values = new double[Arrays.stream(lengths).sum()];
      int filled = 0;
      for (int run = 0; run < starts.length; run++) {
        System.arraycopy(series, starts[run], values, filled, lengths[run]);
        filled += lengths[run];
      }
      return values;
    }

    /** Their sum, from the sums of the first 0, 1, ... n observations of the series. */
    double sum(double[] prefixSums) {
      double sum = 0;
      for (int run = 0; run < starts.length; run++) {
        sum += prefixSums[starts[run] + lengths[run]] - prefixSums[starts[run]];
      }
      return sum;
    }
  }

  /** The observations of the next resample of a series, as long as it. */
  public double[] resample(double[] series) {
    if (series.length != periods) {
      throw new IllegalArgumentException(
          "the series has " + series.length + " values, this bootstrap is for " + periods);
    }
    return next().of(series);
  }

  /** The next resample. */
  Resample next() {
    int[] starts = new int[16];
    int[] lengths = new int[16];
    int runs = 0;
    int filled = 0;
    while (filled < periods) {
      int start = random.nextInt(periods);
      int left = Math.min(blockLength(), periods - filled);
      filled += left;
      while (left > 0) {
        if (runs == starts.length) {
          starts = Arrays.copyOf(starts, 2 * runs);
          lengths = Arrays.copyOf(lengths, 2 * runs);
        }
        int length = Math.min(left, periods - start);
        starts[runs] = start;
        lengths[runs++] = length;
        left -= length;
        start = 0;
      }
    }
    return new Resample(Arrays.copyOf(starts, runs), Arrays.copyOf(lengths, runs));
  }

  /** Geometric by inversion; 1 - nextDouble() lies in (0, 1]. */
  private int blockLength() {
    if (logContinues == Double.NEGATIVE_INFINITY) {
      return 1;
    }
    double length = 1 + Math.floor(Math.log(1 - random.nextDouble()) / logContinues);
    return (int) Math.min(length, periods);
  }
}
