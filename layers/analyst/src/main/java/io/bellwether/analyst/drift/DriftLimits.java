package io.bellwether.analyst.drift;

/**
 * From where on a difference that is no difference in decision is for a person to look at.
 *
 * @param bps of the price of an execution, for better or worse
 * @param quantityPercent of the quantity of an entry
 * @param closeBps between the close decided on and the close of now
 */
public record DriftLimits(double bps, double quantityPercent, double closeBps) {
  /** 50 bps and 5 % of an execution, 10 bps of a close. */
  public static final DriftLimits DEFAULT = new DriftLimits(50, 5, 10);
}
