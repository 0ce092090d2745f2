package io.bellwether.research.metrics;

import java.util.List;
import java.util.OptionalDouble;

/** Daily returns and the ratios of them. */
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
    double mean = mean(values);
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return ratio(mean, Math.sqrt(squares / (values.length - 1)), largest(values), periods);
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

  private static OptionalDouble ratio(double mean, double spread, double largest, double periods) {
    if (spread <= NOISE * Math.max(largest, 1e-3)) {
      return OptionalDouble.empty();
    }
    return defined(mean / spread * Math.sqrt(periods));
  }

  /** The value, or nothing if it is infinite or not a number. */
  static OptionalDouble defined(double value) {
    return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
  }

  private static double mean(double[] values) {
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
