package io.bellwether.strategy;

/**
 * The stop of a long position that follows the highest close and never falls. It holds the state of
 * one walk along the bars from the fill on, and is made anew for each; whatever is undefined (NaN)
 * leaves it where it is.
 */
final class TrailingStop {
  private double level;
  private double highest = Double.NEGATIVE_INFINITY;

  /**
   * Starts a walk.
   *
   * @param initial the stop at the fill; NaN if there is none yet
   */
  TrailingStop(double initial) {
    this.level = Double.isNaN(initial) ? Double.NEGATIVE_INFINITY : initial;
  }

  /**
   * Takes in the next close.
   *
   * @param close the close
   * @param distance how far below the highest close the stop follows, at this bar
   * @return the stop this close is to be tested against; negative infinity if there is none yet
   */
  double raise(double close, double distance) {
    if (close > highest) {
      highest = close;
    }
    double trailing = highest - distance;
    if (trailing > level) {
      level = trailing;
    }
    return level;
  }
}
