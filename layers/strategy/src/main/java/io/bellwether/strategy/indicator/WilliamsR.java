package io.bellwether.strategy.indicator;

/**
 * Williams %R, -100 to 0: {@code -100 * (HH - close) / (HH - LL)} over the highest high and lowest
 * low of {@code period} bars, from index {@code period - 1}. Without a range (HH = LL) it is -50.
 *
 * @param period the number of bars
 */
public record WilliamsR(int period) implements Indicator {
  public WilliamsR {
    Periods.require(period);
  }

  @Override
  public double[] compute(Columns columns) {
    double[] highest = columns.get(new Highest(Source.HIGH, period));
    double[] lowest = columns.get(new Lowest(Source.LOW, period));
    double[] close = columns.bars().close();
    double[] percent = new double[highest.length];
    for (int i = 0; i < percent.length; i++) {
      double range = highest[i] - lowest[i];
      percent[i] = range == 0 ? -50 : -100 * (highest[i] - close[i]) / range;
    }
    return percent;
  }
}
