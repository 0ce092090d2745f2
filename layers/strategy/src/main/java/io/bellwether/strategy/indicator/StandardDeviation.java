package io.bellwether.strategy.indicator;

/**
 * The population standard deviation of the last {@code period} values, from index {@code period -
 * 1}. Undefined while a value of its window is.
 *
 * <p>Two passes over each window, not running sums of squares: those cancel to noise when the
 * deviation is small against the price. The cost grows with the period, and is paid once a column.
 *
 * @param source what is measured
 * @param period the number of bars
 */
public record StandardDeviation(Indicator source, int period) implements Indicator {
  public StandardDeviation {
    Periods.require(period);
  }

  /** Of closes. */
  public StandardDeviation(int period) {
    this(Source.CLOSE, period);
  }

  @Override
  public double[] compute(Columns columns) {
    double[] values = columns.get(source);
    double[] mean = columns.get(new Sma(source, period));
    double[] deviation = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      deviation[i] = Double.isNaN(mean[i]) ? Double.NaN : deviation(values, i, mean[i]);
    }
    return deviation;
  }

  private double deviation(double[] values, int last, double mean) {
    double squares = 0;
    for (int i = last - period + 1; i <= last; i++) {
      double difference = values[i] - mean;
      squares += difference * difference;
    }
    return Math.sqrt(squares / period);
  }
}
