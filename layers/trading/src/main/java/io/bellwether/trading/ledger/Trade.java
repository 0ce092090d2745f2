package io.bellwether.trading.ledger;

import io.bellwether.strategy.Direction;
import io.bellwether.strategy.ExitReason;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * A closed trade: one per exit fill, matched at the average entry price.
 *
 * @param id the exit fill's id
 * @param entryTime the first fill of the entry
 * @param exitTime the exit fill
 * @param fees of both sides, the entry's in proportion to the quantity closed
 * @param pnl in US dollars, after fees
 */
public record Trade(
    String id,
    String account,
    String strategy,
    String symbol,
    Direction direction,
    BigDecimal quantity,
    Instant entryTime,
    BigDecimal entryPrice,
    Instant exitTime,
    BigDecimal exitPrice,
    BigDecimal fees,
    BigDecimal pnl,
    ExitReason exitReason) {}
