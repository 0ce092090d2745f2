package io.bellwether.strategy.indicator;

/**
 * The extremes of every window of {@code period} values, by doubling: the extreme of a window is
 * that of two windows of half its width that cover it. Each step is one loop without branches,
 * which the compiler turns into vector instructions; there are about log2(period) of them. A value
 * that is not defined (NaN) makes every window it is in undefined. For one thread.
 */
final class Windows {
  /** Small enough for the nearest cache, large against the overlap of usual periods. */
  private static final int LEAST_BLOCK = 1024;

  private final int period;
  private final int block;
  private double[] narrow;
  private double[] wide;

  Windows(int period) {
    this.period = period;
    block = Math.max(LEAST_BLOCK, 2 * period);
    narrow = new double[block + period - 1];
    wide = new double[block + period - 1];
  }

  /** How many windows may be asked for at once. */
  int block() {
    return block;
  }

  /**
   * The highest value of {@code count} windows, the first of which ends at index {@code last}.
   *
   * @return an array that begins with them, valid until the next call
   */
  double[] highest(double[] values, int last, int count) {
    int length = begin(values, last, count);
    for (int width = 1; width < period; ) {
      int step = Math.min(width, period - width);
      length -= step;
      highestOfTwo(narrow, step, wide, length);
      swap();
      width += step;
    }
    return narrow;
  }

  /**
   * The lowest value of {@code count} windows, the first of which ends at index {@code last}.
   *
   * @return an array that begins with them, valid until the next call
   */
  double[] lowest(double[] values, int last, int count) {
    int length = begin(values, last, count);
    for (int width = 1; width < period; ) {
      int step = Math.min(width, period - width);
      length -= step;
      lowestOfTwo(narrow, step, wide, length);
      swap();
      width += step;
    }
    return narrow;
  }

  private int begin(double[] values, int last, int count) {
    int length = count + period - 1;
    System.arraycopy(values, last - period + 1, narrow, 0, length);
    return length;
  }

  private void swap() {
    double[] former = narrow;
    narrow = wide;
    wide = former;
  }

  private static void highestOfTwo(double[] values, int step, double[] highest, int length) {
    for (int i = 0; i < length; i++) {
      highest[i] = Math.max(values[i], values[i + step]);
    }
  }

  private static void lowestOfTwo(double[] values, int step, double[] lowest, int length) {
    for (int i = 0; i < length; i++) {
      lowest[i] = Math.min(values[i], values[i + step]);
    }
  }
}
