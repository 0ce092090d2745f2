package io.bellwether.strategy.indicator;

/**
 * Wilder's average true range, in the unit of the price.
 *
 * <p>The first value is the mean of the true ranges 1 to {@code period}, at index {@code period};
 * then {@code atr = (atr * (period - 1) + range) / period}. An undefined true range ends the
 * average; it is seeded anew from the ranges that follow.
 *
 * @param period the number of true ranges averaged
 */
public record Atr(int period) implements Indicator {
  public Atr {
    Periods.require(period);
  }

  @Override
  public double[] compute(Columns columns) {
    double[] ranges = columns.get(new TrueRange());
    double[] average = new double[ranges.length];
    int seeded = Math.min(period + 1, ranges.length);
    inOrder(ranges, average, seeded);
    // With a range that is undefined the seed has to be looked for bar by bar.
    if (seeded > 0 && !Recurrence.wilder(ranges, period, average, seeded)) {
      inOrder(ranges, average, ranges.length);
    }
    return average;
  }

  /** The definition, up to index {@code to}. */
  private void inOrder(double[] ranges, double[] average, int to) {
    RunningSum seed = new RunningSum();
    double atr = Double.NaN;
    int count = 0;
    for (int i = 0; i < to; i++) {
      double range = ranges[i];
      if (!Double.isFinite(range)) {
        seed.clear();
        atr = Double.NaN;
        count = 0;
      } else if (count < period) {
        seed.add(range);
        count++;
        atr = count == period ? seed.mean(period) : Double.NaN;
      } else {
        atr = (atr * (period - 1) + range) / period;
      }
      average[i] = atr;
    }
  }
}
