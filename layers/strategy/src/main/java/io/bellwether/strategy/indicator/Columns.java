package io.bellwether.strategy.indicator;

import io.bellwether.market.Bars;
import java.util.HashMap;
import java.util.Map;

/** The columns of one series, each computed once. Not safe for use by several threads. */
public final class Columns {
  private final Bars bars;
  private final Map<Indicator, double[]> computed = new HashMap<>();

  public Columns(Bars bars) {
    this.bars = bars;
  }

  public Bars bars() {
    return bars;
  }

  /** The column of an indicator. Shared: do not write. */
  public double[] get(Indicator indicator) {
    double[] column = computed.get(indicator);
    if (column == null) {
      column = indicator.compute(this);
      computed.put(indicator, column);
    }
    return column;
  }

  /** The index of the first defined value of a column; the size of the series if there is none. */
  public int firstDefined(Indicator indicator) {
    double[] column = get(indicator);
    for (int i = 0; i < bars.size(); i++) {
      if (!Double.isNaN(column[i])) {
        return i;
      }
    }
    return bars.size();
  }
}
