package io.bellwether.market.feed;

/**
 * Decimal digits to the nearest double, ties to even, as {@link Double#parseDouble} gives it, but
 * without a string and many times faster for the numbers that files of bars hold.
 */
final class Decimals {
  /** Digits of which any number is below 2^63. */
  static final int MAX_DIGITS = 18;

  /** Every whole number up to here is a double. */
  private static final long EXACT = 1L << 53;

  /** The powers of ten that are doubles. */
  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  /** Far above the error that is left in {@link #corrected}, far below half a unit. */
  private static final double MARGIN = 0x1p-90;

  private Decimals() {}

  /**
   * The double nearest to {@code digits / 10^places}, or NaN if this way cannot tell; {@link
   * Double#parseDouble} can.
   *
   * @param digits a whole number from 0 to below 10^{@value #MAX_DIGITS}
   * @param places how many of its digits stand after the point, 0 or more
   */
  static double nearest(long digits, int places) {
    if (places >= POWERS.length) {
      return Double.NaN;
    }
    // One correctly rounded operation on two exact numbers (Clinger, "How to Read Floating Point
    // Numbers Accurately", PLDI 1990).
    return digits <= EXACT ? digits / POWERS[places] : corrected(digits, POWERS[places]);
  }

  /**
   * A quotient whose dividend does not fit into a double. The quotient of the dividend's nearest
   * double is corrected by its remainder, which a fused multiply-add gives exactly, and by what the
   * dividend lost. The sum is right if the whole of the interval that the true quotient lies in
   * rounds to it (Ziv's rounding test, "Fast Evaluation of Elementary Mathematical Functions with
   * Correctly Rounded Last Bit", ACM TOMS 17, 1991).
   */
  private static double corrected(long digits, double power) {
    double nearby = digits;
    double lost = digits - (long) nearby;
    double quotient = nearby / power;
    double correction = (Math.fma(-quotient, power, nearby) + lost) / power;
    double sum = quotient + correction;
    double left = correction - (sum - quotient);
    double margin = sum * MARGIN;
    return sum + (left + margin) == sum && sum + (left - margin) == sum ? sum : Double.NaN;
  }
}
