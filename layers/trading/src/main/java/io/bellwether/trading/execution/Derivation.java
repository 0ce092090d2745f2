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
  private Derivation() {}

  /**
   * Refuses an intent whose id is not the one that its signal, its leg and a sequence give.
   *
   * @param ordersOfSignal how many orders there are of its signal, this one included: the sequence
   *     counts those before it
   * @throws DamagedItemException naming the order
   */
  static void require(OrderRecord order, int ordersOfSignal) {
    String leg =
        order.terms().symbol()
            + switch (order.purpose()) {
              case ENTRY -> "-entry";
              case EXIT -> "-exit";
              case PROTECTIVE_STOP -> "-stop";
            };
    boolean derived =
        IntStream.range(0, ordersOfSignal)
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
