package io.bellwether.workbench.exchange;

import io.bellwether.trading.order.OrderType;
import io.bellwether.trading.order.Side;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** All orders of the account, in order of arrival, and what the open ones tie up. */
final class OrderBook {
  private final List<WorkingOrder> all = new ArrayList<>();
  private final Map<String, WorkingOrder> byId = new HashMap<>();
  private final Map<String, WorkingOrder> byClientOrderId = new HashMap<>();
  private final LinkedHashMap<String, WorkingOrder> open = new LinkedHashMap<>();

  void add(WorkingOrder order) {
    all.add(order);
    byId.put(order.id(), order);
    byClientOrderId.put(order.clientOrderId(), order);
    open.put(order.id(), order);
  }

  /** Takes an order that has ended out of the open ones. */
  void retire(WorkingOrder order) {
    open.remove(order.id());
  }

  Optional<WorkingOrder> byId(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  Optional<WorkingOrder> byClientOrderId(String clientOrderId) {
    return Optional.ofNullable(byClientOrderId.get(clientOrderId));
  }

  /** All orders, oldest first. */
  List<WorkingOrder> all() {
    return Collections.unmodifiableList(all);
  }

  /** The open orders, oldest first. */
  Collection<WorkingOrder> open() {
    return Collections.unmodifiableCollection(open.values());
  }

  /** The open orders as they are now, so that they may be changed on the way. */
  List<WorkingOrder> openNow() {
    return open.isEmpty() ? List.of() : List.copyOf(open.values());
  }

  private Stream<WorkingOrder> liveOn(String symbol) {
    return open.values().stream().filter(o -> o.isLive() && o.symbol().equals(symbol));
  }

  /** The open sells that tie up shares of a symbol, one of each group. */
  List<WorkingOrder> sellsHolding(String symbol, Optional<WorkingOrder> except) {
    List<WorkingOrder> holding = new ArrayList<>();
    Set<WorkingOrder> counted = new HashSet<>();
    except.ifPresent(order -> counted.addAll(withGroup(order)));
    liveOn(symbol)
        .filter(order -> !order.isBuy())
        .forEach(
            order -> {
              if (counted.add(order)) {
                holding.add(order);
                counted.addAll(order.group());
              }
            });
    return holding;
  }

  private static List<WorkingOrder> withGroup(WorkingOrder order) {
    return order.group().isEmpty() ? List.of(order) : order.group();
  }

  /** Shares of a symbol that open sells tie up. */
  BigDecimal heldForSells(
      String symbol, Optional<WorkingOrder> except, Function<String, BigDecimal> prices) {
    BigDecimal held = BigDecimal.ZERO;
    for (WorkingOrder order : sellsHolding(symbol, except)) {
      held = held.add(order.remaining(prices.apply(symbol)));
    }
    return held;
  }

  /** What the open buys may cost, at their own prices or the latest. */
  BigDecimal reservedForBuys(Optional<WorkingOrder> except, Function<String, BigDecimal> prices) {
    BigDecimal reserved = BigDecimal.ZERO;
    for (WorkingOrder order : open.values()) {
      if (order.isBuy() && order.isLive() && except.filter(e -> e == order).isEmpty()) {
        reserved = reserved.add(cost(order, prices));
      }
    }
    return reserved;
  }

  private static BigDecimal cost(WorkingOrder order, Function<String, BigDecimal> prices) {
    if (order.terms().notional().isPresent()) {
      return order.remainingNotional();
    }
    BigDecimal price = referencePrice(order.terms()).orElseGet(() -> prices.apply(order.symbol()));
    return order.remaining(price).multiply(price);
  }

  /** The price a request names for itself, if it does. */
  static Optional<BigDecimal> referencePrice(OrderRequest terms) {
    return terms.prices().limit().or(() -> terms.prices().stop());
  }

  /**
   * An open order of the other side that this request could trade with: one of the two takes any
   * price, or their limits cross. Trailing stops and orders that belong together are exempt.
   */
  Optional<WorkingOrder> washTrade(OrderRequest request, Optional<WorkingOrder> except) {
    if (request.orderClass() != OrderClass.SIMPLE || request.type() == OrderType.TRAILING_STOP) {
      return Optional.empty();
    }
    return liveOn(request.symbol())
        .filter(order -> order.side() != request.side())
        .filter(order -> except.filter(e -> e == order).isEmpty())
        .filter(order -> order.terms().orderClass() == OrderClass.SIMPLE)
        .filter(order -> order.type() != OrderType.TRAILING_STOP)
        .filter(order -> crosses(request, order.terms()))
        .findFirst();
  }

  private static boolean crosses(OrderRequest request, OrderRequest resting) {
    if (request.type() != OrderType.LIMIT || resting.type() != OrderType.LIMIT) {
      return true;
    }
    boolean buys = request.side() == Side.BUY;
    OrderRequest buy = buys ? request : resting;
    OrderRequest sell = buys ? resting : request;
    return buy.prices().limit().orElseThrow().compareTo(sell.prices().limit().orElseThrow()) >= 0;
  }
}
