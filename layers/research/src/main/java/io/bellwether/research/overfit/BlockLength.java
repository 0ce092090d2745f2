package io.bellwether.research.overfit;

/**
 * The mean block length for the stationary bootstrap that makes the error of a mean's variance
 * least.
 *
 * <p>Source: D. Politis and H. White, "Automatic Block-Length Selection for the Dependent
 * Bootstrap", Econometric Reviews 23(1), 2004, with the correction of the constant by A. Patton, D.
 * Politis and H. White, Econometric Reviews 28(4), 2009: {@code b = (2 G^2 / D)^(1/3) n^(1/3)},
 * {@code D = 2 g(0)^2}. The bandwidth follows the rule of the paper's section 3.2 with c = 2 and K
 * = max(5, sqrt(log10 n)); b is at most min(3 sqrt n, n/3), as in the authors' own program.
 */
public final class BlockLength {
  private static final double SIGNIFICANCE = 2;

  private BlockLength() {}

  /**
   * The mean block length for a series.
   *
   * @param returns at least 10, all finite
   * @return at least 1, which is the ordinary bootstrap; 1 for a series without spread
   */
  public static double stationary(double[] returns) {
    Checks.returns(returns, 10);
    int n = returns.length;
    int run = (int) Math.max(5, Math.ceil(Math.sqrt(Math.log10(n))));
    int mostLags = Math.min(n - 1, (int) Math.ceil(Math.sqrt(n)) + run);
    double[] covariances = autocovariances(returns, mostLags);
    if (ReturnMoments.of(returns).standardDeviation() == 0) {
      return 1;
    }
    int bandwidth = Math.min(mostLags, 2 * lastSignificantLag(covariances, n, run));
    double longRunVariance = covariances[0];
    double g = 0;
    for (int k = 1; k <= bandwidth; k++) {
      double weighted = 2 * flatTop((double) k / bandwidth) * covariances[k];
      longRunVariance += weighted;
      g += k * weighted;
    }
    double longest = Math.ceil(Math.min(3 * Math.sqrt(n), n / 3.0));
    double length = Math.cbrt(g * g / (longRunVariance * longRunVariance) * n);
    return Math.clamp(Double.isNaN(length) ? 1 : length, 1, longest);
  }

  /** With divisor n, for lags 0 to {@code mostLags}. */
  private static double[] autocovariances(double[] values, int mostLags) {
    int n = values.length;
    double mean = 0;
    for (double value : values) {
      mean += value / n;
    }
    double[] covariances = new double[mostLags + 1];
    for (int k = 0; k <= mostLags; k++) {
      double sum = 0;
      for (int t = k; t < n; t++) {
        sum += (values[t] - mean) * (values[t - k] - mean);
      }
      covariances[k] = sum / n;
    }
    return covariances;
  }

  /**
   * The smallest lag, at least 1, after which a run of autocorrelations is insignificant; without
   * such a run the last significant lag.
   */
  private static int lastSignificantLag(double[] covariances, int n, int run) {
    double band = SIGNIFICANCE * Math.sqrt(Math.log10(n) / n) * covariances[0];
    int last = 1;
    for (int k = 2; k < covariances.length && k - last <= run; k++) {
      if (Math.abs(covariances[k]) >= band) {
        last = k;
      }
    }
    return last;
  }

  /** The flat-top lag window of Politis and Romano (1995), for 0 to 1. */
  private static double flatTop(double x) {
    return x <= 0.5 ? 1 : 2 * (1 - x);
  }
}
