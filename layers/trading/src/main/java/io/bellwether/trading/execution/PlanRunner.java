package io.bellwether.trading.execution;

import io.bellwether.strategy.ExitReason;
import io.bellwether.strategy.StopLoss;
import io.bellwether.strategy.Target;
import io.bellwether.trading.Identifiers;
import io.bellwether.trading.broker.AccountSnapshot;
import io.bellwether.trading.broker.BrokerException;
import io.bellwether.trading.broker.BrokerPosition;
import io.bellwether.trading.config.AccountSettings;
import io.bellwether.trading.cost.Affordability;
import io.bellwether.trading.event.TradingEvent;
import io.bellwether.trading.event.TradingEvent.Severity;
import io.bellwether.trading.ledger.Holding;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.order.OrderPurpose;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.order.OrderStatus;
import io.bellwether.trading.order.OrderTerms;
import io.bellwether.trading.order.TimeInForce;
import io.bellwether.trading.plan.Plan;
import io.bellwether.trading.plan.Plan.Step;
import io.bellwether.trading.plan.Plan.StepStatus;
import io.bellwether.trading.plan.Planner;
import io.bellwether.trading.risk.RiskContext;
import io.bellwether.trading.signal.Signal;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Moves a plan as far as it goes now: exits, then, once they have filled, entries. */
final class PlanRunner {
  /** Orders tried for one exit before a person has to look. */
  private static final int MAXIMUM_EXIT_ORDERS = 20;

  /**
   * How long an entry that waits for the proceeds of exits may come after the signal's validity.
   */
  private static final Duration PROCEEDS_GRACE = Duration.ofMinutes(15);

  private final AccountRuntime runtime;
  private final Ledger ledger;
  private final OrderGateway gateway;
  private final Reconciliation reconciliation;
  private final SubmissionWindow window;
  private final Planner planner;
  private final InstantSource clock;
  private final Announcer announcer;
  private final Function<Instant, LocalDate> dateAt;

  PlanRunner(
      AccountRuntime runtime,
      Ledger ledger,
      OrderGateway gateway,
      Reconciliation reconciliation,
      SubmissionWindow window,
      Function<Instant, LocalDate> dateAt,
      InstantSource clock,
      Announcer announcer) {
    this.runtime = runtime;
    this.ledger = ledger;
    this.gateway = gateway;
    this.reconciliation = reconciliation;
    this.window = window;
    this.planner = new Planner(settings(runtime));
    this.dateAt = dateAt;
    this.clock = clock;
    this.announcer = announcer;
  }

  /**
   * Moves a plan.
   *
   * @param superseded whether a later signal has come: what has not been sent to enter is dropped
   * @return the plan as stored
   */
  Plan run(Plan plan, boolean superseded, AccountView view) throws BrokerException {
    Instant now = clock.instant();
    if (now.isBefore(plan.submitFrom())) {
      return plan;
    }
    Plan current = plan.planned() ? plan : reckon(plan, view);
    Map<String, OrderRecord> orders =
        ledger.orders().ofSignal(plan.signalId()).stream()
            .collect(Collectors.toMap(OrderRecord::clientOrderId, Function.identity()));
    List<Step> steps = new ArrayList<>(current.steps());
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      if (!step.isOver()) {
        Plan soFar = current.withSteps(steps);
        steps.set(i, advance(step, soFar, superseded, orders, view));
      }
    }
    Plan moved = current.withSteps(steps);
    return moved.equals(plan) ? plan : ledger.plans().update(moved);
  }

  private Plan reckon(Plan plan, AccountView view) throws BrokerException {
    Signal signal =
        ledger
            .signals()
            .find(plan.signalId())
            .orElseThrow(() -> new IllegalStateException("no signal " + plan.signalId()));
    Set<String> frozen = reconciliation.unexplained(view, entitledToAll(signal));
    List<Step> steps = planner.steps(signal, view.account(), view.positions());
    return plan.withSteps(
        steps.stream().map(step -> reckoned(step, plan.signalId(), frozen)).toList());
  }

  /** The step, unless it is not to be taken: then people are told. */
  private Step reckoned(Step step, String signalId, Set<String> frozen) {
    if (step.isEntry() && frozen.contains(step.symbol())) {
      return skip(step, signalId, "the position in " + step.symbol() + " is unexplained");
    }
    return step.status() == StepStatus.SKIPPED ? skip(step, signalId, step.note()) : step;
  }

  private boolean entitledToAll(Signal signal) {
    return settings(runtime).concentrate()
        && signal.targets().stream()
            .anyMatch(target -> target instanceof Target.Hold hold && hold.concentrate());
  }

  private Step advance(
      Step step, Plan plan, boolean superseded, Map<String, OrderRecord> orders, AccountView view)
      throws BrokerException {
    String id = Identifiers.clientOrder(plan.signalId(), step.leg(), step.sequence());
    OrderRecord order = orders.get(id);
    if (order != null) {
      return afterOrder(step, order, view);
    }
    return step.isEntry() ? enter(step, plan, id, superseded, view) : leave(step, plan, id, view);
  }

  private Step afterOrder(Step step, OrderRecord order, AccountView view) throws BrokerException {
    if (!order.status().isTerminal()) {
      return step.status() == StepStatus.SENT ? step : step.at(StepStatus.SENT, step.note());
    }
    if (step.isEntry()) {
      return step.at(StepStatus.DONE, order.note());
    }
    view.changed();
    if (quantityToLeave(step, view).signum() == 0) {
      return step.at(StepStatus.DONE, "");
    }
    if (step.sequence() + 1 >= MAXIMUM_EXIT_ORDERS) {
      String why = "still held after " + MAXIMUM_EXIT_ORDERS + " orders: sell it by hand";
      return skip(step, order.signalId(), why);
    }
    return step.again();
  }

  private Step leave(Step step, Plan plan, String id, AccountView view) throws BrokerException {
    BigDecimal quantity = quantityToLeave(step, view);
    if (quantity.signum() == 0) {
      return step.at(StepStatus.DONE, "nothing held");
    }
    Optional<TimeInForce> life = window.timeInForce(clock.instant(), quantity);
    if (life.isEmpty() || !cancelRestingOrders(step.symbol(), view)) {
      return step;
    }
    // A stop may have filled while it was being cancelled.
    quantity = quantityToLeave(step, view);
    if (quantity.signum() == 0) {
      return step.at(StepStatus.DONE, "closed by its stop");
    }
    return send(step, plan, id, quantity, life.get(), OrderPurpose.EXIT, Optional.empty(), view);
  }

  /**
   * What is to be sold: of the broker's position, what the ledger knows of. Shares this system did
   * not buy are sold only on the ground of a risk limit or of concentration.
   */
  private BigDecimal quantityToLeave(Step step, AccountView view) throws BrokerException {
    BigDecimal held =
        view.position(step.symbol()).map(BrokerPosition::quantity).orElse(BigDecimal.ZERO);
    if (step.exitReason().equals(Optional.of(ExitReason.RISK))) {
      return held;
    }
    BigDecimal known =
        ledger
            .holdings()
            .find(runtime.account(), step.symbol())
            .map(Holding::quantity)
            .orElse(BigDecimal.ZERO);
    return held.min(known);
  }

  /** Whether no resting order ties up shares of a symbol any more. */
  private boolean cancelRestingOrders(String symbol, AccountView view) {
    boolean free = true;
    for (OrderRecord order : view.openOrders()) {
      if (order.terms().symbol().equals(symbol) && order.purpose() != OrderPurpose.EXIT) {
        free &= gateway.cancel(order, view.deadline()).status().isTerminal();
        view.changed();
      }
    }
    return free;
  }

  private Step enter(Step step, Plan plan, String id, boolean superseded, AccountView view)
      throws BrokerException {
    Instant now = clock.instant();
    if (superseded) {
      return skip(step, plan.signalId(), "a later signal took its place");
    }
    boolean hadExits = plan.steps().stream().anyMatch(other -> !other.isEntry());
    Instant until = hadExits ? plan.validUntil().plus(PROCEEDS_GRACE) : plan.validUntil();
    if (now.isAfter(until)) {
      return skip(step, plan.signalId(), "too late: valid until " + until);
    }
    Optional<TimeInForce> life = window.timeInForce(now, step.quantity());
    if (life.isEmpty()) {
      return step;
    }
    BigDecimal quantity = affordable(step, view);
    boolean cut = quantity.compareTo(step.quantity()) < 0;
    // Cash enough does not do where the limits refuse a second symbol beside the one being sold.
    boolean needsExits = cut || runtime.risk().profile().oneSymbolAtATime();
    if (needsExits && !plan.exitsOver()) {
      return step;
    }
    if (quantity.signum() == 0) {
      return skip(step, plan.signalId(), "no cash left for it");
    }
    return send(
        step,
        plan,
        id,
        quantity,
        life.get(),
        OrderPurpose.ENTRY,
        stopLoss(plan.signalId(), step.symbol()),
        view);
  }

  /** The planned quantity, cut to the cash there is just before submitting. */
  private BigDecimal affordable(Step step, AccountView view) throws BrokerException {
    AccountSettings settings = settings(runtime);
    AccountSnapshot account = view.account();
    BigDecimal spendable =
        settings.margin() ? account.buyingPower() : account.cash().min(account.buyingPower());
    BigDecimal reserve = account.equity().multiply(settings.cashReserve());
    Instant now = clock.instant();
    BigDecimal price =
        window.isOpen(now)
            ? view.broker().latestPrice(step.symbol(), view.deadline())
            : step.referencePrice();
    return Affordability.quantity(
        spendable.subtract(reserve),
        price,
        step.quantity(),
        settings.fractional(),
        runtime.costs(),
        dateAt.apply(now));
  }

  private Step send(
      Step step,
      Plan plan,
      String id,
      BigDecimal quantity,
      TimeInForce life,
      OrderPurpose purpose,
      Optional<StopLoss> stopLoss,
      AccountView view)
      throws BrokerException {
    Instant now = clock.instant();
    OrderRecord intent =
        new OrderRecord(
            id,
            plan.account(),
            plan.strategy(),
            plan.signalId(),
            purpose,
            step.exitReason(),
            OrderTerms.market(step.symbol(), step.side(), quantity, life),
            OrderStatus.INTENDED,
            Optional.empty(),
            BigDecimal.ZERO,
            "",
            now,
            now,
            0);
    OrderGateway.Placement placement =
        gateway.place(
            intent, view.riskContext(intent, step.referencePrice(), stopLoss), view.deadline());
    view.changed();
    return switch (placement) {
      case OrderGateway.Placement.Placed placed ->
          step.at(StepStatus.SENT, cutNote(step, quantity));
      // What only stands in the way now is tried again, for as long as the step is valid.
      case OrderGateway.Placement.Refused refused when refused.mayPass() -> step;
      case OrderGateway.Placement.Refused refused -> skip(step, plan.signalId(), refused.message());
    };
  }

  private static String cutNote(Step step, BigDecimal quantity) {
    return step.isEntry() && quantity.compareTo(step.quantity()) < 0
        ? "cut from " + step.quantity().toPlainString() + " to the cash there is"
        : "";
  }

  private Optional<StopLoss> stopLoss(String signalId, String symbol) {
    return ledger.signals().find(signalId).flatMap(signal -> signal.stopLossOf(symbol));
  }

  private Step skip(Step step, String signalId, String why) {
    announcer.tell(
        TradingEvent.Type.STEP_SKIPPED,
        step.isEntry() ? Severity.WARNING : Severity.CRITICAL,
        step.symbol(),
        step.leg() + " skipped: " + why,
        Map.of("leg", step.leg(), "reason", why, "signal", signalId));
    return step.at(StepStatus.SKIPPED, why);
  }

  private static AccountSettings settings(AccountRuntime runtime) {
    return runtime.version().account();
  }

  /**
   * The context in which an intent that never reached the broker may still be sent; empty if it may
   * not any more.
   */
  Optional<RiskContext> mayResend(OrderRecord order, AccountView view) throws BrokerException {
    Instant now = clock.instant();
    Optional<Plan> plan = ledger.plans().find(order.signalId());
    boolean isEntry = order.purpose() == OrderPurpose.ENTRY;
    if (isEntry && plan.filter(p -> !now.isAfter(p.validUntil())).isEmpty()) {
      return Optional.empty();
    }
    Optional<TimeInForce> life = window.timeInForce(now, order.terms().quantity());
    boolean sendable =
        order.purpose() == OrderPurpose.PROTECTIVE_STOP
            || life.equals(Optional.of(order.terms().timeInForce()));
    if (!sendable) {
      return Optional.empty();
    }
    String symbol = order.terms().symbol();
    Optional<BigDecimal> close =
        ledger
            .signals()
            .find(order.signalId())
            .flatMap(signal -> Optional.ofNullable(signal.closes().get(symbol)));
    if (isEntry && close.isEmpty()) {
      return Optional.empty();
    }
    // The price the size was reckoned with; of no account to an order that only reduces.
    BigDecimal price = close.orElse(BigDecimal.ONE);
    return Optional.of(view.riskContext(order, price, stopLoss(order.signalId(), symbol)));
  }
}
