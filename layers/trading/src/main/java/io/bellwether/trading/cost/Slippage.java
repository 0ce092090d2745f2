package io.bellwether.trading.cost;

import io.bellwether.trading.order.Side;
import java.math.BigDecimal;

/**
 * How much worse than the market's price a simulated market or stop order fills: always against the
 * order. Limit orders do not slip. Prices are not rounded to the venue's price step.
 */
public sealed interface Slippage permits BpsSlippage, TickSlippage, SpreadSlippage, ImpactSlippage {
  /** Fills at the very price: for golden runs and comparisons. */
  BpsSlippage NONE = new BpsSlippage(BigDecimal.ZERO);

  /**
   * 2 basis points. TQQQ is quoted one cent wide at 50 to 100 dollars, so that crossing half the
   * spread costs 0.5 to 1; the rest is a margin for the wider quotes of the first minutes, when
   * orders decided overnight fill, and for size.
   */
  BpsSlippage DEFAULT = new BpsSlippage(BigDecimal.TWO);

  // No default methods: with one, this interface and the class of its constants would initialize
  // each other, and two threads could wait for one another forever.

  /**
   * The price an order gets: higher for buys; lower for sells, but not below 0.
   *
   * @param price the market's, more than 0
   * @param quantity of the order, not negative
   * @param conditions before the order; not looked at unless {@link #needsConditions}
   * @throws IllegalArgumentException if conditions are needed and not known
   */
  double fillPrice(Side side, double price, double quantity, MarketConditions conditions);

  /**
   * Whether the conditions before the order matter. Where they do not, {@link
   * MarketConditions#UNKNOWN} will do.
   */
  boolean needsConditions();

  /** What {@link SlippageText#parse} reads back as this. */
  String text();

  /** A price moved against an order. */
  static double against(Side side, double price, double distance) {
    return side == Side.BUY ? price + distance : Math.max(0, price - distance);
  }
}
