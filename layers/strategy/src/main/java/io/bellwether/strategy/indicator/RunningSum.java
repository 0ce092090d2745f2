package io.bellwether.strategy.indicator;

/**
 * A sum to which values are added and from which they are taken away again, without drift.
 *
 * <p>A plain running sum over a window loses a rounding error at every step and never gets rid of
 * it. Here each step's error is computed exactly (Knuth's two-sum, The Art of Computer Programming,
 * volume 2, 4.2.2) and collected beside the sum, as in Neumaier's summation. For prices, whose
 * magnitudes lie within a factor of 2^40 of each other, the pair is the exact sum: the value
 * depends on what is in the window alone, not on where the series began, so a live run that fetched
 * 300 bars and a backtest over 300,000 see the same bits.
 */
final class RunningSum {
  private double sum;
  private double error;

  void add(double value) {
    double next = sum + value;
    double added = next - sum;
    error += (sum - (next - added)) + (value - added);
    sum = next;
  }

  void subtract(double value) {
    add(-value);
  }

  void clear() {
    sum = 0;
    error = 0;
  }

  double value() {
    return sum + error;
  }

  /**
   * The sum divided by {@code count}. The remainder of the division is carried, so that the mean of
   * equal values is that value and a tie stays a tie.
   */
  double mean(int count) {
    return mean(sum, error, count);
  }

  /** That mean, of the sum {@code sum + error}. */
  static double mean(double sum, double error, int count) {
    double quotient = sum / count;
    return quotient + (Math.fma(-quotient, count, sum) + error) / count;
  }
}
