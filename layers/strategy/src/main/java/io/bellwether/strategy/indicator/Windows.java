package io.bellwether.strategy.indicator;

/**
 * The extremes of every window of {@code period} values, by doubling: the extreme of a window is
 * that of two windows of half its width that cover it. Each step is one loop without branches,
 * which the compiler turns into vector instructions; there are about log2(period) of them. The
 * second half is copied first, because two indices into arrays that may be the same keep the
 * compiler from it. A value that is not defined (NaN) makes every window it is in undefined. For
 * one thread.
 */
final class Windows {
  /** Small enough for the nearest cache, large against the overlap of usual periods. */
  private static final int LEAST_BLOCK = 256;

  private final int period;
  private final int block;
  private final double[] extremes;
  private final double[] shifted;

  Windows(int period) {
    this.period = period;
    block = Math.max(LEAST_BLOCK, 4 * period);
    extremes = new double[block + period - 1];
    shifted = new double[block + period - 1];
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
      System.arraycopy(extremes, step, shifted, 0, length);
      highest(extremes, shifted, length);
      width += step;
    }
    return extremes;
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
      System.arraycopy(extremes, step, shifted, 0, length);
      lowest(extremes, shifted, length);
      width += step;
    }
    return extremes;
  }

  private int begin(double[] values, int last, int count) {
    int length = count + period - 1;
    System.arraycopy(values, last - period + 1, extremes, 0, length);
    return length;
  }

  private static void highest(double[] extremes, double[] others, int length) {
    for (int i = 0; i < length; i++) {
      extremes[i] = Math.max(extremes[i], others[i]);
    }
  }

  private static void lowest(double[] extremes, double[] others, int length) {
    for (int i = 0; i < length; i++) {
      extremes[i] = Math.min(extremes[i], others[i]);
    }
  }
}
