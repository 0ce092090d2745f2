package io.bellwether.trading.execution;

import io.bellwether.market.time.Deadline;
import io.bellwether.trading.Identifiers;
import io.bellwether.trading.broker.Broker;
import io.bellwether.trading.broker.BrokerException;
import io.bellwether.trading.broker.BrokerOrder;
import io.bellwether.trading.broker.BrokerPosition;
import io.bellwether.trading.broker.Lookup;
import io.bellwether.trading.broker.Submission;
import io.bellwether.trading.event.TradingEvent;
import io.bellwether.trading.event.TradingEvent.Severity;
import io.bellwether.trading.ledger.Holding;
import io.bellwether.trading.ledger.LeaseLostException;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.order.OrderPurpose;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.order.OrderStateMachine;
import io.bellwether.trading.order.OrderStatus;
import io.bellwether.trading.risk.ApprovedOrder;
import io.bellwether.trading.risk.RiskContext;
import io.bellwether.trading.risk.RiskDecision;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The one way of an order to the broker: risk check, intent, call, answer. And the way back: what
 * became of it, asked for by our own id.
 */
final class OrderGateway {
  /**
   * How long after the intent a broker's "not found" is believed. An order accepted just before a
   * connection broke shows up within it.
   */
  static final Duration SETTLING_TIME = Duration.ofSeconds(30);

  /**
   * How long it is not believed while the broker holds other than the ledger: the order may have
   * filled, and be missing from the broker's index only.
   */
  static final Duration DOUBTFUL_TIME = Duration.ofMinutes(15);

  /**
   * How long the broker is asked for an order that was given up. The process that was about to send
   * it may be frozen, not dead; Lambda ends an invocation after 15 minutes at the latest.
   */
  static final Duration WATCHED = Duration.ofMinutes(15);

  /** How long a cancel asked for may take before it is asked for again. */
  private static final Duration CANCEL_AGAIN = Duration.ofSeconds(30);

  /** The longest a rate limit keeps orders back, whatever the broker says. */
  private static final Duration LONGEST_QUIET = Duration.ofMinutes(2);

  private static final Duration QUIET_UNLESS_SAID = Duration.ofSeconds(30);

  private final AccountRuntime runtime;
  private final Ledger ledger;
  private final AccountLease lease;
  private final FillPoster fills;
  private final RiskDesk desk;
  private final InstantSource clock;
  private final Announcer announcer;
  private Instant quietUntil = Instant.MIN;

  OrderGateway(
      AccountRuntime runtime,
      Ledger ledger,
      AccountLease lease,
      FillPoster fills,
      RiskDesk desk,
      InstantSource clock,
      Announcer announcer) {
    this.runtime = runtime;
    this.ledger = ledger;
    this.lease = lease;
    this.fills = fills;
    this.desk = desk;
    this.clock = clock;
    this.announcer = announcer;
  }

  /** What became of the wish to place an order. */
  sealed interface Placement {
    /** The intent is stored; the order may be with the broker, see its status. */
    record Placed(OrderRecord order) implements Placement {}

    /**
     * The risk checks refused it; nothing was stored or sent.
     *
     * @param mayPass whether it may be tried again
     */
    record Refused(String message, boolean mayPass) implements Placement {}
  }

  /**
   * Places an order once. If its intent is stored already, that one is returned and none is sent.
   *
   * @throws LeaseLostException if another run has the account now; nothing was sent
   */
  Placement place(OrderRecord intent, RiskContext context, Deadline deadline) {
    return switch (desk.check(intent, context)) {
      case RiskDecision.Refused refused ->
          new Placement.Refused(refused.message(), refused.mayPass());
      case RiskDecision.Approved approved ->
          ledger.orders().create(intent)
              ? new Placement.Placed(submit(stored(intent), approved.order(), deadline))
              : new Placement.Placed(stored(intent));
    };
  }

  /**
   * Asks the broker what became of an order and brings the ledger up to it. An intent the broker
   * has not got once the settling time is over is sent again under its own id if {@code resend}
   * allows, and given up otherwise; one given up is watched, and taken back if it turns up.
   */
  OrderRecord resolve(OrderRecord order, Optional<RiskContext> resend, Deadline deadline) {
    if (order.status() == OrderStatus.RETRACTED) {
      return watch(order, deadline);
    }
    return switch (broker().find(order.clientOrderId(), deadline)) {
      case Lookup.Found found -> observe(order, found.order(), deadline);
      case Lookup.Unknown unknown -> {
        tellUnknown(order, unknown.message());
        yield order;
      }
      case Lookup.NotFound notFound when order.status() != OrderStatus.INTENDED -> {
        tellUnknown(order, "the broker no longer knows the order");
        yield order;
      }
      case Lookup.NotFound notFound when !settled(order) -> order;
      case Lookup.NotFound notFound when mayHaveFilled(order, deadline) -> {
        tellUnknown(order, "the broker does not find it, but its position has changed");
        yield order;
      }
      case Lookup.NotFound notFound -> resend(order, resend, deadline);
    };
  }

  /**
   * Asks for a cancel, unless that was done a moment ago, and, once, what came of it.
   *
   * @throws LeaseLostException if another run has the account now; nothing was asked
   */
  OrderRecord cancel(OrderRecord order, Deadline deadline) {
    if (order.brokerOrderId().isEmpty()) {
      return resolve(order, Optional.empty(), deadline);
    }
    OrderRecord current = order;
    boolean asked =
        order.status() == OrderStatus.CANCEL_PENDING
            && clock.instant().isBefore(order.updatedAt().plus(CANCEL_AGAIN));
    if (!asked
        && cancelAtBroker(order.brokerOrderId().get(), deadline)
        && order.status() != OrderStatus.CANCEL_PENDING) {
      // Only the first cancel moves its time on: what waits for the end counts from then.
      current = update(order, OrderStatus.CANCEL_PENDING, Optional.empty(), order.note());
    }
    return resolve(current, Optional.empty(), deadline);
  }

  /** Cancels an order that goes on at the broker, whatever the ledger says of it. */
  OrderRecord cancelGoneOn(OrderRecord order, BrokerOrder seen, Deadline deadline) {
    if (!order.status().isTerminal()) {
      return cancel(order, deadline);
    }
    // What has ended in the ledger stays ended: what it may trade yet is posted when that is seen.
    cancelAtBroker(seen.brokerOrderId(), deadline);
    return resolve(order, Optional.empty(), deadline);
  }

  /**
   * Cancels an order that the ledger has not under way.
   *
   * @throws LeaseLostException if another run has the account now; nothing was asked
   */
  void cancelStray(BrokerOrder order, Deadline deadline) {
    // Read after the broker's list: another run may have stored and sent it in between.
    boolean underWay =
        Identifiers.isOurs(order.clientOrderId())
            && ledger
                .orders()
                .find(order.clientOrderId())
                .filter(known -> !known.status().isTerminal())
                .isPresent();
    if (!underWay) {
      cancelAtBroker(order.brokerOrderId(), deadline);
    }
  }

  /**
   * Gives an order up that the broker accepted and does not have any more, neither under our id nor
   * among its open orders. It is watched as any that was given up, and taken back if it turns up.
   */
  OrderRecord giveUpIfGone(OrderRecord order, Deadline deadline) {
    if (order.brokerOrderId().isEmpty() || order.status().isOver() || !settled(order)) {
      return order;
    }
    boolean gone =
        broker().find(order.clientOrderId(), deadline) instanceof Lookup.NotFound
            && !maybeListed(order, deadline);
    return gone
        ? update(order, OrderStatus.RETRACTED, Optional.empty(), "the broker no longer has it")
        : order;
  }

  private boolean maybeListed(OrderRecord order, Deadline deadline) {
    try {
      return broker().openOrders(deadline).stream()
          .flatMap(listed -> Stream.concat(Stream.of(listed), listed.legs().stream()))
          .anyMatch(listed -> listed.clientOrderId().equals(order.clientOrderId()));
    } catch (BrokerException e) {
      return true;
    }
  }

  private boolean cancelAtBroker(String brokerOrderId, Deadline deadline) {
    lease.outlast(broker().orderTimeout());
    return broker().cancel(brokerOrderId, deadline) == Broker.Cancellation.REQUESTED;
  }

  private OrderRecord watch(OrderRecord order, Deadline deadline) {
    return switch (broker().find(order.clientOrderId(), deadline)) {
      case Lookup.Found found -> takeBack(order, found.order(), deadline);
      case Lookup.NotFound notFound
          when !clock.instant().isBefore(order.updatedAt().plus(WATCHED)) ->
          update(order, OrderStatus.ABANDONED, Optional.empty(), order.note());
      case Lookup.NotFound notFound -> order;
      case Lookup.Unknown unknown -> order;
    };
  }

  /** An order that was given up has arrived: what is left of it is cancelled, the rest booked. */
  private OrderRecord takeBack(OrderRecord order, BrokerOrder seen, Deadline deadline) {
    BrokerOrder last = seen;
    if (!seen.status().isTerminal()) {
      // Cancelled before anything is stored: it stays watched until the broker says it has ended.
      cancelAtBroker(seen.brokerOrderId(), deadline);
      if (broker().find(order.clientOrderId(), deadline) instanceof Lookup.Found again) {
        last = again.order();
      }
    }
    announcer.tellOnce(
        TradingEvent.Type.ORDER_UNKNOWN,
        Severity.CRITICAL,
        "late-" + order.clientOrderId(),
        order.createdAt(),
        order.terms().symbol(),
        "order "
            + order.clientOrderId()
            + " was given up and reached the broker after all; it is cancelled, what has traded is"
            + " booked",
        Map.of("order", order.clientOrderId(), "purpose", order.purpose().name()));
    return last.status().isTerminal()
        ? observe(order, last, deadline)
        : withFills(order, last, deadline).orElse(order);
  }

  private boolean settled(OrderRecord order) {
    return !clock.instant().isBefore(order.updatedAt().plus(SETTLING_TIME));
  }

  /** Whether an order the broker does not find can be what changed its position. */
  private boolean mayHaveFilled(OrderRecord order, Deadline deadline) {
    if (!clock.instant().isBefore(order.createdAt().plus(DOUBTFUL_TIME))) {
      return false;
    }
    String symbol = order.terms().symbol();
    BigDecimal booked =
        ledger
            .holdings()
            .find(runtime.account(), symbol)
            .map(Holding::quantity)
            .orElse(BigDecimal.ZERO);
    try {
      BigDecimal held =
          broker().positions(deadline).stream()
              .filter(position -> position.symbol().equals(symbol))
              .map(BrokerPosition::quantity)
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      return held.compareTo(booked) != 0;
    } catch (BrokerException e) {
      return true;
    }
  }

  private OrderRecord resend(OrderRecord order, Optional<RiskContext> context, Deadline deadline) {
    if (context.isPresent()) {
      switch (desk.check(order, context.get())) {
        case RiskDecision.Approved approved -> {
          return sendAgain(order, approved.order(), deadline);
        }
        case RiskDecision.Refused refused when refused.mayPass() -> {
          return order;
        }
        case RiskDecision.Refused refused -> {
          // Given up below.
        }
      }
    }
    return update(
        order,
        OrderStatus.RETRACTED,
        Optional.empty(),
        "never seen at the broker; no longer wanted");
  }

  private OrderRecord sendAgain(OrderRecord order, ApprovedOrder approved, Deadline deadline) {
    if (!maySend(deadline)) {
      return order;
    }
    // Its time moves on before it is sent: the settling time counts from the last attempt.
    OrderRecord touched = update(order, OrderStatus.INTENDED, Optional.empty(), "sent again");
    return submit(touched, approved, deadline);
  }

  private boolean maySend(Deadline deadline) {
    return !clock.instant().isBefore(quietUntil) && deadline.allows(broker().orderTimeout());
  }

  /** One call. Without the time for it, or under a rate limit, the next follow-up makes it. */
  private OrderRecord submit(OrderRecord order, ApprovedOrder approved, Deadline deadline) {
    if (!maySend(deadline)) {
      return order;
    }
    lease.outlast(broker().orderTimeout());
    return switch (broker().submit(approved, deadline)) {
      case Submission.Confirmed confirmed -> observe(order, confirmed.order(), deadline);
      case Submission.Rejected rejected -> refused(order, rejected);
      case Submission.Unknown unknown -> {
        tellUnknown(order, unknown.message());
        yield order;
      }
    };
  }

  private OrderRecord refused(OrderRecord order, Submission.Rejected rejected) {
    return switch (rejected.refusal()) {
      // Neither is about the order: it was not placed, its id is free, and it is sent again.
      case RATE_LIMITED -> {
        Instant now = clock.instant();
        Instant most = now.plus(LONGEST_QUIET);
        Instant until = rejected.retryAt().orElse(now.plus(QUIET_UNLESS_SAID));
        quietUntil = until.isBefore(most) ? until : most;
        tellUnknown(order, "rate limit: nothing was placed; a follow-up sends it");
        yield order;
      }
      case UNAUTHORIZED -> {
        tellUnknown(order, "the keys were refused, so nothing was placed: " + rejected.message());
        yield order;
      }
      case INSUFFICIENT_BUYING_POWER,
          QUANTITY_HELD,
          WASH_TRADE,
          PRICE_STEP,
          ACCOUNT_BLOCKED,
          OTHER -> {
        tellRefused(order, rejected);
        String note = RefusalNote.of(rejected.refusal(), rejected.message());
        yield update(order, OrderStatus.REJECTED, Optional.empty(), note);
      }
    };
  }

  /** Told once, however often the broker goes on refusing the same. */
  private void tellRefused(OrderRecord order, Submission.Rejected rejected) {
    boolean toldBefore =
        ledger.orders().ofSignal(order.signalId()).stream()
            .filter(other -> !other.clientOrderId().equals(order.clientOrderId()))
            .filter(other -> other.purpose() == order.purpose())
            .filter(other -> other.terms().symbol().equals(order.terms().symbol()))
            .anyMatch(other -> RefusalNote.says(other, rejected.refusal()));
    if (toldBefore) {
      return;
    }
    announcer.tell(
        TradingEvent.Type.ORDER_REJECTED,
        order.purpose() == OrderPurpose.ENTRY ? Severity.WARNING : Severity.CRITICAL,
        order.terms().symbol(),
        "the broker refused to "
            + order.terms().side()
            + " "
            + order.terms().quantity().toPlainString()
            + " "
            + order.terms().symbol()
            + ": "
            + rejected.message(),
        Map.of(
            "order", order.clientOrderId(),
            "refusal", rejected.refusal().name(),
            "purpose", order.purpose().name(),
            "signal", order.signalId()));
  }

  private OrderRecord observe(OrderRecord order, BrokerOrder seen, Deadline deadline) {
    Optional<OrderRecord> posted = withFills(order, seen, deadline);
    if (posted.isEmpty()) {
      return order;
    }
    OrderRecord current = posted.get();
    if (seen.filledQuantity().compareTo(current.filledQuantity()) > 0) {
      // The list of executions lags behind the order: leave the order open and ask again.
      return current;
    }
    OrderStatus status = OrderStateMachine.observed(current.status(), seen.status());
    Optional<String> brokerId = Optional.of(seen.brokerOrderId());
    if (status == current.status() && brokerId.equals(current.brokerOrderId())) {
      return current;
    }
    return update(current, status, brokerId, current.note());
  }

  /** The order with the executions the ledger lacks; empty if they could not be read. */
  private Optional<OrderRecord> withFills(OrderRecord order, BrokerOrder seen, Deadline deadline) {
    if (seen.filledQuantity().compareTo(order.filledQuantity()) <= 0) {
      return Optional.of(order);
    }
    try {
      return Optional.of(fills.post(order, seen.brokerOrderId(), deadline));
    } catch (BrokerException e) {
      tellUnknown(order, "its fills could not be read: " + e.getMessage());
      return Optional.empty();
    }
  }

  private OrderRecord update(
      OrderRecord order, OrderStatus status, Optional<String> brokerOrderId, String note) {
    OrderRecord updated =
        ledger.orders().update(order.with(status, brokerOrderId, note, clock.instant()));
    announcer.moved(order.status(), status);
    return updated;
  }

  private OrderRecord stored(OrderRecord intent) {
    return ledger.orders().find(intent.clientOrderId()).orElse(intent);
  }

  private void tellUnknown(OrderRecord order, String message) {
    announcer.tell(
        TradingEvent.Type.ORDER_UNKNOWN,
        Severity.WARNING,
        order.terms().symbol(),
        "order " + order.clientOrderId() + " is not settled: " + message,
        Map.of("order", order.clientOrderId(), "status", order.status().name()));
  }

  private Broker broker() {
    return runtime.broker();
  }
}
