package io.bellwether.strategy.indicator;

import io.bellwether.market.Bars;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The columns of one series, each computed once. Safe for use by several threads: two that ask for
 * a new column at the same time both compute it, to the same values, and share one of the two.
 */
public final class Columns {
  private final Bars bars;
  private final Map<Indicator, double[]> computed = new ConcurrentHashMap<>();
  private final Queue<Indicator> order = new ConcurrentLinkedQueue<>();

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
      // Not computeIfAbsent: an indicator asks for the columns it builds on while it computes.
      double[] fresh = indicator.compute(this);
      double[] earlier = computed.putIfAbsent(indicator, fresh);
      if (earlier == null) {
        order.add(indicator);
      }
      column = earlier == null ? fresh : earlier;
    }
    return column;
  }

  /** The indicators computed so far; those that one builds on come before it. */
  public List<Indicator> computed() {
    return List.copyOf(order);
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

  /** The memory that the columns computed so far take, in bytes. */
  public long bytes() {
    return 8L * bars.size() * computed.size();
  }
}
