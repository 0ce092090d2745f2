package io.bellwether.research.tax;

import io.bellwether.trading.order.Side;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * A fill as lots are matched from.
 *
 * @param account lots of different accounts are never matched with each other
 * @param symbol the symbol
 * @param side bought or sold
 * @param time when
 * @param quantity as filled, before any later split; more than 0
 * @param price per share as filled
 * @param fees of this fill, negative if the venue paid
 */
public record LotFill(
    String account,
    String symbol,
    Side side,
    Instant time,
    BigDecimal quantity,
    BigDecimal price,
    BigDecimal fees) {
  public LotFill {
    if (quantity.signum() <= 0 || price.signum() <= 0) {
      throw new IllegalArgumentException(
          "a fill of %s at %s needs a quantity and a price above 0, not %s at %s"
              .formatted(symbol, time, quantity.toPlainString(), price.toPlainString()));
    }
  }
}
