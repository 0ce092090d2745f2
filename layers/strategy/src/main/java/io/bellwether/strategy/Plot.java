package io.bellwether.strategy;

import java.util.Arrays;
import java.util.List;

/**
 * One of a strategy's columns, as people want to see it.
 *
 * @param name such as {@code RSI(2)}
 * @param placement over the price, in its unit, or in a panel of its own
 * @param values one for each bar of the series, NaN where it is not defined; shared: do not write
 * @param levels what the strategy compares it with
 */
@SuppressWarnings("ArrayRecordComponent") // A shared column: copies of it would be the cost.
public record Plot(String name, Placement placement, double[] values, List<Level> levels) {
  /** Where it is drawn. */
  public enum Placement {
    OVERLAY,
    PANEL
  }

  /**
   * A level the strategy compares with.
   *
   * @param name such as {@code entry}
   */
  public record Level(String name, double value) {}

  public Plot {
    levels = List.copyOf(levels);
  }

  static Plot overlay(String name, double[] values) {
    return new Plot(name, Placement.OVERLAY, values, List.of());
  }

  static Plot panel(String name, double[] values, Level... levels) {
    return new Plot(name, Placement.PANEL, values, List.of(levels));
  }

  /** Content, not identity, of the values. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Plot plot
        && name.equals(plot.name)
        && placement == plot.placement
        && Arrays.equals(values, plot.values)
        && levels.equals(plot.levels);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "Plot[%s, %s, %d values]".formatted(name, placement, values.length);
  }
}
