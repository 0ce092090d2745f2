package io.bellwether.strategy.indicator;

import io.bellwether.market.Bars;

/**
 * Wilder's true range: the largest of high - low, |high - previous close| and |low - previous
 * close|. Undefined at index 0, which has no previous close.
 */
public record TrueRange() implements Indicator {
  @Override
  public double[] compute(Columns columns) {
    Bars bars = columns.bars();
    double[] high = bars.high();
    double[] low = bars.low();
    double[] close = bars.close();
    double[] range = new double[bars.size()];
    if (range.length > 0) {
      range[0] = Double.NaN;
      // The previous closes, moved to the bar: loops with one index are compiled to vectors.
      System.arraycopy(close, 0, range, 1, range.length - 1);
    }
    for (int i = 0; i < range.length; i++) {
      double gap = Math.max(Math.abs(high[i] - range[i]), Math.abs(low[i] - range[i]));
      range[i] = Math.max(high[i] - low[i], gap);
    }
    return range;
  }
}
