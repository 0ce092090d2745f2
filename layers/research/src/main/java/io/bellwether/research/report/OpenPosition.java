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
 * @param gainInLieu what cash in lieu of parts of shares gained while it was held
 */
public record OpenPosition(
    String symbol,
    Direction direction,
    BigDecimal quantity,
    Instant entryTime,
    BigDecimal averagePrice,
    BigDecimal lastPrice,
    BigDecimal entryFees,
    BigDecimal gainInLieu) {
  /** A position that no reverse split has left a part of a share of. */
  public OpenPosition(
      String symbol,
      Direction direction,
      BigDecimal quantity,
      Instant entryTime,
      BigDecimal averagePrice,
      BigDecimal lastPrice,
      BigDecimal entryFees) {
    this(
        symbol,
        direction,
        quantity,
        entryTime,
        averagePrice,
        lastPrice,
        entryFees,
        BigDecimal.ZERO);
  }

  /** What closing it at the last price would gain, cash in lieu included, after entry fees. */
  public BigDecimal unrealizedPnl() {
    BigDecimal perShare = lastPrice.subtract(averagePrice);
    BigDecimal gross =
        quantity.multiply(direction == Direction.LONG ? perShare : perShare.negate());
    return gross.add(gainInLieu).subtract(entryFees);
  }
}
