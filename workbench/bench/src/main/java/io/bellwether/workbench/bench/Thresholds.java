package io.bellwether.workbench.bench;

/**
 * What a parameter set of {@code rsi2} says.
 *
 * @param entry buy at an RSI at or below it
 * @param exit sell at an RSI at or above it
 * @param stopLoss the distance of the resting stop as a fraction of the entry price
 * @param weight of equity
 */
record Thresholds(double entry, double exit, double stopLoss, double weight) {
  static final Thresholds DEFAULT = new Thresholds(30, 75, 0.05, 0.9);
}
