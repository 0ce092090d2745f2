package io.bellwether.trading.risk;

import io.bellwether.trading.order.OrderRecord;

/**
 * An order that has passed the risk checks. Only {@link RiskEngine} makes one and brokers accept
 * nothing else, so a bypass does not compile.
 */
public final class ApprovedOrder {
  private final OrderRecord order;

  ApprovedOrder(OrderRecord order) {
    this.order = order;
  }

  public OrderRecord order() {
    return order;
  }
}
