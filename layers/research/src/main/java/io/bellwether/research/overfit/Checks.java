package io.bellwether.research.overfit;

/** What the statistics ask of their input. */
final class Checks {
  private Checks() {}

  /** Requires finite returns, and enough of them. */
  static void returns(double[] returns, int fewest) {
    if (returns.length < fewest) {
      throw new IllegalArgumentException(
          "needs at least " + fewest + " returns, not " + returns.length);
    }
    for (int i = 0; i < returns.length; i++) {
      if (!Double.isFinite(returns[i])) {
        throw new IllegalArgumentException("return " + i + " is " + returns[i]);
      }
    }
  }

  /** Requires as many returns as the trials before had. */
  static void trial(double[] returns, int periods, int trial) {
    if (returns.length != periods) {
      throw new IllegalArgumentException(
          "trial " + trial + " has " + returns.length + " returns, the search has " + periods);
    }
    returns(returns, periods);
  }

  /** Requires a number strictly between 0 and 1. */
  static double fraction(String name, double value) {
    if (!(value > 0 && value < 1)) {
      throw new IllegalArgumentException(name + " must lie between 0 and 1, not be " + value);
    }
    return value;
  }

  /** Requires a whole number of at least {@code minimum}. */
  static int atLeast(String name, int minimum, int value) {
    if (value < minimum) {
      throw new IllegalArgumentException(name + " must be at least " + minimum + ", not " + value);
    }
    return value;
  }
}
