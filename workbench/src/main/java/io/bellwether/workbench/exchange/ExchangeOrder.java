package io.bellwether.workbench.exchange;

import io.bellwether.trading.order.OrderType;
import io.bellwether.trading.order.Side;
import io.bellwether.trading.order.TimeInForce;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * An order as it stood when it was asked for.
 *
 * @param id the exchange's id
 * @param clientOrderId the client's id
 * @param quantity shares asked for; empty for an order of an amount of money
 * @param averagePrice of the shares filled, if any
 * @param costs what the fills cost beside their price
 * @param parentId the order it came with
 * @param acceptedAt when it was accepted, on the virtual clock
 * @param updatedAt when it last changed
 */
public record ExchangeOrder(
    String id,
    String clientOrderId,
    String symbol,
    Side side,
    OrderType type,
    TimeInForce timeInForce,
    Optional<BigDecimal> quantity,
    Optional<BigDecimal> limitPrice,
    Optional<BigDecimal> stopPrice,
    ExchangeStatus status,
    BigDecimal filledQuantity,
    Optional<BigDecimal> averagePrice,
    BigDecimal costs,
    Optional<String> parentId,
    Instant acceptedAt,
    Instant updatedAt) {}
