package io.bellwether.strategy.indicator;

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
    return slidingMaximum(columns.get(source), period);
  }

  /**
   * The maximum of every window in three comparisons a value, whatever the period (van Herk 1992;
   * Gil and Werman 1993): a window that spans two blocks of {@code period} values is the tail of the
   * first and the head of the second.
   */
  static double[] slidingMaximum(double[] values, int period) {
    double[] tail = tails(values, period);
    double[] maximum = new double[values.length];
    double head = Double.NaN;
    int place = 0;
    for (int i = 0; i < values.length; i++) {
      head = place == 0 ? values[i] : Math.max(head, values[i]);
      maximum[i] = i < period - 1 ? Double.NaN : Math.max(tail[i - period + 1], head);
      place = place == period - 1 ? 0 : place + 1;
    }
    return maximum;
  }

  /** The maximum from each index to the end of its block. */
  private static double[] tails(double[] values, int period) {
    double[] tail = new double[values.length];
    for (int i = values.length - 1; i >= 0; i--) {
      boolean endOfBlock = i == values.length - 1 || i % period == period - 1;
      tail[i] = endOfBlock ? values[i] : Math.max(values[i], tail[i + 1]);
    }
    return tail;
  }
}
