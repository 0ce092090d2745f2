package io.bellwether.trading.execution;

import io.bellwether.trading.broker.BrokerException;
import io.bellwether.trading.ledger.Holding;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.order.OrderPurpose;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.order.TimeInForce;
import io.bellwether.trading.plan.Plan;
import io.bellwether.trading.risk.RiskContext;
import io.bellwether.trading.signal.Signal;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Whether an intent that never reached the broker is still wanted. */
final class Resends {
  private final AccountRuntime runtime;
  private final Ledger ledger;
  private final SubmissionWindow window;
  private final Reconciliation reconciliation;
  private final InstantSource clock;

  Resends(
      AccountRuntime runtime,
      Ledger ledger,
      SubmissionWindow window,
      Reconciliation reconciliation,
      InstantSource clock) {
    this.reconciliation = reconciliation;
    this.runtime = runtime;
    this.ledger = ledger;
    this.window = window;
    this.clock = clock;
  }

  /**
   * The context in which an intent that never reached the broker may still be sent; empty if it may
   * not any more.
   *
   * @throws io.bellwether.trading.ledger.DamagedItemException if it is no intent of this system's
   */
  Optional<RiskContext> context(OrderRecord order, AccountView view) throws BrokerException {
    Derivation.require(order, ledger.orders().ofSignal(order.signalId()).size());
    return switch (order.purpose()) {
      case ENTRY -> ofEntry(order, view);
      case EXIT ->
          fitsTheTime(order)
              ? Optional.of(view.riskContext(order, BigDecimal.ONE, Optional.empty()))
              : Optional.empty();
      case PROTECTIVE_STOP ->
          isStillToBeProtected(order)
              ? Optional.of(view.riskContext(order, BigDecimal.ONE, Optional.empty()))
              : Optional.empty();
    };
  }

  private Optional<RiskContext> ofEntry(OrderRecord order, AccountView view)
      throws BrokerException {
    List<Plan> plans = ledger.plans().open(runtime.account());
    int own = plans.stream().map(Plan::signalId).toList().indexOf(order.signalId());
    boolean wanted =
        own >= 0
            && !ExecutionService.isSuperseded(own, plans)
            && isInTime(order, plans.get(own))
            && !reconciliation.isFrozen(order.terms().symbol());
    Optional<Signal> signal = ledger.signals().find(order.signalId());
    String symbol = order.terms().symbol();
    // The price the size was reckoned with.
    Optional<BigDecimal> close = signal.map(Signal::closes).map(closes -> closes.get(symbol));
    if (!wanted || close.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        view.riskContext(order, close.get(), signal.flatMap(of -> of.stopLossOf(symbol)))
            .until(EntrySteps.until(plans.get(own))));
  }

  private boolean isInTime(OrderRecord entry, Plan plan) {
    return !clock.instant().isAfter(EntrySteps.until(plan)) && fitsTheTime(entry);
  }

  /** An order for the auction is of no use in the session, nor one for the session before it. */
  private boolean fitsTheTime(OrderRecord order) {
    Optional<TimeInForce> life = window.timeInForce(clock.instant(), order.terms().quantity());
    return life.equals(Optional.of(order.terms().timeInForce()));
  }

  private boolean isStillToBeProtected(OrderRecord stop) {
    String symbol = stop.terms().symbol();
    Instant now = clock.instant();
    boolean mayBeSent =
        stop.terms().timeInForce() == TimeInForce.GTC
            || window.timeInForce(now, stop.terms().quantity()).isPresent();
    boolean fits =
        ledger
            .holdings()
            .find(runtime.account(), symbol)
            .filter(holding -> holding.stopLoss().isPresent())
            .map(Holding::quantity)
            .filter(held -> held.compareTo(stop.terms().quantity()) == 0)
            .isPresent();
    return mayBeSent
        && fits
        && stop.purpose() == OrderPurpose.PROTECTIVE_STOP
        && ledger.plans().open(runtime.account()).stream()
            .noneMatch(plan -> plan.isExiting(symbol));
  }
}
