package io.bellwether.trading.analysis;

/**
 * How many of the signals that asked for a change were right some bars later.
 *
 * @param bars how many bars after the decision
 * @param right how many were
 * @param judged of how many that is known
 * @param low the lower end of the 95 % interval of the rate, 0 to 1
 * @param high its upper end
 */
public record SignalAccuracy(int bars, int right, int judged, double low, double high) {
  public SignalAccuracy {
    if (right < 0 || right > judged) {
      throw new IllegalArgumentException(right + " of " + judged + " cannot be right");
    }
  }
}
