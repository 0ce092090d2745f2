package io.bellwether.trading.execution;

import io.bellwether.strategy.Target;
import io.bellwether.trading.broker.BrokerException;
import io.bellwether.trading.config.AccountSettings;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.plan.Plan;
import io.bellwether.trading.plan.Plan.Step;
import io.bellwether.trading.plan.Plan.StepStatus;
import io.bellwether.trading.plan.Planner;
import io.bellwether.trading.signal.Signal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Moves a plan as far as it goes now: exits, then, once they have filled, entries. */
final class PlanRunner {
  /**
   * How long a signal's exits wait for the account, or for the stored strategies, so that its
   * entries can be sized, and for the plan before it, so that they are reckoned on what that one
   * leaves.
   */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final AccountRuntime runtime;
  private final Ledger ledger;
  private final Reconciliation reconciliation;
  private final Planner planner;
  private final ExitSteps exits;
  private final EntrySteps entries;
  private final StepSender sender;
  private final InstantSource clock;

  PlanRunner(
      AccountRuntime runtime,
      Ledger ledger,
      Reconciliation reconciliation,
      ExitSteps exits,
      EntrySteps entries,
      StepSender sender,
      InstantSource clock) {
    this.runtime = runtime;
    this.ledger = ledger;
    this.reconciliation = reconciliation;
    this.planner = new Planner(settings(runtime));
    this.exits = exits;
    this.entries = entries;
    this.sender = sender;
    this.clock = clock;
  }

  /**
   * Moves a plan.
   *
   * @param superseded whether a later signal has come: what adds exposure is dropped or cancelled
   * @param earlier the open plans before it
   * @return the plan as stored
   */
  Plan run(Plan plan, boolean superseded, List<Plan> earlier, AccountView view)
      throws BrokerException {
    // What closes something is reckoned on nothing, and nothing on it.
    boolean behind =
        !plan.onlyCloses()
            && earlier.stream().anyMatch(before -> before.planned() && !before.onlyCloses());
    if (clock.instant().isBefore(plan.submitFrom())
        || (behind && !plan.planned() && !mayOvertake(plan, earlier, view))) {
      return plan;
    }
    if (!plan.planned() && waitsForStrategies(plan, view)) {
      return plan;
    }
    // Stored before its first order: a run that comes after a crash sends the same sizes.
    Plan current = plan.planned() ? plan : ledger.plans().update(reckon(plan, superseded, view));
    if (!current.open()) {
      return current;
    }
    Map<String, OrderRecord> orders = new LinkedHashMap<>();
    for (OrderRecord order : ledger.orders().ofSignal(plan.signalId())) {
      orders.put(order.clientOrderId(), order);
    }
    List<Step> steps = new ArrayList<>(current.steps());
    RoundParts parts = new RoundParts();
    for (int i = 0; i < steps.size(); i++) {
      int place = i;
      Step step = steps.get(place);
      if (!step.isOver()) {
        PlanRun run = new PlanRun(current.withSteps(steps), superseded, behind, orders, view);
        parts.attempt(
            () ->
                steps.set(
                    place, step.isEntry() ? entries.advance(step, run) : exits.advance(step, run)));
      }
    }
    Plan moved = current.withSteps(steps);
    if (!moved.equals(current)) {
      moved = ledger.plans().update(moved);
    }
    parts.finish();
    return moved;
  }

  /**
   * Whether a plan is reckoned though one before it is not through: when it is to leave something
   * that nobody else is leaving, and has waited. An exit that its venue refuses for days must not
   * keep every later one in the market. Entries wait all the same, and no earlier one may come
   * after this.
   */
  private boolean mayOvertake(Plan plan, List<Plan> earlier, AccountView view)
      throws BrokerException {
    return !isPatient(plan)
        && earlier.stream().noneMatch(Plan::isEntering)
        && planner.withoutAccount(signalOf(plan), view.positions()).stream()
            .filter(step -> !step.isEntry())
            .anyMatch(
                step -> earlier.stream().noneMatch(before -> before.isExiting(step.symbol())));
  }

  private boolean isPatient(Plan plan) {
    return clock.instant().isBefore(plan.due().plus(PATIENCE));
  }

  /**
   * Whether a plan is not reckoned yet: the settings its entries are sized by are not those in
   * force, and its exits, if it has any, can wait a while.
   */
  private boolean waitsForStrategies(Plan plan, AccountView view) throws BrokerException {
    if (!runtime.version().packaged()) {
      return false;
    }
    List<Step> without = withoutStrategies(signalOf(plan), view);
    return without.stream().anyMatch(Step::isEntry)
        && (without.stream().allMatch(Step::isEntry) || isPatient(plan));
  }

  private List<Step> withoutStrategies(Signal signal, AccountView view) throws BrokerException {
    return planner.withoutEntries(
        signal, view.positions(), "the stored strategies could not be read, to size it");
  }

  private Signal signalOf(Plan plan) {
    return ledger
        .signals()
        .find(plan.signalId())
        .orElseThrow(() -> new IllegalStateException("no signal " + plan.signalId()));
  }

  private Plan reckon(Plan plan, boolean superseded, AccountView view) throws BrokerException {
    Signal signal = signalOf(plan);
    Set<String> frozen = reconciliation.unexplained(view, entitledToAll(signal));
    List<Step> steps = steps(signal, plan, view);
    PlanRun run = new PlanRun(plan, superseded, false, Map.of(), view);
    return plan.withSteps(steps.stream().map(step -> reckoned(step, run, frozen)).toList());
  }

  private List<Step> steps(Signal signal, Plan plan, AccountView view) throws BrokerException {
    if (runtime.version().packaged()) {
      return withoutStrategies(signal, view);
    }
    try {
      return planner.steps(signal, view.account(), view.positions());
    } catch (BrokerException e) {
      List<Step> without = planner.withoutAccount(signal, view.positions());
      // Exits need no account. Entries are given up for them only when it stays out of reach.
      boolean entersToo = without.stream().anyMatch(Step::isEntry);
      boolean leaves = without.stream().anyMatch(step -> !step.isEntry());
      if (!leaves || (entersToo && isPatient(plan))) {
        throw e;
      }
      return without;
    }
  }

  /** The step, unless it is not to be taken: then people are told. */
  private Step reckoned(Step step, PlanRun run, Set<String> frozen) {
    if (step.isEntry() && frozen.contains(step.symbol())) {
      return sender.skip(step, run, "the position in " + step.symbol() + " is unexplained");
    }
    return step.status() == StepStatus.SKIPPED ? sender.skip(step, run, step.note()) : step;
  }

  private boolean entitledToAll(Signal signal) {
    return settings(runtime).concentrate()
        && signal.targets().stream()
            .anyMatch(target -> target instanceof Target.Hold hold && hold.concentrate());
  }

  private static AccountSettings settings(AccountRuntime runtime) {
    return runtime.version().account();
  }
}
