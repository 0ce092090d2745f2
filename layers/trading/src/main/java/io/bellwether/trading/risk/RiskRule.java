package io.bellwether.trading.risk;

import io.bellwether.trading.order.OrderRecord;
import java.util.Optional;
import java.util.Set;

/** One rule an order has to pass. Rules are independent of each other and remember nothing. */
interface RiskRule {
  /** The name in refusals, such as {@code kill-switch}. */
  String name();

  /**
   * What it has against the order; empty if it allows it. A rule may ask for any fact with {@link
   * Fact#orObject}: if that is not known, it objects by that.
   */
  Optional<Objection> objection(OrderRecord order, RiskContext context);

  /** The facts it needs that cost a call of their own to learn. */
  default Set<CostlyFact> needs() {
    return Set.of();
  }
}
