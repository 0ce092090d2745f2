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
    double[] block = new double[highs.block()];
    int first = Math.min(period - 1, percent.length);
    Arrays.fill(percent, 0, first, Double.NaN);
    for (int from = first; from < percent.length; from += highs.block()) {
      int count = Math.min(highs.block(), percent.length - from);
      double[] highest = highs.highest(high, from, count);
      double[] lowest = lows.lowest(low, from, count);
      System.arraycopy(close, from, block, 0, count);
      percent(block, highest, lowest, count);
      System.arraycopy(block, 0, percent, from, count);
    }
    return percent;
  }

  /** Replaces the closes of a block. A loop without a branch is compiled to vector instructions. */
  private static void percent(double[] block, double[] highest, double[] lowest, int count) {
    for (int i = 0; i < count; i++) {
      block[i] = -100 * (highest[i] - block[i]) / (highest[i] - lowest[i]);
    }
    for (int i = 0; i < count; i++) {
      if (highest[i] == lowest[i]) {
        block[i] = -50;
      }
    }
  }
}
