package io.bellwether.analyst.drift;

import io.bellwether.strategy.Direction;
import io.bellwether.trading.ledger.Holding;
import io.bellwether.trading.ledger.Trade;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A position of the account, from its first fill on.
 *
 * @param symbol the symbol
 * @param direction long or short
 * @param entryTime its first fill
 * @param price the quantity-weighted entry price without fees
 * @param exits the trades that closed parts of it, in order
 * @param open what is left of it, as the ledger has it now
 */
record LivePosition(
    String symbol,
    Direction direction,
    Instant entryTime,
    double price,
    List<Trade> exits,
    Optional<Holding> open) {
  /** What the ledger names the trade that pays a fraction of a share after a split. */
  private static final String FRACTION_PAID = "split-";

  static boolean isFractionPaid(Trade trade) {
    return trade.id().startsWith(FRACTION_PAID);
  }

  /** The quantity entered. */
  double quantity() {
    BigDecimal left = open.map(Holding::quantity).orElse(BigDecimal.ZERO);
    return exits.stream().map(Trade::quantity).reduce(left, BigDecimal::add).doubleValue();
  }

  /** The quantity held after the trades before an instant. */
  double quantityAt(Instant time) {
    double left = quantity();
    for (Trade exit : exits) {
      left -= exit.exitTime().isBefore(time) ? exit.quantity().doubleValue() : 0;
    }
    return left;
  }

  /** Whether any of it is held at an instant: entered before it and not yet left. */
  boolean isHeldAt(Instant time) {
    return entryTime.isBefore(time)
        && (open.isPresent() || !exits.getLast().exitTime().isBefore(time));
  }

  /** Whether it is open and the ledger took it over from the broker instead of entering it. */
  boolean isHeldAsAdopted() {
    return open.filter(Holding::isAdopted).isPresent();
  }
}
