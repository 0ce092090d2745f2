package io.bellwether.workbench.exchange;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The executions, in the order in which they happened. */
final class FillLog {
  private static final DateTimeFormatter DIGITS = DateTimeFormatter.ofPattern("yyyyMMddHHmmssSSS");

  private final DateTimeFormatter digits;
  private final List<ExchangeFill> all = new ArrayList<>();
  private final Map<String, List<ExchangeFill>> byOrder = new HashMap<>();

  /**
   * @param zone the zone of the digits that ids begin with
   */
  FillLog(ZoneId zone) {
    this.digits = DIGITS.withZone(zone);
  }

  void add(
      WorkingOrder order,
      BigDecimal quantity,
      BigDecimal price,
      BigDecimal costs,
      BigDecimal leaves,
      Instant time,
      Instant barStart) {
    String name = order.id() + "-" + all.size();
    ExchangeFill fill =
        new ExchangeFill(
            digits.format(time)
                + "::"
                + UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)),
            order.id(),
            order.clientOrderId(),
            order.symbol(),
            order.side(),
            quantity,
            price,
            costs,
            order.filledQuantity(),
            leaves,
            time,
            barStart);
    all.add(fill);
    byOrder.computeIfAbsent(order.id(), id -> new ArrayList<>(1)).add(fill);
  }

  /** All executions, oldest first. */
  List<ExchangeFill> all() {
    return Collections.unmodifiableList(all);
  }

  /** The executions of one order, oldest first. */
  List<ExchangeFill> of(String orderId) {
    return Collections.unmodifiableList(byOrder.getOrDefault(orderId, List.of()));
  }
}
