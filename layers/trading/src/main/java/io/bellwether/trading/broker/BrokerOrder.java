package io.bellwether.trading.broker;

import io.bellwether.trading.order.OrderStatus;
import io.bellwether.trading.order.OrderTerms;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * An order as the broker reports it.
 *
 * @param brokerOrderId the broker's id
 * @param clientOrderId ours, or the one the broker made up
 * @param terms what was asked
 * @param status the broker's status in our terms
 * @param brokerStatus the broker's own word for it
 * @param filledQuantity shares filled so far
 * @param averagePrice of those, if any
 * @param legs the orders attached to it
 */
public record BrokerOrder(
    String brokerOrderId,
    String clientOrderId,
    OrderTerms terms,
    OrderStatus status,
    String brokerStatus,
    BigDecimal filledQuantity,
    Optional<BigDecimal> averagePrice,
    List<BrokerOrder> legs) {}
