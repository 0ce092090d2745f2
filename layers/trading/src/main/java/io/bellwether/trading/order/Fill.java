package io.bellwether.trading.order;

import io.bellwether.trading.Checks;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * One execution.
 *
 * @param id the broker's id of the execution
 * @param clientOrderId the order it belongs to
 * @param symbol the symbol
 * @param side the order's side
 * @param quantity shares
 * @param price per share, as reported; may be finer than the price step
 * @param fees what it cost by the account's cost model, not negative
 * @param time when it happened
 */
public record Fill(
    String id,
    String clientOrderId,
    String symbol,
    Side side,
    BigDecimal quantity,
    BigDecimal price,
    BigDecimal fees,
    Instant time) {
  public Fill {
    Checks.name("the fill's id", id);
    Checks.positive("the filled quantity", quantity);
    Checks.positive("the price of the fill", price);
    Checks.bounded("the fees", fees);
  }
}
