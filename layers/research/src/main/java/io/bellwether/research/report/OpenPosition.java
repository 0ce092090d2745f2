package io.bellwether.research.report;

import io.bellwether.strategy.Direction;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * A position that is still open when the run ends: marked to the last close, and no trade.
 *
 * @param symbol the symbol
 * @param direction long or short
 * @param quantity more than 0
 * @param entryTime the first fill of the entry
 * @param averagePrice the quantity-weighted entry price without fees
 * @param lastPrice the last close
 * @param entryFees fees paid for the entry
 */
public record OpenPosition(
    String symbol,
    Direction direction,
    BigDecimal quantity,
    Instant entryTime,
    BigDecimal averagePrice,
    BigDecimal lastPrice,
    BigDecimal entryFees) {
  /** What closing it at the last price would gain, after the entry's fees. */
  public BigDecimal unrealizedPnl() {
    BigDecimal perShare = lastPrice.subtract(averagePrice);
    BigDecimal gross =
        quantity.multiply(direction == Direction.LONG ? perShare : perShare.negate());
    return gross.subtract(entryFees);
  }
}
