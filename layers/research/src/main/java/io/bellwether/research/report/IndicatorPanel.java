package io.bellwether.research.report;

import java.util.Arrays;
import java.util.List;

/**
 * One of a strategy's indicators, to be drawn over the price or in a panel of its own.
 *
 * @param name as the legend says it, such as {@code RSI(2)}
 * @param placement over the price, in its unit, or in a panel below
 * @param values one for each bar of the run, NaN where the indicator is not defined; shared, not
 *     copied: do not write to them afterwards
 * @param thresholds the levels the strategy compares with, drawn as horizontal lines
 */
@SuppressWarnings("ArrayRecordComponent") // A column of the run, not a copy of it.
public record IndicatorPanel(
    String name, Placement placement, double[] values, List<Threshold> thresholds) {
  /** Where an indicator is drawn. */
  public enum Placement {
    /** On the price chart: moving averages, bands. */
    OVERLAY,
    /** In a panel of its own: oscillators. */
    PANEL
  }

  /**
   * A level the strategy compares the indicator with.
   *
   * @param name such as {@code entry}
   */
  public record Threshold(String name, double value) {}

  public IndicatorPanel {
    thresholds = List.copyOf(thresholds);
  }

  /** Content, not identity, of the values. */
  @Override
  public boolean equals(Object other) {
    return other instanceof IndicatorPanel panel
        && name.equals(panel.name)
        && placement == panel.placement
        && Arrays.equals(values, panel.values)
        && thresholds.equals(panel.thresholds);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "IndicatorPanel[%s, %s, %d values]".formatted(name, placement, values.length);
  }
}
