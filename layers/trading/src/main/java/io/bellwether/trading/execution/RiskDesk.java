package io.bellwether.trading.execution;

import io.bellwether.trading.event.TradingEvent;
import io.bellwether.trading.event.TradingEvent.Severity;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.ledger.RiskRefusal;
import io.bellwether.trading.order.OrderPurpose;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.risk.Fact;
import io.bellwether.trading.risk.RiskContext;
import io.bellwether.trading.risk.RiskDecision;
import io.bellwether.trading.risk.RiskLimit;
import io.bellwether.trading.risk.RiskState;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * Puts an order before the risk engine just before it is sent, with the risk state as it is stored
 * at that moment: a kill switch thrown since the plan was made counts. Keeps a record of what was
 * refused, one for each intent and rule, and tells people once.
 */
final class RiskDesk {
  private final AccountRuntime runtime;
  private final Ledger ledger;
  private final RiskFacts facts;
  private final InstantSource clock;
  private final Announcer announcer;

  RiskDesk(
      AccountRuntime runtime,
      Ledger ledger,
      RiskFacts facts,
      InstantSource clock,
      Announcer announcer) {
    this.runtime = runtime;
    this.ledger = ledger;
    this.facts = facts;
    this.clock = clock;
    this.announcer = announcer;
  }

  /** Decides on an order that would be sent now, for the first time or again. */
  RiskDecision check(OrderRecord order, RiskContext context) {
    boolean isEntry = order.purpose() == OrderPurpose.ENTRY;
    RiskDecision decision =
        isEntry ? checkEntry(order, context) : runtime.risk().check(order, context);
    switch (decision) {
      case RiskDecision.Refused refused -> tell(recorded(order, refused));
      case RiskDecision.Approved approved -> {
        if (!isEntry) {
          alarmIfAbsurd(order);
        }
      }
    }
    return decision;
  }

  private RiskDecision checkEntry(OrderRecord order, RiskContext context) {
    if (runtime.version().packaged()) {
      return limitsNotKnown(order);
    }
    RiskContext current = context.with(stateNow());
    // Last of all: to ask the broker and the ledger may have taken a while.
    return context
        .until()
        .filter(until -> clock.instant().isAfter(until))
        .map(until -> tooLate(order, until))
        .orElseGet(() -> runtime.risk().check(order, current));
  }

  private static RiskDecision tooLate(OrderRecord order, Instant until) {
    return new RiskDecision.Refused(
        "validity",
        "too late for the entry of %s (order %s): valid until %s"
            .formatted(order.terms().symbol(), order.clientOrderId(), until),
        Map.of(),
        false);
  }

  /** The packaged version's limits are not the account's: by them nothing is bought. */
  private static RiskDecision limitsNotKnown(OrderRecord order) {
    return new RiskDecision.Refused(
        "strategies",
        ("the stored strategies cannot be read, so the limits of account %s are not known; the"
                + " entry of %s (order %s) is tried again while it is valid")
            .formatted(order.account(), order.terms().symbol(), order.clientOrderId()),
        Map.of(),
        true);
  }

  private Fact<RiskState> stateNow() {
    return RiskFacts.learn("the account's risk state", () -> ledger.risk().of(runtime.account()));
  }

  private RiskRefusal recorded(OrderRecord order, RiskDecision.Refused refused) {
    return ledger
        .journal()
        .record(
            new RiskRefusal(
                order.clientOrderId(),
                refused.rule(),
                order.account(),
                order.strategy(),
                order.signalId(),
                runtime.risk().profile().name(),
                order.purpose(),
                order.terms().symbol(),
                order.terms().side(),
                order.terms().quantity(),
                refused.message(),
                refused.figures(),
                refused.mayPass(),
                clock.instant()));
  }

  private void tell(RiskRefusal refusal) {
    announcer.tellOnce(
        TradingEvent.Type.RISK_BREACHED,
        refusal.mayPass() ? Severity.INFO : Severity.WARNING,
        "refused-" + refusal.clientOrderId() + "-" + refusal.rule(),
        refusal.time(),
        refusal.symbol(),
        refusal.message(),
        Map.of(
            "order", refusal.clientOrderId(),
            "rule", refusal.rule(),
            "signal", refusal.signalId()));
  }

  /** Exits are never held back; so many of them in a day mean that something runs in circles. */
  private void alarmIfAbsurd(OrderRecord order) {
    BigDecimal most =
        runtime.risk().profile().limit(RiskLimit.EXITS_ALARM).orElse(RiskLimit.USUAL_EXITS_ALARM);
    List<OrderRecord> today = facts.ordersOfDay(clock.instant(), ledger).known().orElse(List.of());
    long exits =
        today.stream()
            .filter(other -> other.purpose() != OrderPurpose.ENTRY)
            .filter(other -> !other.clientOrderId().equals(order.clientOrderId()))
            .count();
    if (BigDecimal.valueOf(exits).compareTo(most) < 0) {
      return;
    }
    announcer.tellOnce(
        TradingEvent.Type.RISK_BREACHED,
        Severity.CRITICAL,
        "exits-" + order.account() + "-" + today.getFirst().clientOrderId(),
        today.getFirst().createdAt(),
        order.terms().symbol(),
        exits
            + " orders to close or protect positions were made today: they go on, but something"
            + " runs in circles; look at the account's orders, and kill the strategy's entries",
        Map.of("rule", RiskLimit.EXITS_ALARM.key(), "exits", Long.toString(exits)));
  }
}
