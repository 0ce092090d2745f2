package io.bellwether.trading.risk;

import io.bellwether.strategy.Direction;
import io.bellwether.trading.broker.BrokerPosition;
import io.bellwether.trading.order.OrderPurpose;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.order.OrderStatus;
import io.bellwether.trading.order.Side;
import java.math.BigDecimal;
import java.util.List;

/** What an account holds and is about to hold. */
final class Exposure {
  /**
   * By how much a limit in money may be exceeded, as a fraction of it. A size is computed from the
   * equity and price at a bar's close and checked against equity read later; in between a hedge of
   * 30 % that gaps by 15 % moves equity by 4.5 %. Wrong orders are wrong by more than this. The
   * broker's own limit on buying power has no tolerance.
   */
  static final BigDecimal DRIFT_TOLERANCE = new BigDecimal("0.05");

  private Exposure() {}

  /** Whether an amount exceeds a limit by more than drift explains. */
  static boolean exceeds(BigDecimal amount, BigDecimal limit) {
    return amount.compareTo(limit.add(limit.multiply(DRIFT_TOLERANCE))) > 0;
  }

  /**
   * The size of the position in the order's symbol once it and every other entry under way have
   * filled, long or short. It is not known while one that was given up may still arrive.
   */
  static BigDecimal positionAfter(OrderRecord order, RiskContext context) {
    BigDecimal held =
        context.positions().orObject().stream()
            .filter(position -> position.symbol().equals(order.terms().symbol()))
            .map(Exposure::signed)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    List<OrderRecord> others =
        otherEntries(order, context).stream()
            .filter(other -> other.terms().symbol().equals(order.terms().symbol()))
            .toList();
    requireNoneGivenUp(others);
    BigDecimal coming =
        others.stream()
            .map(other -> signed(other, other.terms().quantity().subtract(other.filledQuantity())))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return held.add(coming).add(signed(order, order.terms().quantity())).abs();
  }

  /** What the position would be worth at the context's price. */
  static BigDecimal worthAfter(OrderRecord order, RiskContext context) {
    return positionAfter(order, context).multiply(context.price().orObject());
  }

  /** The positions in other symbols. */
  static List<BrokerPosition> others(OrderRecord order, RiskContext context) {
    return context.positions().orObject().stream()
        .filter(position -> !position.symbol().equals(order.terms().symbol()))
        .toList();
  }

  static BigDecimal worth(BrokerPosition position) {
    return position.quantity().multiply(position.currentPrice()).abs();
  }

  /**
   * Refuses to reckon while an entry in another symbol is under way: what it will be worth is not
   * known before it has filled.
   */
  static void requireNoOtherComing(OrderRecord order, RiskContext context) {
    otherEntries(order, context).stream()
        .filter(other -> !other.terms().symbol().equals(order.terms().symbol()))
        .findFirst()
        .ifPresent(
            other -> {
              throw new NotKnownException(
                  "what the entry in %s will be worth that is under way (order %s)"
                      .formatted(other.terms().symbol(), other.clientOrderId()));
            });
  }

  private static void requireNoneGivenUp(List<OrderRecord> others) {
    others.stream()
        .filter(other -> other.status() == OrderStatus.RETRACTED)
        .findFirst()
        .ifPresent(
            other -> {
              throw new NotKnownException(
                  "whether order %s, which was given up, still arrives"
                      .formatted(other.clientOrderId()));
            });
  }

  private static List<OrderRecord> otherEntries(OrderRecord order, RiskContext context) {
    return context.openOrders().orObject().stream()
        .filter(other -> other.purpose() == OrderPurpose.ENTRY)
        .filter(other -> !other.clientOrderId().equals(order.clientOrderId()))
        .toList();
  }

  private static BigDecimal signed(BrokerPosition position) {
    return position.direction() == Direction.LONG
        ? position.quantity()
        : position.quantity().negate();
  }

  private static BigDecimal signed(OrderRecord order, BigDecimal quantity) {
    return order.terms().side() == Side.BUY ? quantity : quantity.negate();
  }
}
