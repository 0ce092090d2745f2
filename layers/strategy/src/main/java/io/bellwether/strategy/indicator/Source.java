package io.bellwether.strategy.indicator;

import io.bellwether.market.Bars;
import java.util.Arrays;

/** The columns that come with the bars. */
public enum Source implements Indicator {
  OPEN,
  HIGH,
  LOW,
  CLOSE,
  VOLUME,
  /** The typical price, {@code (high + low + close) / 3}. */
  TYPICAL;

  @Override
  public double[] compute(Columns columns) {
    Bars bars = columns.bars();
    return switch (this) {
      case OPEN -> ofSize(bars.open(), bars.size());
      case HIGH -> ofSize(bars.high(), bars.size());
      case LOW -> ofSize(bars.low(), bars.size());
      case CLOSE -> ofSize(bars.close(), bars.size());
      case VOLUME -> ofSize(bars.volume(), bars.size());
      case TYPICAL -> typical(bars);
    };
  }

  /** The bars' own column, unless they are a prefix of it. Both are shared and not written to. */
  private static double[] ofSize(double[] column, int size) {
    return column.length == size ? column : Arrays.copyOf(column, size);
  }

  private static double[] typical(Bars bars) {
    double[] high = bars.high();
    double[] low = bars.low();
    double[] close = bars.close();
    double[] typical = new double[bars.size()];
    for (int i = 0; i < typical.length; i++) {
      typical[i] = (high[i] + low[i] + close[i]) / 3;
    }
    return typical;
  }
}
