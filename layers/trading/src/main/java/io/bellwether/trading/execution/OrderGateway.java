package io.bellwether.trading.execution;

import io.bellwether.market.time.Deadline;
import io.bellwether.trading.broker.Broker;
import io.bellwether.trading.broker.BrokerException;
import io.bellwether.trading.broker.BrokerOrder;
import io.bellwether.trading.broker.BrokerPosition;
import io.bellwether.trading.broker.Lookup;
import io.bellwether.trading.broker.Submission;
import io.bellwether.trading.event.TradingEvent;
import io.bellwether.trading.event.TradingEvent.Severity;
import io.bellwether.trading.ledger.Holding;
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
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

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

  private final AccountRuntime runtime;
  private final Ledger ledger;
  private final FillPoster fills;
  private final RiskDesk desk;
  private final InstantSource clock;
  private final Announcer announcer;

  OrderGateway(
      AccountRuntime runtime,
      Ledger ledger,
      FillPoster fills,
      RiskDesk desk,
      InstantSource clock,
      Announcer announcer) {
    this.runtime = runtime;
    this.ledger = ledger;
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
   * allows, and given up otherwise.
   */
  OrderRecord resolve(OrderRecord order, Optional<RiskContext> resend, Deadline deadline) {
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

  /** Asks for a cancel and, once, what came of it. */
  OrderRecord cancel(OrderRecord order, Deadline deadline) {
    if (order.brokerOrderId().isEmpty()) {
      return resolve(order, Optional.empty(), deadline);
    }
    Broker.Cancellation asked = broker().cancel(order.brokerOrderId().get(), deadline);
    OrderRecord current = order;
    if (asked == Broker.Cancellation.REQUESTED && order.status() != OrderStatus.CANCEL_PENDING) {
      current = update(order, OrderStatus.CANCEL_PENDING, Optional.empty(), "");
    }
    return resolve(current, Optional.empty(), deadline);
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
          OrderRecord touched = update(order, OrderStatus.INTENDED, Optional.empty(), "sent again");
          return submit(touched, approved.order(), deadline);
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
        OrderStatus.ABANDONED,
        Optional.empty(),
        "never reached the broker; no longer wanted");
  }

  private OrderRecord submit(OrderRecord order, ApprovedOrder approved, Deadline deadline) {
    return switch (broker().submit(approved, deadline)) {
      case Submission.Confirmed confirmed -> observe(order, confirmed.order(), deadline);
      case Submission.Rejected rejected
          when rejected.refusal() == Submission.Refusal.RATE_LIMITED -> {
        tellUnknown(order, "rate limit: nothing was placed; the next follow-up sends it");
        yield order;
      }
      case Submission.Rejected rejected -> {
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
        yield update(order, OrderStatus.REJECTED, Optional.empty(), rejected.message());
      }
      case Submission.Unknown unknown -> {
        tellUnknown(order, unknown.message());
        yield order;
      }
    };
  }

  private OrderRecord observe(OrderRecord order, BrokerOrder seen, Deadline deadline) {
    OrderRecord current = order;
    if (seen.filledQuantity().compareTo(order.filledQuantity()) > 0) {
      try {
        current = fills.post(order, seen.brokerOrderId(), deadline);
      } catch (BrokerException e) {
        tellUnknown(order, "its fills could not be read: " + e.getMessage());
        return order;
      }
      if (seen.filledQuantity().compareTo(current.filledQuantity()) > 0) {
        // The list of executions lags behind the order: leave the order open and ask again.
        return current;
      }
    }
    OrderStatus status = OrderStateMachine.observed(current.status(), seen.status());
    Optional<String> brokerId = Optional.of(seen.brokerOrderId());
    if (status == current.status() && brokerId.equals(current.brokerOrderId())) {
      return current;
    }
    return update(current, status, brokerId, current.note());
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
