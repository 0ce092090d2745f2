package io.bellwether.workbench.exchange;

import io.bellwether.trading.order.OrderType;
import io.bellwether.trading.order.Side;
import io.bellwether.trading.order.TimeInForce;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An order inside the exchange: its terms, which never change, and its state, which does. */
final class WorkingOrder {
  private final String id;
  private final String clientOrderId;
  private final OrderRequest terms;
  private final Instant acceptedAt;
  private final LocalDate lastSession;
  private final List<WorkingOrder> children = new ArrayList<>(2);
  private List<WorkingOrder> group = List.of();
  private @Nullable WorkingOrder parent;
  private @Nullable WorkingOrder replaces;
  private @Nullable WorkingOrder replacedBy;

  private ExchangeStatus status;
  private Instant activeFrom;
  private Instant updatedAt;
  private @Nullable Instant endedAt;
  private BigDecimal filledQuantity = BigDecimal.ZERO;
  private BigDecimal filledValue = BigDecimal.ZERO;
  private BigDecimal costs = BigDecimal.ZERO;
  private @Nullable BigDecimal waterMark;
  private @Nullable Instant lastFillBar;
  private boolean triggered;

  /**
   * @param lastSession the session at whose close the order expires
   */
  WorkingOrder(
      String id,
      String clientOrderId,
      OrderRequest terms,
      ExchangeStatus status,
      Instant acceptedAt,
      LocalDate lastSession) {
    this.id = id;
    this.clientOrderId = clientOrderId;
    this.terms = terms;
    this.status = status;
    this.acceptedAt = acceptedAt;
    this.activeFrom = acceptedAt;
    this.updatedAt = acceptedAt;
    this.lastSession = lastSession;
  }

  String id() {
    return id;
  }

  String clientOrderId() {
    return clientOrderId;
  }

  OrderRequest terms() {
    return terms;
  }

  String symbol() {
    return terms.symbol();
  }

  Side side() {
    return terms.side();
  }

  OrderType type() {
    return terms.type();
  }

  boolean isBuy() {
    return terms.side() == Side.BUY;
  }

  boolean isFor(TimeInForce timeInForce) {
    return terms.timeInForce() == timeInForce;
  }

  Instant acceptedAt() {
    return acceptedAt;
  }

  /** The session at whose close it expires. */
  LocalDate lastSession() {
    return lastSession;
  }

  ExchangeStatus status() {
    return status;
  }

  boolean isOpen() {
    return status.isOpen();
  }

  /** Whether it is open and may fill. */
  boolean isLive() {
    return status.isOpen() && status != ExchangeStatus.HELD;
  }

  /** Since when it may fill: its acceptance, or its parent's fill. */
  Instant activeFrom() {
    return activeFrom;
  }

  Instant updatedAt() {
    return updatedAt;
  }

  /** When it came to its present, final status. */
  Optional<Instant> endedAt() {
    return Optional.ofNullable(endedAt);
  }

  BigDecimal filledQuantity() {
    return filledQuantity;
  }

  /** Price times quantity of all fills. */
  BigDecimal filledValue() {
    return filledValue;
  }

  BigDecimal costs() {
    return costs;
  }

  Optional<BigDecimal> averagePrice() {
    return filledQuantity.signum() == 0
        ? Optional.empty()
        : Optional.of(Decimals.divide(filledValue, filledQuantity));
  }

  /** Shares left to fill; for an order of an amount of money, what the rest buys at a price. */
  BigDecimal remaining(BigDecimal price) {
    return terms
        .quantity()
        .map(quantity -> quantity.subtract(filledQuantity))
        .orElseGet(
            () -> remainingNotional().divide(price, Decimals.QUANTITY_SCALE, RoundingMode.DOWN));
  }

  /** What an order of an amount of money has left to spend. */
  BigDecimal remainingNotional() {
    return terms.notional().orElse(BigDecimal.ZERO).subtract(filledValue);
  }

  /** The orders that came with it. */
  List<WorkingOrder> children() {
    return children;
  }

  /** The orders of which one fill or cancel ends all others; empty if there are none. */
  List<WorkingOrder> group() {
    return group;
  }

  Optional<WorkingOrder> parent() {
    return Optional.ofNullable(parent);
  }

  Optional<WorkingOrder> replaces() {
    return Optional.ofNullable(replaces);
  }

  Optional<WorkingOrder> replacedBy() {
    return Optional.ofNullable(replacedBy);
  }

  /** The best price a trailing stop has seen. */
  Optional<BigDecimal> waterMark() {
    return Optional.ofNullable(waterMark);
  }

  /** Whether a stop has been reached, so that the order is now a market or limit order. */
  boolean triggered() {
    return triggered;
  }

  /** Whether it takes the next price there is. */
  boolean isMarket() {
    return switch (terms.type()) {
      case MARKET -> true;
      case STOP, TRAILING_STOP -> triggered;
      case LIMIT, STOP_LIMIT -> false;
    };
  }

  void setStatus(ExchangeStatus newStatus, Instant time) {
    status = newStatus;
    updatedAt = time;
    if (!newStatus.isOpen()) {
      endedAt = time;
    }
  }

  void activate(Instant time) {
    activeFrom = time;
    setStatus(ExchangeStatus.NEW, time);
  }

  /** Whether it has filled in the bar that starts at {@code barStart}. */
  boolean hasFilledIn(Instant barStart) {
    return barStart.equals(lastFillBar);
  }

  void addFill(BigDecimal quantity, BigDecimal price, BigDecimal fillCosts, Instant barStart) {
    lastFillBar = barStart;
    filledQuantity = filledQuantity.add(quantity);
    filledValue = filledValue.add(quantity.multiply(price));
    costs = costs.add(fillCosts);
  }

  void trigger() {
    triggered = true;
  }

  void setWaterMark(BigDecimal price) {
    waterMark = price;
  }

  void adopt(WorkingOrder child) {
    child.parent = this;
    children.add(child);
  }

  /** Ties orders together: when one fills or ends, so do the others. */
  static void tie(List<WorkingOrder> orders) {
    List<WorkingOrder> tied = List.copyOf(orders);
    for (WorkingOrder order : tied) {
      order.group = tied;
    }
  }

  /** Takes the place of another order: its parent, its children and its group. */
  void take(WorkingOrder other) {
    replaces = other;
    other.replacedBy = this;
    waterMark = other.waterMark;
    WorkingOrder head = other.parent;
    if (head != null) {
      parent = head;
      head.children.replaceAll(child -> child == other ? this : child);
    }
    for (WorkingOrder child : other.children) {
      adopt(child);
    }
    if (!other.group.isEmpty()) {
      tie(other.group.stream().map(member -> member == other ? this : member).toList());
    }
  }

  ExchangeOrder snapshot() {
    return new ExchangeOrder(
        id,
        clientOrderId,
        terms.symbol(),
        terms.side(),
        terms.type(),
        terms.timeInForce(),
        terms.quantity(),
        terms.prices().limit(),
        terms.prices().stop(),
        status,
        filledQuantity,
        averagePrice(),
        costs,
        Optional.ofNullable(parent).map(WorkingOrder::id),
        acceptedAt,
        updatedAt);
  }
}
