package io.bellwether.research.overfit;

import java.util.OptionalDouble;

/**
 * The first four moments of a series of returns.
 *
 * @param count the number of returns
 * @param mean the arithmetic mean
 * @param standardDeviation the sample standard deviation, over {@code count - 1}; 0 where the
 *     spread is rounding noise
 * @param skewness the third standardised central moment, over {@code count}; 0 without spread
 * @param kurtosis the fourth standardised central moment, over {@code count}, 3 for a normal
 *     distribution (not the excess); 3 without spread
 */
public record ReturnMoments(
    int count, double mean, double standardDeviation, double skewness, double kurtosis) {
  /** Below this fraction of the largest return a deviation is rounding noise, as in the metrics. */
  private static final double NOISE = 1e-13;

  public ReturnMoments {
    if (count < 2) {
      throw new IllegalArgumentException("moments need at least 2 returns, not " + count);
    }
    if (!(standardDeviation >= 0) || !Double.isFinite(mean + skewness + kurtosis)) {
      throw new IllegalArgumentException(
          "no moments of returns: mean "
              + mean
              + ", standard deviation "
              + standardDeviation
              + ", skewness "
              + skewness
              + ", kurtosis "
              + kurtosis);
    }
  }

  /**
   * The moments of returns per period.
   *
   * @param returns arithmetic, 0.01 for 1 %; at least two, all finite
   */
  public static ReturnMoments of(double[] returns) {
    Checks.returns(returns, 2);
    int n = returns.length;
    double mean = 0;
    double largest = 0;
    for (double r : returns) {
      mean += r;
      largest = Math.max(largest, Math.abs(r));
    }
    mean /= n;
    double second = 0;
    double third = 0;
    double fourth = 0;
    for (double r : returns) {
      double d = r - mean;
      second += d * d;
      third += d * d * d;
      fourth += d * d * d * d;
    }
    double deviation = Math.sqrt(second / (n - 1));
    if (deviation <= NOISE * Math.max(largest, 1e-3)) {
      return new ReturnMoments(n, mean, 0, 0, 3);
    }
    double variance = second / n;
    return new ReturnMoments(
        n,
        mean,
        deviation,
        third / n / (variance * Math.sqrt(variance)),
        fourth / n / (variance * variance));
  }

  /** Mean over standard deviation, per period; nothing without spread. */
  public OptionalDouble sharpe() {
    return standardDeviation == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(mean / standardDeviation);
  }
}
