package io.bellwether.trading.cost;

import io.bellwether.trading.order.Side;
import java.math.BigDecimal;

/**
 * A fraction of the price, whatever the size and the day.
 *
 * @param bps hundredths of a percent of the price, at least 0 and less than 10,000
 */
public record BpsSlippage(BigDecimal bps) implements Slippage {
  private static final int BPS_DIGITS = 4;
  private static final double BPS_PER_WHOLE = 10_000;
  private static final BigDecimal WHOLE = BigDecimal.ONE.movePointRight(BPS_DIGITS);

  public BpsSlippage {
    if (bps.signum() < 0 || bps.compareTo(WHOLE) >= 0) {
      throw new IllegalArgumentException(
          "slippage must be at least 0 and less than 10000 bps, not " + bps.toPlainString());
    }
  }

  /** The price an order gets: higher for buys, lower for sells; exact, not on any price step. */
  public BigDecimal fillPrice(Side side, BigDecimal price) {
    BigDecimal off = price.multiply(bps).movePointLeft(BPS_DIGITS);
    return switch (side) {
      case BUY -> price.add(off);
      case SELL -> price.subtract(off);
    };
  }

  @Override
  public double fillPrice(Side side, double price, double quantity, MarketConditions conditions) {
    return Slippage.against(side, price, price * bps.doubleValue() / BPS_PER_WHOLE);
  }

  @Override
  public boolean needsConditions() {
    return false;
  }

  @Override
  public String text() {
    return bps.signum() == 0 ? "none" : "bps:" + bps.toPlainString();
  }
}
