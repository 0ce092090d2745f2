package io.bellwether.trading.execution;

import io.bellwether.strategy.Direction;
import io.bellwether.strategy.ExitReason;
import io.bellwether.strategy.StopLoss;
import io.bellwether.trading.Identifiers;
import io.bellwether.trading.broker.BrokerException;
import io.bellwether.trading.event.TradingEvent;
import io.bellwether.trading.event.TradingEvent.Severity;
import io.bellwether.trading.ledger.Holding;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.order.OrderPurpose;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.order.OrderStatus;
import io.bellwether.trading.order.OrderTerms;
import io.bellwether.trading.order.Side;
import io.bellwether.trading.order.TimeInForce;
import io.bellwether.trading.plan.Plan;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps one resting stop of the right size for every position that is to have one. */
final class ProtectiveStops {
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
    List<Holding> holdings =
        ledger.holdings().of(runtime.account()).stream()
            .filter(holding -> !holding.isFlat() && holding.stopLoss().isPresent())
            .filter(holding -> openPlans.stream().noneMatch(p -> p.isExiting(holding.symbol())))
            .toList();
    if (holdings.isEmpty()) {
      return;
    }
    List<OrderRecord> open = view.openOrders();
    for (Holding holding : holdings) {
      List<OrderRecord> ofSymbol =
          open.stream().filter(o -> o.terms().symbol().equals(holding.symbol())).toList();
      boolean stillTrading = ofSymbol.stream().anyMatch(o -> !isStop(o));
      if (!stillTrading) {
        sync(view, holding, ofSymbol);
      }
    }
  }

  private void sync(AccountView view, Holding holding, List<OrderRecord> stops)
      throws BrokerException {
    Optional<OrderRecord> fitting =
        stops.stream()
            .filter(stop -> left(stop).compareTo(holding.quantity()) == 0)
            .filter(stop -> stop.status() != OrderStatus.CANCEL_PENDING)
            .findFirst();
    boolean waiting = false;
    for (OrderRecord stop : stops) {
      if (!fitting.equals(Optional.of(stop))) {
        waiting |= !gateway.cancel(stop, view.deadline()).status().isTerminal();
        view.changed();
      }
    }
    if (fitting.isEmpty() && !waiting) {
      place(view, holding);
    }
  }

  private void place(AccountView view, Holding holding) throws BrokerException {
    Instant now = clock.instant();
    boolean whole = holding.quantity().stripTrailingZeros().scale() <= 0;
    if (!whole && !window.isOpen(now)) {
      // A fractional stop is a day order: it waits for the session.
      return;
    }
    boolean isLong = holding.direction() == Direction.LONG;
    Side side = isLong ? Side.SELL : Side.BUY;
    BigDecimal price = stopPrice(holding);
    BigDecimal latest = view.broker().latestPrice(holding.symbol(), view.deadline());
    boolean passed = isLong ? latest.compareTo(price) <= 0 : latest.compareTo(price) >= 0;
    if (passed && !window.isOpen(now)) {
      return;
    }
    // A stop the market has already passed would be refused: leave at the market instead.
    OrderTerms terms =
        passed
            ? OrderTerms.market(holding.symbol(), side, holding.quantity(), TimeInForce.DAY)
            : OrderTerms.stop(
                holding.symbol(),
                side,
                holding.quantity(),
                price,
                whole ? TimeInForce.GTC : TimeInForce.DAY);
    send(view, holding, terms, now);
  }

  private void send(AccountView view, Holding holding, OrderTerms terms, Instant now)
      throws BrokerException {
    String leg = holding.symbol() + "-stop";
    long sequence =
        ledger.orders().ofSignal(holding.signalId()).stream()
            .filter(order -> isStop(order) && order.terms().symbol().equals(holding.symbol()))
            .count();
    OrderRecord intent =
        new OrderRecord(
            Identifiers.clientOrder(holding.signalId(), leg, (int) sequence),
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
    gateway.place(
        intent,
        view.riskContext(intent, holding.averagePrice(), holding.stopLoss()),
        view.deadline());
    view.changed();
    announcer.tell(
        TradingEvent.Type.STOP_PLACED,
        Severity.INFO,
        holding.symbol(),
        terms.stopPrice().isPresent()
            ? "stop at " + terms.stopPrice().get().toPlainString()
            : "the market has passed the stop: leaving now",
        Map.of("signal", holding.signalId(), "order", intent.clientOrderId()));
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
