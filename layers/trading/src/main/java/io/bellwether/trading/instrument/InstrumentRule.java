package io.bellwether.trading.instrument;

import io.bellwether.market.PriceStep;

/**
 * What a venue demands of orders and positions in one instrument.
 *
 * @param quantities which quantities can be ordered
 * @param priceStep the grid of prices
 * @param maintenanceMarginRate of the lowest risk tier, a fraction of the position's worth; 0 where
 *     nothing is liquidated
 */
public record InstrumentRule(
    QuantityRule quantities, PriceStep priceStep, double maintenanceMarginRate) {
  /** Any quantity and any price. */
  public static final InstrumentRule NONE = new InstrumentRule(QuantityRule.ANY, PriceStep.NONE, 0);

  public InstrumentRule {
    if (!(maintenanceMarginRate >= 0 && maintenanceMarginRate < 1)) {
      throw new IllegalArgumentException(
          "a maintenance margin rate is from 0 to below 1, not " + maintenanceMarginRate);
    }
  }
}
