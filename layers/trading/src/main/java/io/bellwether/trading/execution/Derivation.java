package io.bellwether.trading.execution;

import io.bellwether.trading.Identifiers;
import io.bellwether.trading.ledger.DamagedItemException;
import io.bellwether.trading.order.OrderRecord;
import java.util.stream.IntStream;

/**
 * Whether a stored intent is one that this system derived. It is asked before an intent is sent
 * again on the word of the ledger alone.
 */
final class Derivation {
  /** Far more orders than one leg of one signal ever takes. */
  private static final int MOST_ORDERS = 1_000;

  private Derivation() {}

  /**
   * Refuses an intent whose id is not the one that its signal, its leg and a sequence give.
   *
   * @throws DamagedItemException naming the order
   */
  static void require(OrderRecord order) {
    String leg =
        order.terms().symbol()
            + switch (order.purpose()) {
              case ENTRY -> "-entry";
              case EXIT -> "-exit";
              case PROTECTIVE_STOP -> "-stop";
            };
    boolean derived =
        IntStream.range(0, MOST_ORDERS)
            .mapToObj(sequence -> Identifiers.clientOrder(order.signalId(), leg, sequence))
            .anyMatch(order.clientOrderId()::equals);
    if (!derived) {
      throw new DamagedItemException(
          "order " + order.clientOrderId(),
          "order "
              + order.clientOrderId()
              + " is stored as an intent for "
              + leg
              + " of signal "
              + order.signalId()
              + ", and no order of that leg has this id: look it up at the broker, and repair or"
              + " remove it",
          new IllegalStateException("underived intent"));
    }
  }
}
