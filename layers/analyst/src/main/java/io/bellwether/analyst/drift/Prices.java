package io.bellwether.analyst.drift;

/** Differences of prices. */
final class Prices {
  private static final double BPS = 1e4;
  private static final double MILLIONTHS = 1e6;

  private Prices() {}

  /** By how much a price is above another, in basis points, exact to a millionth of one. */
  static double bps(double price, double than) {
    // Of a price averaged over fills the last bits are no difference.
    return Math.rint((price / than - 1) * BPS * MILLIONTHS) / MILLIONTHS + 0.0;
  }
}
