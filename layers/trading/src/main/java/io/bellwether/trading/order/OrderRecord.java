package io.bellwether.trading.order;

import io.bellwether.trading.Checks;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * An order in the ledger: the intent, written before the broker is called, and what became of it.
 *
 * @param clientOrderId the id under which the broker knows it, derived from signal, leg and
 *     sequence
 * @param account our account
 * @param strategy the strategy that owns it
 * @param signalId the signal it came from
 * @param purpose what it is for
 * @param exitReason the reason a trade closed by it will carry; empty for entries
 * @param terms what is asked of the venue
 * @param status its state
 * @param brokerOrderId the broker's id, once known
 * @param filledQuantity how much of it has been posted as fills
 * @param note why it was rejected or abandoned, or empty
 * @param createdAt when the intent was stored
 * @param updatedAt when it last changed
 * @param revision counts changes; a write that does not know the last one fails
 */
public record OrderRecord(
    String clientOrderId,
    String account,
    String strategy,
    String signalId,
    OrderPurpose purpose,
    Optional<io.bellwether.strategy.ExitReason> exitReason,
    OrderTerms terms,
    OrderStatus status,
    Optional<String> brokerOrderId,
    BigDecimal filledQuantity,
    String note,
    Instant createdAt,
    Instant updatedAt,
    long revision) {
  public OrderRecord {
    Checks.name("the client order id", clientOrderId);
    Checks.name("the order's account", account);
    Checks.name("the order's signal", signalId);
    Checks.notNegative("the filled quantity", filledQuantity);
    if (exitReason.isPresent() == (purpose == OrderPurpose.ENTRY)) {
      throw new IllegalArgumentException(
          "an order that leaves a position has an exit reason and no other has, unlike order "
              + clientOrderId);
    }
  }

  /** The same order in another state; the revision is the store's to raise. */
  public OrderRecord with(
      OrderStatus newStatus, Optional<String> newBrokerOrderId, String newNote, Instant now) {
    return new OrderRecord(
        clientOrderId,
        account,
        strategy,
        signalId,
        purpose,
        exitReason,
        terms,
        newStatus,
        newBrokerOrderId.isPresent() ? newBrokerOrderId : brokerOrderId,
        filledQuantity,
        newNote,
        createdAt,
        now,
        revision);
  }

  /** The same order with more of it filled. */
  public OrderRecord filled(BigDecimal newFilledQuantity, Instant now) {
    return new OrderRecord(
        clientOrderId,
        account,
        strategy,
        signalId,
        purpose,
        exitReason,
        terms,
        status,
        brokerOrderId,
        newFilledQuantity,
        note,
        createdAt,
        now,
        revision);
  }
}
