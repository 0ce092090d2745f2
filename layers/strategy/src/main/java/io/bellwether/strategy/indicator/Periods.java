package io.bellwether.strategy.indicator;

/** The check every indicator over a number of bars makes. */
final class Periods {
  private Periods() {}

  static void require(int period) {
    if (period < 1) {
      throw new IllegalArgumentException("period must be at least 1 bar, not " + period);
    }
  }
}
