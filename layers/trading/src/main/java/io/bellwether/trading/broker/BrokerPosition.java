package io.bellwether.trading.broker;

import io.bellwether.strategy.Direction;
import java.math.BigDecimal;

/**
 * A position as the broker reports it.
 *
 * @param quantity shares, more than 0
 * @param available shares not tied to an open order
 * @param averagePrice the broker's average entry price
 * @param currentPrice the price it marks the position at
 */
public record BrokerPosition(
    String symbol,
    Direction direction,
    BigDecimal quantity,
    BigDecimal available,
    BigDecimal averagePrice,
    BigDecimal currentPrice) {}
