package io.bellwether.cloud.dynamo;

import io.bellwether.trading.ledger.ConcurrentUpdateException;
import io.bellwether.trading.ledger.FillPosting;
import io.bellwether.trading.ledger.Holding;
import io.bellwether.trading.ledger.OrderStore;
import io.bellwether.trading.order.Fill;
import io.bellwether.trading.order.OrderRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Orders by client order id, with pointers by signal, by account and time, and to the open ones of
 * an account; fills by order.
 */
final class DynamoOrders implements OrderStore {
  private final Table table;
  private final OpenRecords openRecords;

  DynamoOrders(Table table) {
    this.table = table;
    this.openRecords = new OpenRecords(table);
  }

  @Override
  public boolean create(OrderRecord intent) {
    Key key = Keys.order(intent.clientOrderId());
    List<Write> writes = new ArrayList<>();
    writes.add(Writes.creation(key, intent, isOpen(intent), table.nextAttempt()));
    writes.add(Writes.pointer(Keys.orderOfSignal(intent), key, ""));
    writes.add(Writes.pointer(Keys.orderOfAccount(intent), key, ""));
    if (isOpen(intent)) {
      writes.add(OpenRecords.pointerChange(key, true, Keys.openOrder(intent)));
    }
    return table.commit(writes).isEmpty();
  }

  @Override
  public Optional<OrderRecord> find(String clientOrderId) {
    return table.find(Keys.order(clientOrderId), OrderRecord.class);
  }

  @Override
  public List<OrderRecord> open(String account) {
    List<OrderRecord> open =
        table.pointedAt(Keys.openOrders(account), OrderRecord.class).stream()
            .filter(DynamoOrders::isOpen)
            .toList();
    return Integrity.ownedBy(account, open, OrderRecord::account);
  }

  @Override
  public List<OrderRecord> ofSignal(String signalId) {
    return table.pointedAt(Keys.ordersOfSignal(signalId), OrderRecord.class);
  }

  @Override
  public List<OrderRecord> between(String account, Instant from, Instant to) {
    return table.pointedAt(
        Keys.orders(account), Keys.bound(from), Keys.bound(to), OrderRecord.class);
  }

  @Override
  public OrderRecord update(OrderRecord order) {
    return openRecords.update(
        Keys.order(order.clientOrderId()),
        order,
        order.revision(),
        isOpen(order),
        Keys.openOrder(order));
  }

  @Override
  public boolean post(FillPosting posting) {
    OrderRecord order = posting.order();
    Holding holding = posting.holding();
    String attempt = table.nextAttempt();
    Key orderKey = Keys.order(order.clientOrderId());
    Write fill = Writes.creation(Keys.fill(posting.fill()), posting.fill(), attempt);
    List<Write> writes = new ArrayList<>();
    writes.add(fill);
    writes.add(Writes.revision(orderKey, order, order.revision(), isOpen(order), attempt));
    writes.add(OpenRecords.pointerChange(orderKey, isOpen(order), Keys.openOrder(order)));
    writes.add(Writes.pointer(Keys.unannounced(order.account(), posting.fill()), fill.key(), ""));
    writes.add(
        Writes.revisionOrFirst(
            Keys.holding(holding.account(), holding.symbol()),
            holding,
            holding.revision(),
            attempt));
    posting
        .trade()
        .ifPresent(trade -> writes.add(Writes.replacement(Keys.trade(trade), trade, attempt)));

    Optional<Table.Refusal> refusal = table.commit(writes);
    if (refusal.isEmpty()) {
      return true;
    }
    Write refused = refusal.get().write();
    if (refused.key().equals(fill.key())) {
      return false;
    }
    throw new ConcurrentUpdateException(refused.key().toString());
  }

  @Override
  public List<Fill> fills(String clientOrderId) {
    return table.all(Keys.fills(clientOrderId), Fill.class).stream()
        .sorted(Comparator.comparing(Fill::time).thenComparing(Fill::id))
        .toList();
  }

  @Override
  public List<Fill> unannounced(String account) {
    return table.pointedAt(Keys.unannounced(account), Fill.class);
  }

  @Override
  public void markAnnounced(String account, Fill fill) {
    table.commit(new Write.Removal(Keys.unannounced(account, fill)));
  }

  private static boolean isOpen(OrderRecord order) {
    return !order.status().isTerminal();
  }
}
