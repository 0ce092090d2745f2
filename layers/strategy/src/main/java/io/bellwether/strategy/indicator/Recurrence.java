package io.bellwether.strategy.indicator;

/**
 * The recurrences of exponential averages, four stretches of a series at a time.
 *
 * <p>Such an average takes a bar's value from the one before it, so that a processor which could do
 * eight things at once waits for one. But it also forgets: begun anywhere, after some periods it
 * agrees to the last bit with the one begun at the start. So three stretches begin with a guess
 * made from the bars before them, and all four go on together; then the recurrence goes on from the
 * end of each into the next until it meets the value there, usually at once. From a value on which
 * both agree they are the same, because the rest depends on nothing else. The column is thus that
 * of a single pass, bit for bit, whether or not the guesses were good: they decide only about the
 * time.
 */
final class Recurrence {
  private static final int STRETCHES = 4;

  /** By then the start weighs less than the last bit: exp(-1) a period in Wilder's average. */
  private static final int PERIODS_TO_FORGET = 64;

  /** The warm-up of the guesses has to be small against the stretches. */
  private static final int TIMES_THE_WARM_UP = 4;

  private Recurrence() {}

  /** How many values come before a stretch's first until the start is forgotten. */
  static int warmUp(int period) {
    return PERIODS_TO_FORGET * period;
  }

  /**
   * The length of each of four stretches; 0 if the series is too short for more than one pass. Up
   * to three values remain after the last one.
   */
  static int stretch(int values, int period) {
    boolean worthwhile = values / STRETCHES > (long) TIMES_THE_WARM_UP * PERIODS_TO_FORGET * period;
    return worthwhile ? values / STRETCHES : 0;
  }

  /**
   * {@code average + alpha * (value - average)}.
   *
   * @param values what is averaged
   * @param average receives the averages from index {@code from} on; the one before is there
   * @return false if a value or an average is not finite; then what was received is of no use
   */
  static boolean exponential(
      double[] values, int period, double alpha, double[] average, int from) {
    int length = stretch(values.length - from, period);
    int second = from + length;
    int third = second + length;
    int fourth = third + length;
    int end = length == 0 ? from : fourth + length;
    if (length > 0) {
      double a = average[from - 1];
      double b = exponentialBefore(second, values, period, alpha);
      double c = exponentialBefore(third, values, period, alpha);
      double d = exponentialBefore(fourth, values, period, alpha);
      for (int i = 0; i < length; i++) {
        a += alpha * (values[from + i] - a);
        b += alpha * (values[second + i] - b);
        c += alpha * (values[third + i] - c);
        d += alpha * (values[fourth + i] - d);
        average[from + i] = a;
        average[second + i] = b;
        average[third + i] = c;
        average[fourth + i] = d;
      }
      if (!Double.isFinite(a + b + c + d)) {
        return false;
      }
      exponentialInto(second, end, values, alpha, average);
      exponentialInto(third, end, values, alpha, average);
      exponentialInto(fourth, end, values, alpha, average);
    }
    double last = average[end - 1];
    for (int i = end; i < values.length; i++) {
      last += alpha * (values[i] - last);
      average[i] = last;
    }
    return Double.isFinite(last);
  }

  private static double exponentialBefore(int at, double[] values, int period, double alpha) {
    double average = values[at - warmUp(period)];
    for (int i = at - warmUp(period); i < at; i++) {
      average += alpha * (values[i] - average);
    }
    return average;
  }

  private static void exponentialInto(
      int stretch, int end, double[] values, double alpha, double[] average) {
    double value = average[stretch - 1];
    for (int i = stretch; i < end; i++) {
      value += alpha * (values[i] - value);
      if (same(average[i], value)) {
        return;
      }
      average[i] = value;
    }
  }

  /**
   * Wilder's {@code (average * (period - 1) + value) / period}.
   *
   * @param values what is averaged
   * @param average receives the averages from index {@code from} on; the one before is there
   * @return false if a value or an average is not finite; then what was received is of no use
   */
  static boolean wilder(double[] values, int period, double[] average, int from) {
    int length = stretch(values.length - from, period);
    int second = from + length;
    int third = second + length;
    int fourth = third + length;
    int end = length == 0 ? from : fourth + length;
    double divisor = period;
    double weight = divisor - 1;
    if (length > 0) {
      double a = average[from - 1];
      double b = wilderBefore(second, values, period);
      double c = wilderBefore(third, values, period);
      double d = wilderBefore(fourth, values, period);
      for (int i = 0; i < length; i++) {
        a = (a * weight + values[from + i]) / divisor;
        b = (b * weight + values[second + i]) / divisor;
        c = (c * weight + values[third + i]) / divisor;
        d = (d * weight + values[fourth + i]) / divisor;
        average[from + i] = a;
        average[second + i] = b;
        average[third + i] = c;
        average[fourth + i] = d;
      }
      if (!Double.isFinite(a + b + c + d)) {
        return false;
      }
      wilderInto(second, end, values, period, average);
      wilderInto(third, end, values, period, average);
      wilderInto(fourth, end, values, period, average);
    }
    double last = average[end - 1];
    for (int i = end; i < values.length; i++) {
      last = (last * weight + values[i]) / divisor;
      average[i] = last;
    }
    return Double.isFinite(last);
  }

  private static double wilderBefore(int at, double[] values, int period) {
    double average = values[at - warmUp(period)];
    for (int i = at - warmUp(period); i < at; i++) {
      average = (average * (period - 1) + values[i]) / period;
    }
    return average;
  }

  private static void wilderInto(
      int stretch, int end, double[] values, int period, double[] average) {
    double value = average[stretch - 1];
    for (int i = stretch; i < end; i++) {
      value = (value * (period - 1) + values[i]) / period;
      if (same(average[i], value)) {
        return;
      }
      average[i] = value;
    }
  }

  /** To the bit, so that a zero has its sign. */
  private static boolean same(double one, double other) {
    return Double.doubleToRawLongBits(one) == Double.doubleToRawLongBits(other);
  }
}
