package io.bellwether.workbench.exchange;

import io.bellwether.trading.order.Side;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * One execution.
 *
 * @param id the activity's id, as the protocol reports it
 * @param orderId the exchange's id of the order
 * @param clientOrderId the client's id of the order
 * @param symbol the symbol
 * @param side the order's side
 * @param quantity shares
 * @param price per share, slippage included
 * @param costs what it cost beside the price, deducted from cash
 * @param cumulativeQuantity what the order has filled with this
 * @param leavesQuantity what of the order is left after this
 * @param time when it happened, on the virtual clock
 * @param barStart the start of the bar whose prices it used
 */
public record ExchangeFill(
    String id,
    String orderId,
    String clientOrderId,
    String symbol,
    Side side,
    BigDecimal quantity,
    BigDecimal price,
    BigDecimal costs,
    BigDecimal cumulativeQuantity,
    BigDecimal leavesQuantity,
    Instant time,
    Instant barStart) {}
