package io.bellwether.trading.execution;

import io.bellwether.trading.broker.BrokerException;
import io.bellwether.trading.broker.BrokerOrder;
import io.bellwether.trading.broker.BrokerPosition;
import io.bellwether.trading.event.TradingEvent;
import io.bellwether.trading.event.TradingEvent.Severity;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.order.OrderPurpose;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.plan.Plan;
import io.bellwether.trading.plan.Planner;
import io.bellwether.trading.risk.Fact;
import io.bellwether.trading.risk.RiskState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Closes everything an account holds, whoever bought it, and cancels every order that is not about
 * that. It works by plans like any other exit: one for the positions there are, and further ones
 * for what an order in flight still brings. Their ids are derived from the time of the verdict, so
 * of two runs one makes the plan; a position that any open plan is closing gets no second one; and
 * the risk engine lets no exit through for shares that another one is selling.
 */
final class EmergencyStop {
  private static final String PREFIX = "emergency-";
  private static final Duration VALIDITY = Duration.ofDays(7);

  /** Plans for one emergency stop before a person has to look. */
  private static final int MOST_PLANS = 20;

  /** How long after its last exit a position at the broker may be the one that was just sold. */
  private static final Duration SETTLING_TIME = OrderGateway.SETTLING_TIME;

  /** How long an order may take to show up that was on its way to the broker at the verdict. */
  private static final Duration LEAST_DURATION = OrderGateway.DOUBTFUL_TIME;

  private final AccountRuntime runtime;
  private final Ledger ledger;
  private final OrderGateway gateway;
  private final InstantSource clock;
  private final Announcer announcer;

  EmergencyStop(
      AccountRuntime runtime,
      Ledger ledger,
      OrderGateway gateway,
      InstantSource clock,
      Announcer announcer) {
    this.runtime = runtime;
    this.ledger = ledger;
    this.gateway = gateway;
    this.clock = clock;
    this.announcer = announcer;
  }

  /**
   * Does what is due now.
   *
   * @return the risk state as stored; without the stop once nothing is left to close
   */
  RiskState pursue(RiskState state, RiskState.Closing closing, AccountView view)
      throws BrokerException {
    boolean othersCancelled = cancelForeignOrders(view);
    Set<String> held =
        view.positions().stream()
            .filter(position -> position.quantity().signum() != 0)
            .map(BrokerPosition::symbol)
            .collect(Collectors.toCollection(TreeSet::new));
    if (!held.isEmpty()) {
      closeUncovered(held, closing, view);
      return state;
    }
    boolean settled = !clock.instant().isBefore(closing.since().plus(LEAST_DURATION));
    boolean through =
        settled && othersCancelled && view.openOrders().isEmpty() && openPlans().isEmpty();
    return through ? ledger.risk().update(state.closed()) : state;
  }

  /**
   * Orders that this system did not place tie up shares, or buy some. Where they cannot be read,
   * positions are closed all the same.
   *
   * @return whether there are none left
   */
  private boolean cancelForeignOrders(AccountView view) {
    Set<String> own =
        view.openOrders().stream()
            .map(OrderRecord::clientOrderId)
            .collect(Collectors.toCollection(TreeSet::new));
    Fact<List<BrokerOrder>> open =
        RiskFacts.learn("the broker's orders", () -> view.broker().openOrders(view.deadline()));
    if (!(open instanceof Fact.Known<List<BrokerOrder>>(List<BrokerOrder> orders))) {
      return false;
    }
    boolean none = true;
    for (BrokerOrder order : orders) {
      if (!own.contains(order.clientOrderId())) {
        gateway.cancelStray(order, view.deadline());
        none = false;
      }
    }
    return none;
  }

  private void closeUncovered(Set<String> held, RiskState.Closing closing, AccountView view)
      throws BrokerException {
    List<Plan> open = openPlans();
    Set<String> uncovered = new TreeSet<>(held);
    uncovered.removeIf(symbol -> open.stream().anyMatch(plan -> plan.isExiting(symbol)));
    uncovered.removeIf(symbol -> isBeingSold(symbol, view));
    if (uncovered.isEmpty()) {
      return;
    }
    Instant now = clock.instant();
    for (int number = 0; number < MOST_PLANS; number++) {
      String id = id(closing, number);
      Optional<Plan> earlier = ledger.plans().find(id);
      if (earlier.isEmpty()) {
        create(id, uncovered, now, view);
        return;
      }
      if (soldJustNow(id, view.positionsAskedAt())) {
        return;
      }
    }
    tellExhausted(uncovered, closing);
  }

  private void create(String id, Set<String> symbols, Instant now, AccountView view)
      throws BrokerException {
    List<BrokerPosition> positions =
        view.positions().stream().filter(held -> symbols.contains(held.symbol())).toList();
    ledger
        .plans()
        .create(
            Plan.unplanned(id, runtime.account(), runtime.strategy(), now, now.plus(VALIDITY), now)
                .withSteps(Planner.closeAll(positions)));
  }

  private List<Plan> openPlans() {
    return ledger.plans().open(runtime.account());
  }

  /** Whether an exit of a symbol is with the broker, or may be. */
  private static boolean isBeingSold(String symbol, AccountView view) {
    return view.openOrders().stream()
        .anyMatch(
            order ->
                order.purpose() == OrderPurpose.EXIT
                    && !order.status().isOver()
                    && order.terms().symbol().equals(symbol));
  }

  /** Positions may lag behind fills: what a plan has just sold may still be reported as held. */
  private boolean soldJustNow(String planId, Instant asked) {
    return ledger.orders().ofSignal(planId).stream()
        .anyMatch(order -> asked.isBefore(order.updatedAt().plus(SETTLING_TIME)));
  }

  private void tellExhausted(Set<String> held, RiskState.Closing closing) {
    announcer.tellOnce(
        TradingEvent.Type.RISK_BREACHED,
        Severity.CRITICAL,
        id(closing, MOST_PLANS),
        closing.since(),
        "",
        "the emergency stop has made "
            + MOST_PLANS
            + " plans and the account still holds "
            + String.join(", ", held)
            + ": close it by hand",
        Map.of("rule", "emergency-stop"));
  }

  private String id(RiskState.Closing closing, int number) {
    return PREFIX + runtime.account() + "-" + closing.since().getEpochSecond() + "-" + number;
  }
}
