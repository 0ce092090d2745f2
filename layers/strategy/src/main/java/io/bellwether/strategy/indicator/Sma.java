package io.bellwether.strategy.indicator;

/**
 * The simple moving average: the mean of the last {@code period} values, from index {@code period -
 * 1}. Undefined while a value of its window is.
 *
 * @param source what is averaged
 * @param period the number of bars
 */
public record Sma(Indicator source, int period) implements Indicator {
  public Sma {
    Periods.require(period);
  }

  /** Of closes. */
  public Sma(int period) {
    this(Source.CLOSE, period);
  }

  @Override
  public double[] compute(Columns columns) {
    double[] values = columns.get(source);
    double[] average = new double[values.length];
    if (values.length < period || !ExactMeans.compute(values, period, average)) {
      inOrder(values, average);
    }
    return average;
  }

  /** The definition, bar by bar, of values of any kind. */
  void inOrder(double[] values, double[] average) {
    RunningSum sum = new RunningSum();
    int count = 0;
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        sum.clear();
        count = 0;
        average[i] = Double.NaN;
        continue;
      }
      sum.add(values[i]);
      if (count == period) {
        sum.subtract(values[i - period]);
      } else {
        count++;
      }
      average[i] = count == period ? sum.mean(period) : Double.NaN;
    }
  }
}
