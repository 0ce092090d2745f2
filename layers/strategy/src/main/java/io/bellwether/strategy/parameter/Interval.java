package io.bellwether.strategy.parameter;

/**
 * A range of numbers.
 *
 * @param low the lower end
 * @param lowIncluded whether the lower end belongs to it
 * @param high the upper end; infinite if there is none
 * @param highIncluded whether the upper end belongs to it
 */
public record Interval(double low, boolean lowIncluded, double high, boolean highIncluded) {
  /** {@code low <= x <= high}. */
  public static Interval closed(double low, double high) {
    return new Interval(low, true, high, true);
  }

  /** {@code low < x <= high}. */
  public static Interval openClosed(double low, double high) {
    return new Interval(low, false, high, true);
  }

  /** {@code low <= x < high}. */
  public static Interval closedOpen(double low, double high) {
    return new Interval(low, true, high, false);
  }

  /** {@code x >= low}, infinity excluded. */
  public static Interval atLeast(double low) {
    return new Interval(low, true, Double.POSITIVE_INFINITY, false);
  }

  /** Whether it contains a number; never true of NaN. */
  public boolean contains(double x) {
    return (lowIncluded ? x >= low : x > low) && (highIncluded ? x <= high : x < high);
  }

  /** In words: {@code above 0 and at most 1}. */
  @Override
  public String toString() {
    String lower = (lowIncluded ? "at least " : "above ") + text(low);
    if (high == Double.POSITIVE_INFINITY) {
      return lower;
    }
    return lower + " and " + (highIncluded ? "at most " : "below ") + text(high);
  }

  /** A number as people write it: without decimals if it has none. */
  static String text(double x) {
    return x == Math.rint(x) && Math.abs(x) < 1e15 ? Long.toString((long) x) : Double.toString(x);
  }
}
