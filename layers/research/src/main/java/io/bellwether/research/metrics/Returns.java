package io.bellwether.research.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/** Daily returns and the moments and ratios of them. */
final class Returns {
  /**
   * Below this fraction of the largest value, a spread is rounding noise. Equal returns computed
   * from a growing equity differ in the last bits, and a Sharpe ratio of 10^15 helps nobody.
   */
  private static final double NOISE = 1e-13;

  private Returns() {}

  /**
   * One return per session, the first on the initial capital. Empty from the moment equity is 0 or
   * less: a return on nothing is not defined, and neither is any ratio of such returns.
   */
  static double[] daily(double capital, List<DailyEquity> equity) {
    return daily(capital, equity.stream().mapToDouble(DailyEquity::equity).toArray());
  }

  static double[] daily(double capital, double[] equity) {
    double[] returns = new double[equity.length];
    double previous = capital;
    for (int i = 0; i < returns.length; i++) {
      if (previous <= 0) {
        return new double[0];
      }
      returns[i] = equity[i] / previous - 1;
      previous = equity[i];
    }
    return returns;
  }

  static double[] minus(double[] values, double constant) {
    double[] result = new double[values.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = values[i] - constant;
    }
    return result;
  }

  static double[] minus(double[] values, double[] others) {
    double[] result = new double[values.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = values[i] - others[i];
    }
    return result;
  }

  /** mean / sample standard deviation * sqrt(periods). */
  static OptionalDouble meanOverDeviation(double[] values, double periods) {
    if (values.length < 2) {
      return OptionalDouble.empty();
    }
    return ratio(mean(values), deviation(values), largest(values), periods);
  }

  /** mean / root of the mean squared shortfall below 0, over all values, * sqrt(periods). */
  static OptionalDouble meanOverDownside(double[] values, double periods) {
    if (values.length < 2) {
      return OptionalDouble.empty();
    }
    double squares = 0;
    for (double value : values) {
      double shortfall = Math.min(value, 0);
      squares += shortfall * shortfall;
    }
    return ratio(mean(values), Math.sqrt(squares / values.length), largest(values), periods);
  }

  /** The sample standard deviation; NaN for fewer than two values. */
  static double deviation(double[] values) {
    double mean = mean(values);
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return values.length < 2 ? Double.NaN : Math.sqrt(squares / (values.length - 1));
  }

  /** Whether the values differ by more than rounding. */
  static boolean vary(double[] values) {
    return values.length >= 2 && deviation(values) > noise(largest(values));
  }

  /**
   * The adjusted Fisher-Pearson coefficient of skewness, n / ((n-1)(n-2)) * sum(z^3) with z in
   * sample standard deviations: G1 of Joanes and Gill, 1998.
   */
  static OptionalDouble skewness(double[] values) {
    double n = values.length;
    if (n < 3 || !vary(values)) {
      return OptionalDouble.empty();
    }
    return defined(n / ((n - 1) * (n - 2)) * sumOfStandardised(values, 3));
  }

  /**
   * The sample excess kurtosis, n(n+1) / ((n-1)(n-2)(n-3)) * sum(z^4) - 3(n-1)^2 / ((n-2)(n-3)): G2
   * of Joanes and Gill, 1998. 0 for a normal distribution.
   */
  static OptionalDouble excessKurtosis(double[] values) {
    double n = values.length;
    if (n < 4 || !vary(values)) {
      return OptionalDouble.empty();
    }
    double scale = n * (n + 1) / ((n - 1) * (n - 2) * (n - 3));
    double normal = 3 * (n - 1) * (n - 1) / ((n - 2) * (n - 3));
    return defined(scale * sumOfStandardised(values, 4) - normal);
  }

  private static double sumOfStandardised(double[] values, int power) {
    double mean = mean(values);
    double deviation = deviation(values);
    double sum = 0;
    for (double value : values) {
      sum += Math.pow((value - mean) / deviation, power);
    }
    return sum;
  }

  /**
   * The quantile with linear interpolation between order statistics: definition 7 of Hyndman and
   * Fan, 1996, the default of NumPy and R.
   *
   * @param sorted at least one value, ascending
   * @param probability from 0 to 1
   */
  static double quantile(double[] sorted, double probability) {
    double rank = probability * (sorted.length - 1);
    int below = (int) Math.floor(rank);
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
  }

  static double[] sorted(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted;
  }

  private static OptionalDouble ratio(double mean, double spread, double largest, double periods) {
    if (spread <= noise(largest)) {
      return OptionalDouble.empty();
    }
    return defined(mean / spread * Math.sqrt(periods));
  }

  private static double noise(double largest) {
    return NOISE * Math.max(largest, 1e-3);
  }

  /** The quotient; nothing for a denominator of 0. */
  static OptionalDouble quotient(double dividend, double divisor) {
    return divisor == 0 ? OptionalDouble.empty() : defined(dividend / divisor);
  }

  /** The value, or nothing if it is infinite or not a number. */
  static OptionalDouble defined(double value) {
    return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
  }

  static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double largest(double[] values) {
    double largest = 0;
    for (double value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }
}
