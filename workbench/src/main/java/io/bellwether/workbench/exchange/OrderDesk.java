package io.bellwether.workbench.exchange;

import static io.bellwether.workbench.exchange.RefusedException.malformed;
import static io.bellwether.workbench.exchange.RefusedException.notFound;
import static io.bellwether.workbench.exchange.RefusedException.unprocessable;

import io.bellwether.market.calendar.Session;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.trading.order.OrderType;
import io.bellwether.trading.order.Side;
import io.bellwether.trading.order.TimeInForce;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Places, replaces and ends orders, and keeps those that belong together in step. */
final class OrderDesk {
  private static final int GTC_DAYS = 90;

  /** What a replacement changes. */
  record Changes(
      Optional<BigDecimal> quantity,
      Optional<BigDecimal> limit,
      Optional<BigDecimal> stop,
      Optional<BigDecimal> trail,
      Optional<TimeInForce> timeInForce,
      Optional<String> clientOrderId) {}

  private final TradingCalendar calendar;
  private final AccountChecks accountChecks;
  private final OrderBook book;
  private final OrderChecks checks;
  private final Function<String, Optional<BigDecimal>> prices;
  private final List<WorkingOrder> unacknowledged = new ArrayList<>();
  private final Set<String> untradable = new HashSet<>();
  private long ids;
  private long changes;

  OrderDesk(
      ExchangeSettings settings,
      TradingCalendar calendar,
      ExchangeAccount account,
      OrderBook book,
      Function<String, Optional<BigDecimal>> prices) {
    this.calendar = calendar;
    this.accountChecks = new AccountChecks(account, book, prices);
    this.book = book;
    this.checks = new OrderChecks(settings.priceStep(), settings.fractional(), calendar);
    this.prices = prices;
  }

  /** Whether orders for a symbol are taken. */
  void tradable(String symbol, boolean tradable) {
    if (tradable) {
      untradable.remove(symbol);
    } else {
      untradable.add(symbol);
    }
  }

  /** What the account leaves room for. */
  AccountChecks room() {
    return accountChecks;
  }

  /** Counts every change of an order. */
  long changes() {
    return changes;
  }

  private BigDecimal price(String symbol) {
    return prices.apply(symbol).orElseThrow();
  }

  /** Accepts an order, or refuses it. What it leads to happens when the engine advances. */
  WorkingOrder submit(OrderRequest request, Instant now) throws RefusedException {
    Optional<BigDecimal> latest = prices.apply(request.symbol());
    if (latest.isEmpty() || untradable.contains(request.symbol())) {
      throw malformed("asset " + request.symbol() + " is not active");
    }
    checks.check(request, latest.get(), now);
    Optional<String> clientOrderId = request.clientOrderId();
    if (clientOrderId.flatMap(book::byClientOrderId).isPresent()) {
      throw malformed("client_order_id must be unique");
    }
    accountChecks.check(request, latest.get(), Optional.empty());
    WorkingOrder order = open(primary(request), acceptedStatus(now), now);
    switch (request.orderClass()) {
      case SIMPLE -> {}
      case BRACKET, OTO -> attach(order, request, request.takeProfit(), ExchangeStatus.HELD, now);
      case OCO -> attach(order, request, Optional.empty(), order.status(), now);
    }
    return order;
  }

  /** The order itself: of an OCO pair that is the target. */
  private static OrderRequest primary(OrderRequest request) {
    if (request.orderClass() != OrderClass.OCO) {
      return request;
    }
    return leg(
        request,
        request.side(),
        OrderType.LIMIT,
        OrderRequest.Prices.limit(request.takeProfit().orElseThrow()),
        request.clientOrderId());
  }

  private void attach(
      WorkingOrder order,
      OrderRequest request,
      Optional<BigDecimal> target,
      ExchangeStatus status,
      Instant now) {
    Side side =
        request.orderClass() == OrderClass.OCO
            ? request.side()
            : request.side() == Side.BUY ? Side.SELL : Side.BUY;
    List<WorkingOrder> tied = new ArrayList<>();
    if (request.orderClass() == OrderClass.OCO) {
      tied.add(order);
    }
    if (target.isPresent()) {
      OrderRequest.Prices limit = OrderRequest.Prices.limit(target.get());
      OrderRequest terms = leg(request, side, OrderType.LIMIT, limit, Optional.empty());
      tied.add(child(order, terms, status, now));
    }
    if (request.stopLoss().isPresent()) {
      OrderType type = request.stopLossLimit().isPresent() ? OrderType.STOP_LIMIT : OrderType.STOP;
      OrderRequest.Prices stop =
          OrderRequest.Prices.stop(request.stopLoss().get(), request.stopLossLimit());
      tied.add(child(order, leg(request, side, type, stop, Optional.empty()), status, now));
    }
    if (tied.size() > 1) {
      WorkingOrder.tie(tied);
    }
  }

  private WorkingOrder child(
      WorkingOrder parent, OrderRequest terms, ExchangeStatus status, Instant now) {
    WorkingOrder child = open(terms, status, now);
    parent.adopt(child);
    return child;
  }

  private static OrderRequest leg(
      OrderRequest request,
      Side side,
      OrderType type,
      OrderRequest.Prices prices,
      Optional<String> clientOrderId) {
    return new OrderRequest(
        request.symbol(),
        side,
        type,
        request.timeInForce(),
        request.quantity(),
        Optional.empty(),
        prices,
        false,
        clientOrderId,
        request.orderClass(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private WorkingOrder open(OrderRequest terms, ExchangeStatus status, Instant now) {
    WorkingOrder order =
        new WorkingOrder(
            nextId(),
            terms.clientOrderId().orElseGet(this::nextId),
            terms,
            status,
            now,
            lastSession(terms.timeInForce(), now));
    if (terms.type() == OrderType.TRAILING_STOP) {
      order.setWaterMark(price(terms.symbol()));
    }
    book.add(order);
    if (status == ExchangeStatus.PENDING_NEW) {
      unacknowledged.add(order);
    }
    changes++;
    return order;
  }

  /** Ids count up inside; their form is that of the real ones. */
  private String nextId() {
    String name = "bellwether-exchange-" + ids++;
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private ExchangeStatus acceptedStatus(Instant now) {
    return calendar.sessionAt(now).isPresent()
        ? ExchangeStatus.PENDING_NEW
        : ExchangeStatus.ACCEPTED;
  }

  private LocalDate lastSession(TimeInForce timeInForce, Instant now) {
    LocalDate date = calendar.dateAt(now);
    if (timeInForce == TimeInForce.GTC) {
      return date.plusDays(GTC_DAYS);
    }
    boolean forTheOpen = timeInForce == TimeInForce.OPG;
    Optional<Session> today =
        calendar
            .session(date)
            .filter(session -> now.isBefore(forTheOpen ? session.open() : session.close()));
    return today.isPresent() ? date : calendar.nextSession(date).date();
  }

  /** Cancels an order at once, and those tied to it. */
  void cancel(String id, Instant now) throws RefusedException {
    WorkingOrder order = book.byId(id).orElseThrow(() -> notFound("order not found for " + id));
    if (!order.isOpen()) {
      throw unprocessable("order is already in \"" + order.status().wire() + "\" state");
    }
    end(order, ExchangeStatus.CANCELED, now);
  }

  /**
   * Cancels every open order on a symbol.
   *
   * @return how many were open
   */
  int cancelAll(String symbol, Instant now) {
    int cancelled = 0;
    for (WorkingOrder order : book.openNow()) {
      if (order.isOpen() && order.symbol().equals(symbol)) {
        end(order, ExchangeStatus.CANCELED, now);
        cancelled++;
      }
    }
    return cancelled;
  }

  /** Replaces an order by one with other terms and an id of its own. */
  WorkingOrder replace(String id, Changes change, Instant now) throws RefusedException {
    WorkingOrder old = book.byId(id).orElseThrow(() -> notFound("order not found for " + id));
    switch (old.status()) {
      case NEW, PARTIALLY_FILLED, HELD -> {}
      case ACCEPTED, PENDING_NEW, FILLED, CANCELED, EXPIRED, REPLACED ->
          throw unprocessable("unable to replace order, order is \"" + old.status().wire() + "\"");
    }
    if (old.terms().notional().isPresent()) {
      throw unprocessable("unable to replace notional orders");
    }
    OrderRequest terms = changed(old, change);
    BigDecimal latest = price(terms.symbol());
    OrderRequest alone = terms.withAttached(OrderClass.SIMPLE, Optional.empty(), Optional.empty());
    checks.check(alone, latest, now);
    if (terms.clientOrderId().flatMap(book::byClientOrderId).isPresent()) {
      throw malformed("client_order_id must be unique");
    }
    if (old.isLive()) {
      accountChecks.check(alone, latest, Optional.of(old));
    }
    boolean held = old.status() == ExchangeStatus.HELD;
    old.setStatus(ExchangeStatus.REPLACED, now);
    book.retire(old);
    WorkingOrder order = open(terms, held ? ExchangeStatus.HELD : acceptedStatus(now), now);
    order.take(old);
    return order;
  }

  private static OrderRequest changed(WorkingOrder old, Changes change) {
    OrderRequest terms = old.terms();
    OrderRequest.Prices prices = terms.prices();
    boolean percent = prices.trailPercent().isPresent();
    return new OrderRequest(
        terms.symbol(),
        terms.side(),
        terms.type(),
        change.timeInForce().orElse(terms.timeInForce()),
        change.quantity().or(() -> Optional.of(old.remaining(BigDecimal.ONE))),
        Optional.empty(),
        new OrderRequest.Prices(
            change.limit().or(prices::limit),
            change.stop().or(prices::stop),
            percent ? prices.trailPrice() : change.trail().or(prices::trailPrice),
            percent ? change.trail().or(prices::trailPercent) : prices.trailPercent()),
        terms.extendedHours(),
        change.clientOrderId(),
        terms.orderClass(),
        terms.takeProfit(),
        terms.stopLoss(),
        terms.stopLossLimit());
  }

  /** The orders accepted in market hours that the engine has not looked at yet. */
  List<WorkingOrder> unacknowledged() {
    return unacknowledged;
  }

  /** Takes those accepted before an instant out of the unacknowledged, in order of arrival. */
  List<WorkingOrder> takeAcceptedBefore(Instant instant) {
    if (unacknowledged.isEmpty()) {
      return List.of();
    }
    List<WorkingOrder> ready =
        unacknowledged.stream().filter(order -> order.acceptedAt().isBefore(instant)).toList();
    unacknowledged.removeAll(ready);
    return ready;
  }

  void acknowledge(WorkingOrder order, Instant when) {
    if (order.status() == ExchangeStatus.PENDING_NEW) {
      set(order, ExchangeStatus.NEW, when);
    }
  }

  /** The market has opened for an order that was accepted while it was closed. */
  void enterMarket(WorkingOrder order, Instant when) {
    if (order.status() == ExchangeStatus.ACCEPTED) {
      set(order, ExchangeStatus.NEW, when);
    }
  }

  void partlyFilled(WorkingOrder order, Instant when) {
    set(order, ExchangeStatus.PARTIALLY_FILLED, when);
  }

  /** An order has filled: what is tied to it ends, and what waited for it goes live. */
  void filled(WorkingOrder order, Instant when) {
    set(order, ExchangeStatus.FILLED, when);
    book.retire(order);
    endGroup(order, ExchangeStatus.CANCELED, when);
    for (WorkingOrder child : order.children()) {
      if (child.status() == ExchangeStatus.HELD) {
        child.activate(when);
        changes++;
      }
    }
  }

  /** Ends an order without a (further) fill, and everything that makes no sense without it. */
  void end(WorkingOrder order, ExchangeStatus status, Instant when) {
    set(order, status, when);
    book.retire(order);
    endGroup(order, status, when);
    for (WorkingOrder child : order.children()) {
      if (child.status() == ExchangeStatus.HELD) {
        end(child, status, when);
      }
    }
  }

  private void endGroup(WorkingOrder order, ExchangeStatus status, Instant when) {
    for (WorkingOrder other : order.group()) {
      if (other.isOpen()) {
        set(other, status, when);
        book.retire(other);
      }
    }
  }

  private void set(WorkingOrder order, ExchangeStatus status, Instant when) {
    order.setStatus(status, when);
    changes++;
  }
}
