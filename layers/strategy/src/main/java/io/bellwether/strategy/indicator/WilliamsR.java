package io.bellwether.strategy.indicator;

import java.util.Arrays;

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
    double[] high = columns.get(Source.HIGH);
    double[] low = columns.get(Source.LOW);
    double[] close = columns.get(Source.CLOSE);
    double[] percent = new double[close.length];
    Windows highs = new Windows(period);
    Windows lows = new Windows(period);
    int first = Math.min(period - 1, percent.length);
    Arrays.fill(percent, 0, first, Double.NaN);
    for (int from = first; from < percent.length; from += highs.block()) {
      int count = Math.min(highs.block(), percent.length - from);
      double[] highest = highs.highest(high, from, count);
      double[] lowest = lows.lowest(low, from, count);
      for (int i = 0; i < count; i++) {
        percent[from + i] = -100 * (highest[i] - close[from + i]) / (highest[i] - lowest[i]);
      }
      // A loop of its own: the one above has no branch and is compiled to vector instructions.
      for (int i = 0; i < count; i++) {
        if (highest[i] == lowest[i]) {
          percent[from + i] = -50;
        }
      }
    }
    return percent;
  }
}
