package io.bellwether.trading.risk;

import io.bellwether.strategy.Direction;
import io.bellwether.trading.broker.BrokerPosition;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.order.Side;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * An order that is said to reduce exposure does: the broker holds the position it closes, at least
 * as large as the order. Shares tied to a resting stop count as held; whoever sells them cancels
 * the stop first, and the broker refuses it otherwise.
 */
record ReducesPosition() implements RiskRule {
  @Override
  public String name() {
    return "reduces-only";
  }

  @Override
  public Optional<String> objection(OrderRecord order, RiskContext context) {
    Direction closed = order.terms().side() == Side.SELL ? Direction.LONG : Direction.SHORT;
    BigDecimal held =
        context.positions().stream()
            .filter(position -> position.symbol().equals(order.terms().symbol()))
            .filter(position -> position.direction() == closed)
            .map(BrokerPosition::quantity)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    if (order.terms().quantity().compareTo(held) <= 0) {
      return Optional.empty();
    }
    return Optional.of(
        "the broker reports a %s position of %s: the order would open a new one; reconcile positions"
            .formatted(closed.label(), Figures.plain(held)));
  }
}
