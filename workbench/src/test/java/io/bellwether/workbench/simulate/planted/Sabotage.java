package io.bellwether.workbench.simulate.planted;

import io.bellwether.cloud.dynamo.Condition;
import io.bellwether.cloud.dynamo.Write;
import io.bellwether.trading.broker.Submission;
import io.bellwether.trading.ledger.Lease;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.ledger.OrderStore;
import io.bellwether.trading.ledger.SignalStore;
import io.bellwether.trading.order.Fill;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.order.OrderStatus;
import io.bellwether.trading.plan.Plan;
import io.bellwether.trading.risk.RiskState;
import io.bellwether.trading.signal.Signal;
import io.bellwether.trading.signal.SignalQueue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the planted bugs do. Public, for the classes they are planted in call it. */
public final class Sabotage {
  private static int count;

  private Sabotage() {}

  /** An id that follows from nothing. */
  public static String underivedId() {
    return "bw-underived-" + count++;
  }

  /** An order in flight, as if the broker had refused it for lack of money. */
  public static OrderRecord takenForRefused(OrderRecord order) {
    return order.status() == OrderStatus.INTENDED
        ? order.with(
            OrderStatus.REJECTED,
            Optional.empty(),
            Submission.Refusal.INSUFFICIENT_BUYING_POWER.name() + ": no answer",
            order.updatedAt())
        : order;
  }

  /** Silence taken for a refusal. */
  public static Submission takenForRefused(Submission submission) {
    return submission instanceof Submission.Unknown unknown
        ? new Submission.Rejected(
            Submission.Refusal.OTHER, unknown.message(), Optional.<Instant>empty())
        : submission;
  }

  /** Every lease is granted. */
  public static Optional<Lease> granted(Optional<Lease> lease, String account, Instant until) {
    return lease.isPresent() ? lease : Optional.of(new Lease(account, 1, until, 1));
  }

  /** The orders that the broker has acknowledged. */
  public static List<OrderRecord> withoutThoseInFlight(List<OrderRecord> orders) {
    List<OrderRecord> known = new ArrayList<>(orders);
    known.removeIf(order -> order.status() == OrderStatus.INTENDED);
    return known;
  }

  /** Any stop, whatever its size. */
  public static Optional<OrderRecord> any(List<OrderRecord> stops) {
    return stops.stream().findFirst();
  }

  /** The state as it was before a person stopped trading. */
  public static RiskState beforeTheKill(RiskState state) {
    return state.killed() && !state.disabled() ? state.enable() : state;
  }

  /** Nothing is known to be posted. */
  public static List<Fill> noFills(OrderStore orders, String clientOrderId) {
    return List.of();
  }

  /** Marks first, then sends. */
  public static void markAndSend(SignalStore signals, SignalQueue queue, Signal signal) {
    signals.markDispatched(signal.id());
    queue.send(signal.account(), signal.id());
  }

  /** A message that comes again is a signal of its own. */
  public static void takeAgain(Ledger ledger, String signalId) {
    Optional<Plan> first = ledger.plans().find(signalId).filter(plan -> !plan.open());
    if (first.isPresent()) {
      Signal signal = ledger.signals().find(signalId).orElseThrow();
      String id = signalId + "-again-" + count++;
      Signal again =
          new Signal(
              id,
              signal.account(),
              signal.strategy(),
              signal.version(),
              signal.timeframe(),
              signal.bar(),
              signal.decidedAt(),
              signal.submitFrom(),
              signal.validUntil(),
              signal.reducingOnly(),
              signal.targets(),
              signal.closes(),
              true,
              signal.averageVolumes());
      ledger.signals().create(again);
      ledger
          .plans()
          .create(
              Plan.unplanned(
                  id,
                  signal.account(),
                  signal.strategy(),
                  signal.submitFrom(),
                  signal.validUntil(),
                  first.get().createdAt()));
    }
  }

  /** What an order has lost its intent's state to: an end that was only asked for. */
  public static OrderStatus ended(OrderStatus status) {
    return status == OrderStatus.CANCEL_PENDING ? OrderStatus.CANCELED : status;
  }

  /** Given up is forgotten. */
  public static OrderStatus forgotten(OrderStatus status) {
    return status == OrderStatus.RETRACTED ? OrderStatus.ABANDONED : status;
  }

  /** A fill that is stored whether or not it is there already. */
  public static Write.Put overwriting(Write.Put write) {
    return write.key().pk().endsWith("#FILLS")
        ? new Write.Put(write.key(), write.item(), new Condition.Anything())
        : write;
  }
}
