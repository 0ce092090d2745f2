package io.bellwether.trading.risk;

import io.bellwether.trading.order.OrderRecord;
import java.util.Optional;

/** One rule an order has to pass. Rules are independent of each other and remember nothing. */
interface RiskRule {
  /** The name in refusals, such as {@code kill-switch}. */
  String name();

  /**
   * Why the order may not be placed, with figures, and what to do; empty if this rule allows it.
   */
  Optional<String> objection(OrderRecord order, RiskContext context);
}
