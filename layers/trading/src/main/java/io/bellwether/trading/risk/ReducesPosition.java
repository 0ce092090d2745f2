package io.bellwether.trading.risk;

import io.bellwether.strategy.Direction;
import io.bellwether.trading.broker.BrokerPosition;
import io.bellwether.trading.order.OrderPurpose;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.order.Side;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * An order that is said to reduce exposure does: the broker holds the position it closes, at least
 * as large as the order and every other order under way that closes it, so nothing is sold twice. A
 * resting stop counts; whoever sells its shares cancels it first.
 *
 * <p>Without the broker's positions no order can be shown to reduce, and a sale might open a short
 * position: it waits. Where the orders under way are not known, the shares that the broker calls
 * available stand for them.
 */
record ReducesPosition() implements RiskRule {
  @Override
  public String name() {
    return "reduces-only";
  }

  @Override
  public Optional<Objection> objection(OrderRecord order, RiskContext context) {
    Direction closed = order.terms().side() == Side.SELL ? Direction.LONG : Direction.SHORT;
    List<BrokerPosition> positions =
        context.positions().orObject().stream()
            .filter(position -> position.symbol().equals(order.terms().symbol()))
            .filter(position -> position.direction() == closed)
            .toList();
    BigDecimal held = sum(positions.stream().map(BrokerPosition::quantity).toList());
    BigDecimal quantity = order.terms().quantity();
    if (quantity.compareTo(held) > 0) {
      return Optional.of(
          Objection.lasting(
              "the broker reports a %s position of %s: the order would open a new one; reconcile positions"
                  .formatted(closed.label(), Figures.plain(held)),
              quantity,
              held));
    }
    BigDecimal free =
        switch (context.openOrders()) {
          case Fact.Known<List<OrderRecord>>(List<OrderRecord> open) ->
              held.subtract(closing(open, order));
          case Fact.Unknown<List<OrderRecord>> unknown ->
              sum(positions.stream().map(BrokerPosition::available).toList());
        };
    if (quantity.compareTo(free) <= 0) {
      return Optional.empty();
    }
    return Optional.of(
        Objection.passing(
            "of a %s position of %s, orders under way close all but %s; it waits for them"
                .formatted(closed.label(), Figures.plain(held), Figures.plain(free)),
            quantity,
            free));
  }

  /** What other orders under way close of the same position. */
  private static BigDecimal closing(List<OrderRecord> open, OrderRecord order) {
    return sum(
        open.stream()
            .filter(other -> other.purpose() != OrderPurpose.ENTRY && !other.status().isOver())
            .filter(other -> other.terms().symbol().equals(order.terms().symbol()))
            .filter(other -> other.terms().side() == order.terms().side())
            .filter(other -> !other.clientOrderId().equals(order.clientOrderId()))
            .map(other -> other.terms().quantity().subtract(other.filledQuantity()))
            .toList());
  }

  private static BigDecimal sum(List<BigDecimal> quantities) {
    return quantities.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
