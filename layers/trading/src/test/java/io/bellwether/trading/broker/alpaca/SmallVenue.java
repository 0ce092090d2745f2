package io.bellwether.trading.broker.alpaca;

import io.bellwether.market.calendar.Session;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The least that trades one symbol as Alpaca does: one cash account, matching once a minute at the
 * price it is told, every fill in two parts. It knows the last ten days of November 2026.
 */
final class SmallVenue {
  static final List<Session> SESSIONS =
      List.of(
          session("2026-11-20", "21:00", false),
          session("2026-11-23", "21:00", false),
          session("2026-11-24", "21:00", false),
          session("2026-11-25", "21:00", false),
          session("2026-11-27", "18:00", true),
          session("2026-11-30", "21:00", false));

  /** An order as the venue keeps it. */
  static final class Order {
    final String id;
    final String clientId;
    final String side;
    final String type;
    final String timeInForce;
    final BigDecimal quantity;
    final @Nullable BigDecimal limit;
    final @Nullable BigDecimal stop;
    final List<Order> legs = new ArrayList<>();
    String orderClass = "";
    String status = "new";
    BigDecimal filled = BigDecimal.ZERO;
    @Nullable BigDecimal averagePrice;

    Order(
        String id,
        String clientId,
        String side,
        String type,
        String timeInForce,
        BigDecimal quantity,
        @Nullable BigDecimal limit,
        @Nullable BigDecimal stop) {
      this.id = id;
      this.clientId = clientId;
      this.side = side;
      this.type = type;
      this.timeInForce = timeInForce;
      this.quantity = quantity;
      this.limit = limit;
      this.stop = stop;
    }

    boolean isOpen() {
      return status.equals("new") || status.equals("held");
    }

    boolean isBuy() {
      return side.equals("buy");
    }
  }

  /** One part of a fill. */
  record Part(String id, Order order, BigDecimal quantity, BigDecimal price, Instant time) {}

  final List<Order> orders = new ArrayList<>();
  final List<Part> parts = new ArrayList<>();
  BigDecimal cash;
  BigDecimal position = BigDecimal.ZERO;
  BigDecimal averageEntry = BigDecimal.ZERO;
  BigDecimal price = BigDecimal.ZERO;
  Instant now;
  private int ids;

  SmallVenue(Instant start, BigDecimal cash) {
    this.now = start;
    this.cash = cash;
  }

  String nextId() {
    ids++;
    return "00000000-0000-4000-9000-%012d".formatted(ids);
  }

  void advance(Duration duration) {
    Instant until = now.plus(duration);
    while (now.isBefore(until)) {
      now = now.plusSeconds(60).isAfter(until) ? until : now.plusSeconds(60);
      if (isOpen()) {
        List.copyOf(orders).forEach(this::match);
      } else {
        orders.stream()
            .filter(o -> o.isOpen() && diesAtClose(o))
            .forEach(o -> o.status = "expired");
      }
    }
  }

  boolean isOpen() {
    return SESSIONS.stream().anyMatch(session -> session.contains(now));
  }

  Instant nextOpen() {
    return SESSIONS.stream().map(Session::open).filter(now::isBefore).findFirst().orElseThrow();
  }

  Instant nextClose() {
    return SESSIONS.stream().map(Session::close).filter(now::isBefore).findFirst().orElseThrow();
  }

  Optional<Order> order(String id) {
    return orders.stream().filter(order -> order.id.equals(id)).findFirst();
  }

  /** What new buys may cost. */
  BigDecimal buyingPower() {
    return orders.stream()
        .filter(order -> order.isOpen() && order.isBuy())
        .map(order -> cost(order.quantity, order.limit))
        .reduce(cash, BigDecimal::subtract);
  }

  BigDecimal cost(BigDecimal quantity, @Nullable BigDecimal limit) {
    return quantity.multiply(limit == null ? price : limit);
  }

  /** Shares no open sell order has; of a bracket's or OCO's legs one counts. */
  BigDecimal available() {
    return orders.stream()
        .filter(order -> order.status.equals("new") && !order.isBuy())
        .map(order -> order.quantity)
        .reduce(position, BigDecimal::subtract);
  }

  private boolean diesAtClose(Order order) {
    return order.timeInForce.equals("day")
        && SESSIONS.stream().anyMatch(s -> s.close().equals(now));
  }

  private void match(Order order) {
    boolean heldStop = order.status.equals("held") && order.stop != null && parentFilled(order);
    if (!order.status.equals("new") && !heldStop) {
      return;
    }
    boolean limitReached =
        order.limit == null
            || (order.isBuy()
                ? price.compareTo(order.limit) <= 0
                : price.compareTo(order.limit) >= 0);
    boolean stopReached =
        order.stop == null
            || (order.isBuy()
                ? price.compareTo(order.stop) >= 0
                : price.compareTo(order.stop) <= 0);
    if (limitReached && stopReached) {
      fill(order);
    }
  }

  private void fill(Order order) {
    BigDecimal half = order.quantity.divide(BigDecimal.valueOf(2));
    for (BigDecimal quantity : List.of(half, order.quantity.subtract(half))) {
      parts.add(new Part("part::" + (parts.size() + 1), order, quantity, price, now));
    }
    BigDecimal worth = order.quantity.multiply(price);
    cash = order.isBuy() ? cash.subtract(worth) : cash.add(worth);
    position = order.isBuy() ? position.add(order.quantity) : position.subtract(order.quantity);
    averageEntry = order.isBuy() ? price : averageEntry;
    order.filled = order.quantity;
    order.averagePrice = price;
    order.status = "filled";
    // The target goes to work; the stop stays held beside it, and still triggers.
    order.legs.stream().filter(leg -> leg.limit != null).forEach(leg -> leg.status = "new");
    siblings(order).filter(Order::isOpen).forEach(leg -> leg.status = "canceled");
  }

  private boolean parentFilled(Order leg) {
    return orders.stream().anyMatch(o -> o.legs.contains(leg) && o.status.equals("filled"));
  }

  private Stream<Order> siblings(Order leg) {
    return orders.stream()
        .filter(parent -> parent.legs.contains(leg))
        .flatMap(parent -> parent.legs.stream())
        .filter(other -> other != leg);
  }

  private static Session session(String date, String close, boolean early) {
    return new Session(
        LocalDate.parse(date),
        Instant.parse(date + "T14:30:00Z"),
        Instant.parse(date + "T" + close + ":00Z"),
        early);
  }
}
