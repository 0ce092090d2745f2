package io.bellwether.trading.cost;

import io.bellwether.strategy.Direction;

/**
 * A linear perpetual backed by isolated margin, as Bybit reckons it: what is lost of one position
 * is at most its own margin. When the mark price reaches the liquidation price, the exchange takes
 * the position over at the bankruptcy price, at which the margin is gone.
 *
 * <p>Source: Bybit's help pages, Liquidation Price (USDT Contract), isolated margin, and Bankruptcy
 * Price (USDT Contract). For a position of one unit, with the initial margin {@code entry /
 * leverage} and the maintenance margin {@code entry * rate}:
 *
 * <pre>
 * liquidation, long  = entry - (initial margin - maintenance margin) - extra margin per unit
 * liquidation, short = entry + (initial margin - maintenance margin) + extra margin per unit
 * bankruptcy         = entry * (1 - 1 / leverage) for long, entry * (1 + 1 / leverage) for short
 * </pre>
 *
 * <p>The venue's own figure differs a little: it counts the fee to close and, since 2026, the
 * maintenance margin at the mark price. Larger positions have higher rates by tiers; the rate given
 * here is that of the position's tier.
 *
 * @param leverage the position's worth at entry as a multiple of its margin, at least 1
 * @param maintenanceMarginRate a fraction of the position's worth at entry, less than the initial
 *     margin's
 */
public record IsolatedMargin(double leverage, double maintenanceMarginRate) {
  public IsolatedMargin {
    if (!(leverage >= 1 && Double.isFinite(leverage))) {
      throw new IllegalArgumentException("leverage must be at least 1, not " + leverage);
    }
    if (!(maintenanceMarginRate >= 0 && maintenanceMarginRate < 1 / leverage)) {
      throw new IllegalArgumentException(
          "a maintenance margin of %s of the value leaves nothing of an initial margin of 1/%s"
              .formatted(maintenanceMarginRate, leverage));
    }
  }

  /**
   * The mark price that liquidates a position, without extra margin. At leverage 1 a long position
   * has one too, just above 0.
   *
   * @param entryPrice the average, more than 0
   */
  public double liquidationPrice(Direction direction, double entryPrice) {
    return liquidationPrice(direction, entryPrice, 0);
  }

  /**
   * The mark price that liquidates a position.
   *
   * @param entryPrice the average, more than 0
   * @param extraMarginPerUnit margin added later, of each unit held, at least 0
   * @return not below 0; 0 if the margin covers any loss
   */
  public double liquidationPrice(
      Direction direction, double entryPrice, double extraMarginPerUnit) {
    double room = entryPrice * (1 / leverage - maintenanceMarginRate) + extraMarginPerUnit;
    return direction == Direction.LONG ? Math.max(0, entryPrice - room) : entryPrice + room;
  }

  /**
   * The price a liquidated position is taken over at, without extra margin.
   *
   * @param entryPrice the average, more than 0
   */
  public double bankruptcyPrice(Direction direction, double entryPrice) {
    double part = 1 / leverage;
    return direction == Direction.LONG ? entryPrice * (1 - part) : entryPrice * (1 + part);
  }
}
