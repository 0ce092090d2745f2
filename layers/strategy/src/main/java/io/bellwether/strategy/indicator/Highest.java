package io.bellwether.strategy.indicator;

import java.util.Arrays;

/**
 * The highest of the last {@code period} values, from index {@code period - 1}. Undefined while a
 * value of its window is.
 *
 * @param source what is compared
 * @param period the number of bars
 */
public record Highest(Indicator source, int period) implements Indicator {
  public Highest {
    Periods.require(period);
  }

  @Override
  public double[] compute(Columns columns) {
    double[] values = columns.get(source);
    double[] highest = new double[values.length];
    Windows windows = new Windows(period);
    int first = Math.min(period - 1, values.length);
    Arrays.fill(highest, 0, first, Double.NaN);
    for (int from = first; from < values.length; from += windows.block()) {
      int count = Math.min(windows.block(), values.length - from);
      System.arraycopy(windows.highest(values, from, count), 0, highest, from, count);
    }
    return highest;
  }
}
