package io.bellwether.strategy.indicator;

/**
 * The lowest of the last {@code period} values, from index {@code period - 1}. Undefined while a
 * value of its window is.
 *
 * @param source what is compared
 * @param period the number of bars
 */
public record Lowest(Indicator source, int period) implements Indicator {
  public Lowest {
    Periods.require(period);
  }

  @Override
  public double[] compute(Columns columns) {
    return negative(Highest.slidingMaximum(negative(columns.get(source)), period));
  }

  private static double[] negative(double[] values) {
    double[] negative = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      negative[i] = -values[i];
    }
    return negative;
  }
}
