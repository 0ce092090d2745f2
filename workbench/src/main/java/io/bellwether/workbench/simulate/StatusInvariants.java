package io.bellwether.workbench.simulate;

import io.bellwether.cloud.dynamo.Write;
import io.bellwether.trading.order.OrderStatus;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What has to hold of every order as the ledger stores it: no step back. Written down here a second
 * time, by hand, so that a fault in the table of transitions shows.
 */
final class StatusInvariants {
  private static final String PARTITION = "ORDER#";
  private static final Map<OrderStatus, Set<OrderStatus>> NEVER_AFTER = neverAfter();

  private final Verdicts verdicts;
  private final Map<String, OrderStatus> last = new HashMap<>();
  private final Map<String, Integer> places = new HashMap<>();

  StatusInvariants(Verdicts verdicts) {
    this.verdicts = verdicts;
  }

  /**
   * How many orders had been stored before this one. Their times do not tell: the clocks of two
   * processes differ.
   */
  int place(String clientOrderId) {
    return places.getOrDefault(PARTITION + clientOrderId, Integer.MAX_VALUE);
  }

  /** Writes were made. */
  void written(List<Write> writes) {
    for (Write write : writes) {
      if (write instanceof Write.Put put
          && put.key().pk().startsWith(PARTITION)
          && !put.key().pk().endsWith("#FILLS")) {
        AttributeValue status = put.item().get("status");
        if (status != null && status.s() != null) {
          written(put.key().pk(), OrderStatus.valueOf(status.s()));
        }
      }
    }
  }

  private void written(String order, OrderStatus status) {
    places.putIfAbsent(order, places.size());
    OrderStatus before = last.put(order, status);
    if (before != null && NEVER_AFTER.getOrDefault(before, Set.of()).contains(status)) {
      verdicts.broken("no illegal transition", order + " went from " + before + " to " + status);
    }
  }

  private static Map<OrderStatus, Set<OrderStatus>> neverAfter() {
    Map<OrderStatus, Set<OrderStatus>> never = new EnumMap<>(OrderStatus.class);
    for (OrderStatus status : OrderStatus.values()) {
      if (status != OrderStatus.INTENDED) {
        never.put(status, EnumSet.of(OrderStatus.INTENDED));
      }
    }
    never.put(OrderStatus.FILLED, EnumSet.complementOf(EnumSet.of(OrderStatus.FILLED)));
    never.put(
        OrderStatus.REJECTED,
        EnumSet.complementOf(EnumSet.of(OrderStatus.REJECTED, OrderStatus.NEEDS_REVIEW)));
    for (OrderStatus ended :
        List.of(OrderStatus.CANCELED, OrderStatus.EXPIRED, OrderStatus.REPLACED)) {
      never.put(ended, EnumSet.complementOf(EnumSet.of(ended, OrderStatus.FILLED)));
    }
    return never;
  }
}
