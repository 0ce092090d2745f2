package io.bellwether.trading.ledger;

import io.bellwether.trading.order.Fill;
import io.bellwether.trading.order.OrderRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Order intents, what became of them, and their fills. */
public interface OrderStore {
  /**
   * Stores an intent before the broker is called; false if one with its client order id is stored
   * already. A retry inside the store recognises its own first write and returns true.
   */
  boolean create(OrderRecord intent);

  Optional<OrderRecord> find(String clientOrderId);

  /** Orders whose status is not terminal, oldest first. */
  List<OrderRecord> open(String account);

  /** The orders of one signal, oldest first. */
  List<OrderRecord> ofSignal(String signalId);

  /** Orders of an account with {@code from <= createdAt < to}, oldest first. */
  List<OrderRecord> between(String account, Instant from, Instant to);

  OrderRecord update(OrderRecord order);

  /**
   * Writes a fill with all it changes, and notes that people are to be told. Returns false, having
   * written nothing, if the fill is known.
   *
   * @throws ConcurrentUpdateException if the order or the holding has changed since it was read
   */
  boolean post(FillPosting posting);

  /** The fills of one order, oldest first. */
  List<Fill> fills(String clientOrderId);

  /** Fills of an account that people have not been told of, oldest first. */
  List<Fill> unannounced(String account);

  /** Records that people have been told of a fill. Doing so twice is harmless. */
  void markAnnounced(String account, Fill fill);
}
