package io.bellwether.strategy.indicator;

/**
 * The exponential moving average: {@code ema + alpha * (value - ema)} with {@code alpha = 2 /
 * (period + 1)}, seeded at index {@code period - 1} with the mean of the first {@code period}
 * values. In this form the average of a constant is that constant, to the last bit.
 *
 * <p>An undefined value ends the average; it is seeded anew from the values that follow.
 *
 * @param source what is averaged
 * @param period the number of bars that alpha stands for
 */
public record Ema(Indicator source, int period) implements Indicator {
  public Ema {
    Periods.require(period);
  }

  /** Of closes. */
  public Ema(int period) {
    this(Source.CLOSE, period);
  }

  @Override
  public double[] compute(Columns columns) {
    double[] values = columns.get(source);
    double[] average = new double[values.length];
    double alpha = 2.0 / (period + 1);
    int seeded = Math.min(period, values.length);
    inOrder(values, alpha, average, seeded);
    // With a value that is undefined the seed has to be looked for bar by bar.
    if (seeded > 0 && !Recurrence.exponential(values, period, alpha, average, seeded)) {
      inOrder(values, alpha, average, values.length);
    }
    return average;
  }

  /** The definition, up to index {@code to}. */
  private void inOrder(double[] values, double alpha, double[] average, int to) {
    RunningSum seed = new RunningSum();
    double ema = Double.NaN;
    int count = 0;
    for (int i = 0; i < to; i++) {
      double value = values[i];
      if (!Double.isFinite(value)) {
        seed.clear();
        ema = Double.NaN;
        count = 0;
      } else if (count < period) {
        seed.add(value);
        count++;
        ema = count == period ? seed.mean(period) : Double.NaN;
      } else {
        ema += alpha * (value - ema);
      }
      average[i] = ema;
    }
  }
}
