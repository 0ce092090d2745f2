package io.bellwether.strategy.indicator;

import io.bellwether.market.Bars;

/**
 * Another column where no bar is missing from its window, undefined elsewhere: the last {@code
 * period} bars start one timeframe after the other. For markets that never close; sessions are gaps
 * like any other.
 *
 * @param column what is looked at
 * @param period the number of bars that must follow each other without a gap
 */
public record Gapless(Indicator column, int period) implements Indicator {
  public Gapless {
    Periods.require(period);
  }

  @Override
  public double[] compute(Columns columns) {
    double[] values = columns.get(column);
    Bars bars = columns.bars();
    long[] start = bars.startMillis();
    long span = (period - 1) * bars.timeframe().duration().toMillis();
    double[] gapless = new double[bars.size()];
    for (int i = 0; i < gapless.length; i++) {
      boolean complete = i >= period - 1 && start[i] - start[i - period + 1] == span;
      gapless[i] = complete ? values[i] : Double.NaN;
    }
    return gapless;
  }
}
