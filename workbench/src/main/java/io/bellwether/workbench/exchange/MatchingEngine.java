package io.bellwether.workbench.exchange;

import io.bellwether.market.Bars;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.trading.cost.Affordability;
import io.bellwether.trading.cost.CostModel;
import io.bellwether.trading.order.OrderType;
import io.bellwether.trading.order.TimeInForce;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Walks the bars and fills orders. Pure: no I/O, no clock, no randomness; the same orders at the
 * same instants give the same fills.
 *
 * <p>Of one bar with first trade T: queued market orders fill at its open; market orders accepted
 * until T + 60 s fill at its open too, a moment after their acceptance; resting orders see open,
 * high and low at T + 240 s; at its end the account is marked to its close. At one price, sells
 * fill before buys, each in order of arrival. A halted symbol has no fills and keeps its price.
 *
 * <p>Not safe for use by several threads.
 */
final class MatchingEngine {
  private static final Duration ACKNOWLEDGEMENT = Duration.ofSeconds(1);

  private final ExchangeSettings settings;
  private final TradingCalendar calendar;
  private final Map<String, DrivingSeries> series = new HashMap<>();
  private final Tape tape;
  private final FillRules rules;
  private final ExchangeAccount account;
  private final OrderBook book = new OrderBook();
  private final OrderDesk desk;
  private final FillLog fills;
  private final List<EquitySample> samples = new ArrayList<>();
  private final Map<String, BigDecimal> halted = new TreeMap<>();
  private Optional<BigDecimal> largestFill;
  private Instant time;

  /**
   * @param series one per symbol
   * @param start everything up to and including this instant is past
   */
  MatchingEngine(
      ExchangeSettings settings,
      Collection<DrivingSeries> series,
      TradingCalendar calendar,
      Instant start) {
    this.settings = settings;
    this.largestFill = settings.largestFill();
    this.calendar = calendar;
    for (DrivingSeries one : series) {
      this.series.put(one.symbol(), one);
    }
    this.tape = new Tape(series, calendar, start);
    this.rules = new FillRules(settings.slippage());
    this.account =
        new ExchangeAccount(settings.cash(), settings.marginMultiplier(), this::markPrice);
    this.fills = new FillLog(calendar.zone());
    this.desk = new OrderDesk(settings, calendar, account, book, this::latestPrice);
    this.time = start;
  }

  ExchangeAccount account() {
    return account;
  }

  OrderBook book() {
    return book;
  }

  /** Where orders are placed, cancelled and replaced. */
  OrderDesk desk() {
    return desk;
  }

  FillLog fills() {
    return fills;
  }

  List<EquitySample> samples() {
    return Collections.unmodifiableList(samples);
  }

  /** The instant up to which everything has happened. */
  Instant time() {
    return time;
  }

  /** Counts changes of orders; bars alone do not count. */
  long changes() {
    return desk.changes();
  }

  /** The price of the latest trade of a symbol; empty if unknown, or before its first bar. */
  Optional<BigDecimal> latestPrice(String symbol) {
    BigDecimal frozen = halted.get(symbol);
    return frozen != null
        ? Optional.of(frozen)
        : Optional.ofNullable(series.get(symbol)).flatMap(DrivingSeries::latest);
  }

  /** Nothing trades in a symbol any more: orders rest, and the latest price stays. */
  void halt(String symbol) {
    halted.putIfAbsent(symbol, latestPrice(symbol).orElseThrow());
  }

  /** Trading goes on; what waited for a price gets the next one. */
  void resume(String symbol) {
    halted.remove(symbol);
  }

  /** The most shares that one order fills in one bar from now on. */
  void limitFills(Optional<BigDecimal> largest) {
    largestFill = largest;
  }

  boolean knows(String symbol) {
    return series.containsKey(symbol);
  }

  boolean isFractional() {
    return settings.fractional();
  }

  private BigDecimal markPrice(String symbol) {
    return latestPrice(symbol).orElseThrow();
  }

  /**
   * Processes everything up to and including an instant.
   *
   * @throws IllegalArgumentException if the engine is past it already
   */
  void advance(Instant to) {
    if (to.isBefore(time)) {
      throw new IllegalArgumentException("the exchange is at " + time + ", past " + to);
    }
    acknowledge(to);
    run(to);
    time = to;
  }

  /** The next instant after {@code after} at which something is due. */
  Optional<Instant> nextEvent(Instant after) {
    long next = tape.nextMillis();
    for (WorkingOrder order : desk.unacknowledged()) {
      next = Math.min(next, order.acceptedAt().plus(ACKNOWLEDGEMENT).toEpochMilli());
    }
    if (next == Long.MAX_VALUE) {
      return Optional.empty();
    }
    Instant due = Instant.ofEpochMilli(next);
    return Optional.of(due.isAfter(after) ? due : after.plusMillis(1));
  }

  /** Prolongs the series of a symbol, if the bars are of the timeframe that makes its prices. */
  void append(Bars more) {
    DrivingSeries one = series.get(more.symbol());
    if (one != null && one.timeframe().equals(more.timeframe())) {
      one.append(more);
      tape.extend();
    }
  }

  /**
   * Splits a symbol now.
   *
   * @throws IllegalStateException if its bar is forming: splits come between sessions
   */
  void split(String symbol, BigDecimal newShares, BigDecimal oldShares, boolean cancelOrders) {
    DrivingSeries one = series.get(symbol);
    if (one == null || one.isForming()) {
      throw new IllegalStateException(
          "a split of " + symbol + " needs a series of its bars, and a closed market");
    }
    one.split(newShares, oldShares);
    halted.computeIfPresent(
        symbol,
        (key, frozen) -> frozen.multiply(oldShares).divide(newShares, MathContext.DECIMAL64));
    latestPrice(symbol)
        .ifPresent(
            price -> account.split(symbol, newShares, oldShares, settings.fractional(), price));
    if (cancelOrders) {
      desk.cancelAll(symbol, time);
    }
  }

  private void run(Instant to) {
    long until = to.toEpochMilli();
    while (tape.nextMillis() <= until) {
      Tape.Step step = tape.next();
      switch (step.phase()) {
        case CLOSE -> close(step);
        case SESSION_CLOSE -> endSession(step);
        case OPEN -> open(step);
        case SETTLE -> settle(step);
      }
    }
  }

  /** Acknowledges the orders accepted before {@code to}, and fills those the market takes now. */
  private void acknowledge(Instant to) {
    List<WorkingOrder> ready = desk.takeAcceptedBefore(to);
    if (ready.isEmpty()) {
      return;
    }
    run(ready.getLast().acceptedAt());
    for (WorkingOrder order : ready) {
      desk.acknowledge(order, soonAfter(order, to));
    }
    match(
        ready,
        this::isWithinMarketWindow,
        order -> false,
        (order, one) -> rules.at(order, one.open()),
        order -> soonAfter(order, to));
    for (WorkingOrder order : ready) {
      if (order.isOpen() && (order.isFor(TimeInForce.IOC) || order.isFor(TimeInForce.FOK))) {
        desk.end(order, ExchangeStatus.CANCELED, soonAfter(order, to));
      }
    }
  }

  private static Instant soonAfter(WorkingOrder order, Instant limit) {
    Instant soon = order.acceptedAt().plus(ACKNOWLEDGEMENT);
    return soon.isBefore(limit) ? soon : limit;
  }

  private boolean isWithinMarketWindow(WorkingOrder order) {
    DrivingSeries one = seriesOf(order);
    if (!one.isForming()
        || order.isFor(TimeInForce.OPG)
        || order.isFor(TimeInForce.CLS)
        || order.acceptedAt().isBefore(one.opened())) {
      return false;
    }
    return !order.acceptedAt().isAfter(one.opened().plus(settings.marketWindow()));
  }

  /** A bar begins: what has waited for a price gets its open. */
  private void open(Tape.Step step) {
    List<WorkingOrder> waiting = openOn(step);
    if (waiting.isEmpty()) {
      return;
    }
    for (WorkingOrder order : waiting) {
      desk.enterMarket(order, step.time());
    }
    match(
        waiting,
        order ->
            order.activeFrom().isBefore(step.time())
                && (order.isFor(TimeInForce.OPG)
                    ? seriesOf(order).isFirstOfSession()
                    : order.isMarket() && !order.isFor(TimeInForce.CLS)),
        order -> false,
        (order, one) -> rules.at(order, one.open()),
        order -> step.time());
    for (WorkingOrder order : waiting) {
      if (order.isLive()
          && order.isFor(TimeInForce.OPG)
          && seriesOf(order).isFirstOfSession()
          && order.activeFrom().isBefore(step.time())) {
        desk.end(order, ExchangeStatus.EXPIRED, step.time());
      }
    }
  }

  /**
   * The bar is shown to the resting orders: its open to those that were there before it, then its
   * low and high to all, stops before targets. Children of an entry that filled between low and
   * high see of this bar only what is against them.
   */
  private void settle(Tape.Step step) {
    List<WorkingOrder> resting = openOn(step);
    if (resting.isEmpty()) {
      return;
    }
    Predicate<WorkingOrder> rests =
        order ->
            !order.isMarket() && !order.isFor(TimeInForce.OPG) && !order.isFor(TimeInForce.CLS);
    match(
        resting,
        rests.and(order -> order.activeFrom().isBefore(seriesOf(order).opened())),
        MatchingEngine::isStop,
        (order, one) -> rules.at(order, one.open()),
        order -> step.time());
    List<WorkingOrder> live = openOn(step).stream().filter(WorkingOrder::isLive).toList();
    match(
        live,
        rests,
        MatchingEngine::isStop,
        (order, one) -> rules.within(order, one.low(), one.high()),
        order -> step.time());
    match(
        openOn(step),
        rests.and(order -> isStop(order) && !live.contains(order)),
        MatchingEngine::isStop,
        (order, one) -> rules.within(order, one.low(), one.high()),
        order -> step.time());
  }

  private static boolean isStop(WorkingOrder order) {
    return order.type() != OrderType.LIMIT;
  }

  /** A bar ends: the closing auction if it is the session's last, and the account is marked. */
  private void close(Tape.Step step) {
    match(
        openOn(step),
        order -> seriesOf(order).isLastOfSession() && endsAtTheClose(order, step.date()),
        order -> false,
        (order, one) -> rules.at(order, one.close()),
        order -> step.time());
    Instant start =
        step.series().stream().map(DrivingSeries::barStart).max(Instant::compareTo).orElseThrow();
    samples.add(
        new EquitySample(
            step.time(), start, account.equity(), account.cash(), account.marketValues()));
  }

  /**
   * Market orders of the day that came too late for an open get the close, the next price known.
   */
  private static boolean endsAtTheClose(WorkingOrder order, LocalDate date) {
    return order.isFor(TimeInForce.CLS)
        || (order.isMarket() && order.isFor(TimeInForce.DAY) && !order.lastSession().isAfter(date));
  }

  private void endSession(Tape.Step step) {
    for (WorkingOrder order : book.openNow()) {
      if (order.isOpen() && !order.lastSession().isAfter(step.date())) {
        desk.end(order, ExchangeStatus.EXPIRED, step.time());
      }
    }
    account.endSession();
  }

  /** The open orders on the symbols of a step, oldest first. */
  private List<WorkingOrder> openOn(Tape.Step step) {
    return book.openNow().stream()
        .filter(order -> step.series().contains(seriesOf(order)))
        .toList();
  }

  private DrivingSeries seriesOf(WorkingOrder order) {
    return Objects.requireNonNull(series.get(order.symbol()));
  }

  /** Fills what can be filled: sells before buys, {@code first} before others, then by arrival. */
  private void match(
      List<WorkingOrder> orders,
      Predicate<WorkingOrder> eligible,
      Predicate<WorkingOrder> first,
      BiFunction<WorkingOrder, DrivingSeries, Optional<BigDecimal>> price,
      Function<WorkingOrder, Instant> when) {
    List<Predicate<WorkingOrder>> turns =
        List.of(
            order -> !order.isBuy() && first.test(order),
            order -> !order.isBuy() && !first.test(order),
            order -> order.isBuy() && first.test(order),
            order -> order.isBuy() && !first.test(order));
    for (Predicate<WorkingOrder> turn : turns) {
      for (WorkingOrder order : orders) {
        if (order.isLive()
            && turn.test(order)
            && !halted.containsKey(order.symbol())
            && eligible.test(order)
            && !order.hasFilledIn(seriesOf(order).barStart())) {
          price.apply(order, seriesOf(order)).ifPresent(p -> fill(order, p, when.apply(order)));
        }
      }
    }
  }

  /** Fills an order as far as a bar and the account allow. */
  private void fill(WorkingOrder order, BigDecimal price, Instant when) {
    LocalDate date = calendar.dateAt(when);
    BigDecimal left = order.remaining(price);
    BigDecimal wanted = largestFill.map(left::min).orElse(left);
    CostModel further = new FurtherCosts(settings.costs(), order);
    BigDecimal quantity =
        order.isBuy()
            ? Affordability.quantity(
                account.spendable(), price, wanted, !Decimals.isWhole(wanted), further, date)
            : wanted;
    boolean cut = quantity.compareTo(wanted) < 0;
    if (quantity.signum() == 0 || (cut && order.isFor(TimeInForce.FOK))) {
      desk.end(order, ExchangeStatus.CANCELED, when);
      return;
    }
    BigDecimal costs = further.cost(order.side(), quantity, price, date);
    account.post(order.symbol(), order.side(), quantity, price, costs);
    Instant bar = seriesOf(order).barStart();
    order.addFill(quantity, price, costs, bar);
    BigDecimal leaves = order.remaining(price);
    fills.add(order, quantity, price, costs, leaves, when, bar);
    if (leaves.signum() == 0) {
      desk.filled(order, when);
    } else if (cut) {
      desk.end(order, ExchangeStatus.CANCELED, when);
    } else {
      desk.partlyFilled(order, when);
    }
  }
}
