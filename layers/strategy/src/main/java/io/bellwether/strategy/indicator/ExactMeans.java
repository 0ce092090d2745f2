package io.bellwether.strategy.indicator;

import java.util.Arrays;

/**
 * The means of all windows of prices, in loops most of which the compiler turns into vector
 * instructions.
 *
 * <p>Each price is split into a coarse part, a multiple of some power of two, and the fine rest
 * (Dekker, A floating-point technique for extending the available precision, 1971). The power of
 * two is such that neither the coarse nor the fine parts of a window need more than 53 bits to be
 * added up: plain running sums of both are exact, whatever the order.
 *
 * <p>The bits are those of {@link RunningSum}, because both are the exact mean, rounded once. With
 * n prices in windows of p, the largest G and the least g: every part is a multiple of ulp(g), and
 * no sum of errors or fine parts exceeds 2 n p ulp(G), so that neither loses a bit. The mean is a
 * first quotient and a correction, which is off by less than 2^-103 n G; it is at least 2^-54 g / p
 * away from where rounding turns, or right there, and then the correction is exact. All of it holds
 * while n p G / g is less than 2^48: of 330,000 prices in windows of 200 the largest may be four
 * million times the least.
 */
final class ExactMeans {
  private static final double GREATEST_SPREAD = 0x1p48;

  /** Far enough from where numbers become too large, or too small for an exact remainder. */
  private static final double GREATEST = 0x1p900;

  private static final double LEAST = 0x1p-900;

  /** Small enough for the parts of a block to stay in the nearest cache. */
  private static final int BLOCK = 512;

  private final double[] values;
  private final int period;

  /** Added to a price and taken away again, it leaves the coarse part. */
  private final double splitter;

  private final double[] coarse = new double[BLOCK];
  private final double[] fine = new double[BLOCK];

  private ExactMeans(double[] values, int period, double greatest) {
    this.values = values;
    this.period = period;
    splitter = 0x1p53 * Math.ulp(period * greatest);
  }

  /**
   * Computes the column of means.
   *
   * @param period at most the number of values
   * @param means receives the means, NaN before index {@code period - 1}
   * @return false if the values are not prices, positive and of magnitudes not too different; then
   *     nothing was received
   */
  static boolean compute(double[] values, int period, double[] means) {
    double least = Double.POSITIVE_INFINITY;
    double greatest = 0;
    for (int i = 0; i < values.length; i++) {
      least = Math.min(least, values[i]);
      greatest = Math.max(greatest, values[i]);
    }
    double spread = greatest / least * period * values.length;
    // An undefined value makes all three false.
    if (least > LEAST && greatest < GREATEST && spread < GREATEST_SPREAD) {
      new ExactMeans(values, period, greatest).into(means);
      return true;
    }
    return false;
  }

  private void into(double[] means) {
    double coarseSum = 0;
    double fineSum = 0;
    for (int i = 0; i < period; i++) {
      double part = values[i] + splitter - splitter;
      coarseSum += part;
      fineSum += values[i] - part;
    }
    Arrays.fill(means, 0, period - 1, Double.NaN);
    means[period - 1] = RunningSum.mean(coarseSum, fineSum, period);
    for (int from = period; from < values.length; from += BLOCK) {
      int count = Math.min(BLOCK, values.length - from);
      changes(from, count);
      // Two bars at once, as the processor would wait for every sum. A block is an even number.
      for (int i = 0; i < count; i += 2) {
        double coarseOne = coarseSum + coarse[i];
        double fineOne = fineSum + fine[i];
        coarseSum += coarse[i] + coarse[i + 1];
        fineSum += fine[i] + fine[i + 1];
        coarse[i] = coarseOne;
        fine[i] = fineOne;
        coarse[i + 1] = coarseSum;
        fine[i + 1] = fineSum;
      }
      means(count);
      System.arraycopy(coarse, 0, means, from, count);
    }
  }

  /** What the value that comes in adds to the parts, less what the one that goes out takes away. */
  private void changes(int from, int count) {
    // Copied because the compiler uses vector instructions where all arrays have one index alone.
    System.arraycopy(values, from, coarse, 0, count);
    System.arraycopy(values, from - period, fine, 0, count);
    for (int i = 0; i < count; i++) {
      double in = coarse[i];
      double out = fine[i];
      double inPart = in + splitter - splitter;
      double outPart = out + splitter - splitter;
      coarse[i] = inPart - outPart;
      fine[i] = (in - inPart) - (out - outPart);
    }
  }

  /**
   * The means of the sums of a block. {@link RunningSum#mean} without its divisions, which cost
   * more than all the rest: what the reciprocal gets wrong, the exact remainder puts right.
   */
  private void means(int count) {
    double divisor = period;
    double reciprocal = 1 / divisor;
    for (int i = 0; i < count; i++) {
      double quotient = coarse[i] * reciprocal;
      double rest = Math.fma(-quotient, divisor, coarse[i]) + fine[i];
      double correction = rest * reciprocal;
      double missing = Math.fma(-correction, divisor, rest);
      coarse[i] = quotient + Math.fma(missing, reciprocal, correction);
    }
  }
}
