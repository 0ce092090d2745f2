package io.bellwether.trading.broker;

import io.bellwether.trading.order.Side;
import java.math.BigDecimal;
import java.time.Instant;

/** One execution as the broker reports it. */
public record BrokerFill(
    String id,
    String brokerOrderId,
    String symbol,
    Side side,
    BigDecimal quantity,
    BigDecimal price,
    Instant time) {}
