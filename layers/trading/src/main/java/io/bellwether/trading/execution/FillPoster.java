package io.bellwether.trading.execution;

import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.market.time.Deadline;
import io.bellwether.strategy.Direction;
import io.bellwether.strategy.ExitReason;
import io.bellwether.strategy.StopLoss;
import io.bellwether.trading.broker.BrokerException;
import io.bellwether.trading.broker.BrokerFill;
import io.bellwether.trading.cost.CostModel;
import io.bellwether.trading.event.TradingEvent;
import io.bellwether.trading.event.TradingEvent.Severity;
import io.bellwether.trading.ledger.ConcurrentUpdateException;
import io.bellwether.trading.ledger.FillPosting;
import io.bellwether.trading.ledger.Holding;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.ledger.LedgerException;
import io.bellwether.trading.ledger.Trade;
import io.bellwether.trading.order.Fill;
import io.bellwether.trading.order.OrderPurpose;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.order.Side;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posts the broker's executions to the ledger: fill, order, holding and trade in one write. */
final class FillPoster {
  private static final Logger LOG = LoggerFactory.getLogger("execution");
  private static final MathContext PRECISION = MathContext.DECIMAL64;

  private final AccountRuntime runtime;
  private final Ledger ledger;
  private final TradingCalendar calendar;
  private final InstantSource clock;
  private final Announcer announcer;
  private final SplitDesk splits;

  FillPoster(
      AccountRuntime runtime,
      Ledger ledger,
      TradingCalendar calendar,
      InstantSource clock,
      Announcer announcer,
      SplitDesk splits) {
    this.splits = splits;
    this.runtime = runtime;
    this.ledger = ledger;
    this.calendar = calendar;
    this.clock = clock;
    this.announcer = announcer;
  }

  /**
   * Posts the executions of an order that the ledger does not have.
   *
   * @return the order with them counted in
   */
  OrderRecord post(OrderRecord order, String brokerOrderId, Deadline deadline)
      throws BrokerException {
    List<Fill> known = ledger.orders().fills(order.clientOrderId());
    BigDecimal quantity = BigDecimal.ZERO;
    BigDecimal value = BigDecimal.ZERO;
    OrderRecord current = order;
    for (BrokerFill fill : runtime.broker().fills(brokerOrderId, deadline)) {
      requireOf(order, fill);
      BigDecimal costBefore = cost(fill, quantity, value);
      quantity = quantity.add(fill.quantity());
      value = value.add(fill.quantity().multiply(fill.price()));
      if (known.stream().noneMatch(posted -> posted.id().equals(fill.id()))) {
        BigDecimal fees = cost(fill, quantity, value).subtract(costBefore);
        current = post(current, fill, fees);
      }
    }
    return current;
  }

  /** A list that mixes orders up books nothing: the order stays open and is asked for again. */
  private static void requireOf(OrderRecord order, BrokerFill fill) throws BrokerException {
    if (!fill.symbol().equals(order.terms().symbol()) || fill.side() != order.terms().side()) {
      throw new BrokerException(
          "fill %s, to %s %s, is listed under order %s, which is to %s %s"
              .formatted(
                  fill.id(),
                  fill.side(),
                  fill.symbol(),
                  order.clientOrderId(),
                  order.terms().side(),
                  order.terms().symbol()),
          false);
    }
  }

  private BigDecimal cost(BrokerFill fill, BigDecimal quantity, BigDecimal value) {
    if (quantity.signum() == 0) {
      return BigDecimal.ZERO;
    }
    CostModel costs = runtime.costs();
    LocalDate date = calendar.dateAt(fill.time());
    return costs.cost(fill.side(), quantity, value.divide(quantity, PRECISION), date);
  }

  private OrderRecord post(OrderRecord order, BrokerFill execution, BigDecimal fees)
      throws BrokerException {
    Fill fill = fill(order, execution, fees);
    // A split since then: the order has the shares of its time, the holding those of now.
    Fill counted = fill(order, splits.onPresentBasis(execution), fees);
    Holding before =
        ledger
            .holdings()
            .find(runtime.account(), fill.symbol())
            .orElseGet(() -> Holding.none(runtime.account(), fill.symbol(), runtime.strategy()));
    OrderRecord after = order.filled(order.filledQuantity().add(fill.quantity()), clock.instant());
    Optional<Holding.Closing> closing =
        order.purpose() == OrderPurpose.ENTRY
            ? Optional.empty()
            : Optional.of(closing(order, before, counted));
    Optional<Trade> trade = closing.map(Holding.Closing::trade);
    Holding holding =
        closing.map(Holding.Closing::left).orElseGet(() -> entered(order, before, counted));
    boolean isNew = ledger.orders().post(new FillPosting(fill, after, holding, trade));
    if (isNew) {
      announcer.moved(order.status(), after.status());
      announce(order, fill, trade);
    }
    return ledger.orders().find(order.clientOrderId()).orElse(after);
  }

  private static Fill fill(OrderRecord order, BrokerFill execution, BigDecimal fees) {
    return new Fill(
        execution.id(),
        order.clientOrderId(),
        execution.symbol(),
        execution.side(),
        execution.quantity(),
        execution.price(),
        fees,
        execution.time());
  }

  private Holding entered(OrderRecord order, Holding before, Fill fill) {
    BigDecimal quantity = before.quantity().add(fill.quantity());
    BigDecimal average =
        before.isFlat()
            ? fill.price()
            : before
                .quantity()
                .multiply(before.averagePrice())
                .add(fill.quantity().multiply(fill.price()))
                .divide(quantity, PRECISION);
    return new Holding(
        before.account(),
        before.symbol(),
        order.strategy(),
        order.signalId(),
        fill.side() == Side.BUY ? Direction.LONG : Direction.SHORT,
        quantity,
        average,
        before.entryFees().add(fill.fees()),
        before.isFlat() ? fill.time() : before.entryTime(),
        stopLoss(order),
        before.lastExit(),
        before.revision());
  }

  private Optional<StopLoss> stopLoss(OrderRecord order) {
    return ledger
        .signals()
        .find(order.signalId())
        .flatMap(signal -> signal.stopLossOf(order.terms().symbol()));
  }

  private static Holding.Closing closing(OrderRecord order, Holding before, Fill fill) {
    return before.close(
        fill.id(), fill.quantity(), fill.price(), fill.fees(), fill.time(), reason(order));
  }

  private static ExitReason reason(OrderRecord order) {
    return order.exitReason().orElse(ExitReason.RULE);
  }

  /**
   * Tells people of fills that were posted by a run that stopped, or could not publish, before it
   * had told. A failure is left to the next run: what was traded is in the ledger.
   */
  void announceLeft() {
    try {
      for (Fill fill : ledger.orders().unannounced(runtime.account())) {
        Optional<OrderRecord> order = ledger.orders().find(fill.clientOrderId());
        if (order.isPresent()) {
          announce(order.get(), fill, trade(fill));
        }
      }
    } catch (LedgerException e) {
      LOG.atError().setCause(e).log("fills that people were not told of are left to the next run");
    }
  }

  private Optional<Trade> trade(Fill fill) {
    return ledger
        .holdings()
        .trades(runtime.account(), fill.time(), fill.time().plusNanos(1))
        .stream()
        .filter(trade -> trade.id().equals(fill.id()))
        .findFirst();
  }

  private void announce(OrderRecord order, Fill fill, Optional<Trade> trade) {
    boolean taken = tell(order, fill);
    if (trade.isPresent()) {
      taken &= tell(order, trade.get());
    }
    if (taken) {
      markAnnounced(fill);
    }
  }

  /** A mark that fails has people told again, which they do not see, and must not stop the rest. */
  private void markAnnounced(Fill fill) {
    try {
      ledger.orders().markAnnounced(runtime.account(), fill);
    } catch (LedgerException | ConcurrentUpdateException e) {
      LOG.atWarn().setCause(e).log("a fill was announced and not marked; it is published again");
    }
  }

  private boolean tell(OrderRecord order, Fill fill) {
    return announcer.tellOnce(
        TradingEvent.Type.ORDER_FILLED,
        Severity.INFO,
        "fill-" + fill.id(),
        fill.time(),
        fill.symbol(),
        fill.side()
            + " "
            + fill.quantity().toPlainString()
            + " "
            + fill.symbol()
            + " at "
            + fill.price().toPlainString(),
        Map.of(
            "signal", order.signalId(),
            "order", order.clientOrderId(),
            "quantity", fill.quantity().toPlainString(),
            "price", fill.price().toPlainString()));
  }

  private boolean tell(OrderRecord order, Trade closed) {
    return announcer.tellOnce(
        TradingEvent.Type.TRADE_CLOSED,
        Severity.INFO,
        "trade-" + closed.id(),
        closed.exitTime(),
        closed.symbol(),
        "closed "
            + closed.quantity().toPlainString()
            + " "
            + closed.symbol()
            + " by "
            + closed.exitReason().label()
            + ", profit "
            + closed.pnl().setScale(2, RoundingMode.HALF_EVEN)
            + " USD after fees",
        Map.of(
            "signal", order.signalId(),
            "order", order.clientOrderId(),
            "pnl", closed.pnl().toPlainString(),
            "reason", closed.exitReason().label()));
  }
}
