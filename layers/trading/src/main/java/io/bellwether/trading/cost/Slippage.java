package io.bellwether.trading.cost;

import io.bellwether.trading.order.Side;
import java.math.BigDecimal;

/**
 * How much worse than the bar's price a simulated market order fills.
 *
 * @param bps hundredths of a percent of the price, at least 0 and less than 10,000
 */
public record Slippage(BigDecimal bps) {
  private static final int BPS_DIGITS = 4;
  private static final BigDecimal WHOLE = BigDecimal.ONE.movePointRight(BPS_DIGITS);

  /** Fills at the very price: for golden runs and comparisons. */
  public static final Slippage NONE = new Slippage(BigDecimal.ZERO);

  /**
   * 2 basis points. TQQQ is quoted one cent wide at 50 to 100 dollars, so that crossing half the
   * spread costs 0.5 to 1; the rest is a margin for the wider quotes of the first minutes, when
   * orders decided overnight fill, and for size.
   */
  public static final Slippage DEFAULT = new Slippage(BigDecimal.TWO);

  public Slippage {
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

  /** The same in doubles, for research. */
  public double fillPrice(Side side, double price) {
    double off = price * bps.doubleValue() / 10_000;
    return side == Side.BUY ? price + off : price - off;
  }
}
