package io.bellwether.trading.execution;

import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.order.OrderRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/**
 * Positions may lag behind executions: for a moment the broker's list is that of before a fill
 * which the ledger has posted already. So nothing is concluded from a position just after an order
 * of its symbol has traded.
 */
final class PositionLag {
  /** Orders to enter and to leave live for a day, over a weekend at most. */
  private static final Duration ORDERS_LOOKED_AT = Duration.ofDays(4);

  private final String account;
  private final Ledger ledger;

  PositionLag(String account, Ledger ledger) {
    this.account = account;
    this.ledger = ledger;
  }

  /**
   * Whether a position may not show what an order has traded in its symbol.
   *
   * @param asked when the broker was asked for it
   */
  boolean isPossible(String symbol, Instant asked) {
    return Stream.concat(
            ledger.orders().between(account, asked.minus(ORDERS_LOOKED_AT), Instant.MAX).stream(),
            stops(symbol))
        .filter(order -> order.terms().symbol().equals(symbol))
        .filter(order -> order.filledQuantity().signum() > 0)
        .anyMatch(order -> asked.isBefore(order.updatedAt().plus(OrderGateway.SETTLING_TIME)));
  }

  /** Of a position's stops, which rest for as long as it lasts. */
  private Stream<OrderRecord> stops(String symbol) {
    return ledger.holdings().find(account, symbol).stream()
        .filter(holding -> !holding.signalId().isEmpty())
        .flatMap(holding -> ledger.orders().ofSignal(holding.signalId()).stream());
  }
}
