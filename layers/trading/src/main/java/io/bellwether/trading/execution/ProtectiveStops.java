package io.bellwether.trading.execution;

import io.bellwether.strategy.Direction;
import io.bellwether.strategy.ExitReason;
import io.bellwether.strategy.StopLoss;
import io.bellwether.trading.Identifiers;
import io.bellwether.trading.broker.BrokerException;
import io.bellwether.trading.broker.BrokerPosition;
import io.bellwether.trading.event.TradingEvent;
import io.bellwether.trading.event.TradingEvent.Severity;
import io.bellwether.trading.ledger.Holding;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.order.OrderPurpose;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.order.OrderStatus;
import io.bellwether.trading.order.OrderTerms;
import io.bellwether.trading.order.OrderType;
import io.bellwether.trading.order.Side;
import io.bellwether.trading.order.TimeInForce;
import io.bellwether.trading.plan.Plan;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps one resting stop of the right size for every position that is to have one.
 *
 * <p>A stop of the wrong size is cancelled, seen to have ended, and followed by another. Replacing
 * it would leave no gap, but the broker does not replace what it has only accepted, which is what a
 * stop is all night; and a replacement whose answer is lost leaves two orders to ask about where a
 * cancel leaves one.
 *
 * <p>While an entry is still filling there is no stop: the broker refuses one beside an open order
 * of the other side, as a wash trade. So an entry gets {@link #ENTRY_PATIENCE} from its first fill;
 * then its rest is cancelled, and what has filled gets its stop.
 *
 * <p>A position whose stop the broker refuses is watched: if the price passes the stop, it is left
 * at the market, as it is if the price is past the stop when that is to be placed.
 */
final class ProtectiveStops {
  /** How long after its first fill an entry may go on filling, without a stop for what it has. */
  static final Duration ENTRY_PATIENCE = Duration.ofMinutes(2);

  /** A stop that is refused is tried again for as long as the position lasts, ever more rarely. */
  private static final Backoff BACKOFF = new Backoff(Duration.ofHours(1));

  /** However stops end, no more of them are placed for a position within an hour. */
  private static final int MOST_IN_AN_HOUR = 12;

  private final AccountRuntime runtime;
  private final Ledger ledger;
  private final OrderGateway gateway;
  private final SubmissionWindow window;
  private final InstantSource clock;
  private final Announcer announcer;

  ProtectiveStops(
      AccountRuntime runtime,
      Ledger ledger,
      OrderGateway gateway,
      SubmissionWindow window,
      InstantSource clock,
      Announcer announcer) {
    this.runtime = runtime;
    this.ledger = ledger;
    this.gateway = gateway;
    this.window = window;
    this.clock = clock;
    this.announcer = announcer;
  }

  /** Places what is missing and cancels what has the wrong size. */
  void sync(AccountView view, List<Plan> openPlans) throws BrokerException {
    RoundParts parts = new RoundParts();
    for (Holding holding : ledger.holdings().of(runtime.account())) {
      boolean protect =
          !holding.isFlat()
              && holding.stopLoss().isPresent()
              && openPlans.stream().noneMatch(plan -> plan.isExiting(holding.symbol()));
      if (protect) {
        parts.attempt(() -> sync(view, holding));
      }
    }
    parts.finish();
  }

  private void sync(AccountView view, Holding holding) throws BrokerException {
    List<OrderRecord> open =
        view.openOrders().stream()
            .filter(order -> order.terms().symbol().equals(holding.symbol()))
            .filter(order -> !order.status().isOver())
            .toList();
    boolean trades = false;
    for (OrderRecord order : open) {
      trades |= !isStop(order) && !isEnded(order, holding, view);
    }
    if (!trades) {
      sync(view, holding, open.stream().filter(ProtectiveStops::isStop).toList());
    }
  }

  /** Whether an order to enter has ended, for it was given its time; one to leave is not ended. */
  private boolean isEnded(OrderRecord order, Holding holding, AccountView view) {
    Instant since =
        holding.entryTime().isAfter(order.createdAt()) ? holding.entryTime() : order.createdAt();
    boolean patient = clock.instant().isBefore(since.plus(ENTRY_PATIENCE));
    if (order.purpose() != OrderPurpose.ENTRY || patient) {
      return false;
    }
    OrderRecord cancelled = gateway.cancel(order, view.deadline());
    view.changed();
    // A fill on the way changed the holding: the next round sees what it came to.
    return cancelled.status().isOver()
        && cancelled.filledQuantity().compareTo(order.filledQuantity()) == 0;
  }

  private void sync(AccountView view, Holding holding, List<OrderRecord> stops)
      throws BrokerException {
    Optional<OrderRecord> fitting = fitting(stops, holding.quantity());
    if (fitting.isEmpty()) {
      fitting = fitting(stops, toProtect(view, holding));
    }
    boolean waiting = false;
    for (OrderRecord stop : stops) {
      if (!fitting.equals(Optional.of(stop))) {
        waiting |= !gateway.cancel(stop, view.deadline()).status().isOver();
        view.changed();
      }
    }
    if (fitting.isEmpty() && !waiting) {
      // Looked at anew: a stop may have filled while it was being cancelled.
      Optional<Holding> now = ledger.holdings().find(runtime.account(), holding.symbol());
      if (now.isPresent() && toProtect(view, now.get()).signum() > 0) {
        place(view, now.get(), toProtect(view, now.get()));
      }
    }
  }

  /** Of what the ledger knows, what the broker has: somebody may have sold by hand. */
  private static BigDecimal toProtect(AccountView view, Holding holding) throws BrokerException {
    return view.position(holding.symbol())
        .map(BrokerPosition::quantity)
        .orElse(BigDecimal.ZERO)
        .min(holding.quantity());
  }

  private static Optional<OrderRecord> fitting(List<OrderRecord> stops, BigDecimal quantity) {
    return stops.stream()
        .filter(stop -> left(stop).compareTo(quantity) == 0)
        .filter(stop -> stop.status() != OrderStatus.CANCEL_PENDING)
        .findFirst();
  }

  private void place(AccountView view, Holding holding, BigDecimal quantity)
      throws BrokerException {
    Instant now = clock.instant();
    boolean whole = quantity.stripTrailingZeros().scale() <= 0;
    boolean isOpen = window.isOpen(now);
    if (!whole && !isOpen) {
      // A fractional stop is a day order: it waits for the session.
      return;
    }
    boolean isLong = holding.direction() == Direction.LONG;
    Side side = isLong ? Side.SELL : Side.BUY;
    BigDecimal price = stopPrice(holding);
    boolean passed =
        latest(holding.symbol(), view)
            .filter(last -> isLong ? last.compareTo(price) <= 0 : last.compareTo(price) >= 0)
            .isPresent();
    if (passed && !isOpen) {
      return;
    }
    // A stop the market has already passed would be refused: leave at the market instead.
    OrderTerms terms =
        passed
            ? OrderTerms.market(holding.symbol(), side, quantity, TimeInForce.DAY)
            : OrderTerms.stop(
                holding.symbol(), side, quantity, price, whole ? TimeInForce.GTC : TimeInForce.DAY);
    List<OrderRecord> earlier = earlier(holding);
    if (mayPlace(terms, earlier, now)) {
      send(view, holding, terms, earlier.size(), now);
    }
  }

  /** Without a price the stop is placed all the same: if it has been passed, it sells at once. */
  private static Optional<BigDecimal> latest(String symbol, AccountView view) {
    try {
      return Optional.of(view.broker().latestPrice(symbol, view.deadline()));
    } catch (BrokerException e) {
      return Optional.empty();
    }
  }

  /** The stops of a position so far, oldest first. */
  private List<OrderRecord> earlier(Holding holding) {
    return ledger.orders().ofSignal(holding.signalId()).stream()
        .filter(order -> isStop(order) && order.terms().symbol().equals(holding.symbol()))
        .toList();
  }

  /** Refusals of stops do not keep a position from being left at the market. */
  private static boolean mayPlace(OrderTerms terms, List<OrderRecord> earlier, Instant now) {
    List<OrderRecord> alike =
        earlier.stream().filter(order -> order.terms().type() == terms.type()).toList();
    Instant anHourAgo = now.minus(Duration.ofHours(1));
    long recent = alike.stream().filter(order -> order.createdAt().isAfter(anHourAgo)).count();
    Instant next =
        BACKOFF.next(
            alike,
            terms.type() == OrderType.MARKET
                ? Backoff::endedUnfilled
                : order -> order.status() == OrderStatus.REJECTED);
    return recent < MOST_IN_AN_HOUR && !now.isBefore(next);
  }

  private void send(AccountView view, Holding holding, OrderTerms terms, int sequence, Instant now)
      throws BrokerException {
    OrderRecord intent =
        new OrderRecord(
            Identifiers.clientOrder(holding.signalId(), holding.symbol() + "-stop", sequence),
            runtime.account(),
            runtime.strategy(),
            holding.signalId(),
            OrderPurpose.PROTECTIVE_STOP,
            Optional.of(ExitReason.STOP),
            terms,
            OrderStatus.INTENDED,
            Optional.empty(),
            BigDecimal.ZERO,
            "",
            now,
            now,
            0);
    OrderGateway.Placement placement =
        gateway.place(
            intent,
            view.riskContext(intent, holding.averagePrice(), holding.stopLoss()),
            view.deadline());
    view.changed();
    if (placement instanceof OrderGateway.Placement.Placed placed
        && placed.order().brokerOrderId().isPresent()) {
      announcer.tell(
          TradingEvent.Type.STOP_PLACED,
          Severity.INFO,
          holding.symbol(),
          terms.stopPrice().isPresent()
              ? "stop at " + terms.stopPrice().get().toPlainString()
              : "the market has passed the stop: leaving now",
          Map.of("signal", holding.signalId(), "order", intent.clientOrderId()));
    }
  }

  private BigDecimal stopPrice(Holding holding) {
    StopLoss stop = holding.stopLoss().orElseThrow();
    BigDecimal fraction = BigDecimal.valueOf(stop.fraction());
    return holding.direction() == Direction.LONG
        ? runtime
            .priceStep()
            .down(holding.averagePrice().multiply(BigDecimal.ONE.subtract(fraction)))
        : runtime.priceStep().up(holding.averagePrice().multiply(BigDecimal.ONE.add(fraction)));
  }

  static boolean isStop(OrderRecord order) {
    return order.purpose() == OrderPurpose.PROTECTIVE_STOP;
  }

  private static BigDecimal left(OrderRecord order) {
    return order.terms().quantity().subtract(order.filledQuantity());
  }
}
