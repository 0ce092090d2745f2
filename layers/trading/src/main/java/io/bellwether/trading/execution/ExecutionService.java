package io.bellwether.trading.execution;

import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.market.metric.Metrics;
import io.bellwether.market.time.Deadline;
import io.bellwether.market.time.Pause;
import io.bellwether.trading.broker.BrokerException;
import io.bellwether.trading.event.EventPublisher;
import io.bellwether.trading.event.TradingEvent;
import io.bellwether.trading.event.TradingEvent.Severity;
import io.bellwether.trading.ledger.ConcurrentUpdateException;
import io.bellwether.trading.ledger.LeaseLostException;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.order.OrderStatus;
import io.bellwether.trading.order.OrderType;
import io.bellwether.trading.order.TimeInForce;
import io.bellwether.trading.plan.Plan;
import io.bellwether.trading.risk.RiskContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Execution of one account. Whatever woke it, it does the same: settle the orders in flight, look
 * at the limits, move the open plans as far as they go, keep the stops in step. Every part is safe
 * to repeat, so a crash anywhere is made good by the next run.
 */
public final class ExecutionService {
  /** How long one invocation waits for market orders to fill before the follow-up takes over. */
  private static final int MAXIMUM_WAITS = 10;

  /** How often one invocation starts anew after another run got in between. */
  private static final int MAXIMUM_CONFLICTS = 5;

  private static final Logger LOG = LoggerFactory.getLogger("execution");
  private static final Duration WAIT = Duration.ofSeconds(1);

  /** How long after it was sent a market order is expected to fill at any moment. */
  private static final Duration FILLS_WITHIN = Duration.ofSeconds(30);

  private static final Duration ROOM_FOR_ANOTHER_ROUND = Duration.ofSeconds(10);

  private final AccountRuntime runtime;
  private final AccountLease lease;
  private final Ledger ledger;
  private final TradingCalendar calendar;
  private final InstantSource clock;
  private final Pause pause;
  private final Announcer announcer;
  private final FillPoster fills;
  private final SplitDesk splits;
  private final Reconciliation reconciliation;
  private final ReconciliationDesk desk;
  private final RiskFacts facts;
  private final OrderGateway gateway;
  private final LossWatch losses;
  private final Resends resends;
  private final PlanRunner plans;
  private final ProtectiveStops stops;

  public ExecutionService(
      AccountRuntime runtime,
      Ledger ledger,
      TradingCalendar calendar,
      EventPublisher events,
      InstantSource clock,
      Pause pause,
      Metrics metrics) {
    this.runtime = runtime;
    this.lease = new AccountLease(runtime.account(), ledger, clock, pause);
    this.ledger = lease.ledger();
    this.calendar = calendar;
    this.clock = clock;
    this.pause = pause;
    this.announcer = new Announcer(runtime.account(), runtime.strategy(), events, clock, metrics);
    SubmissionWindow window = new SubmissionWindow(calendar);
    this.splits = new SplitDesk(runtime, this.ledger, calendar, clock, announcer);
    this.fills = new FillPoster(runtime, this.ledger, calendar, clock, announcer, splits);
    this.facts = new RiskFacts(runtime, calendar, clock);
    RiskDesk risk = new RiskDesk(runtime, this.ledger, facts, clock, announcer);
    this.gateway = new OrderGateway(runtime, this.ledger, lease, fills, risk, clock, announcer);
    this.losses = new LossWatch(runtime, this.ledger, gateway, calendar::dateAt, clock, announcer);
    this.reconciliation =
        new Reconciliation(runtime, this.ledger, gateway, splits, clock, announcer);
    this.desk =
        new ReconciliationDesk(
            runtime,
            ledger,
            lease,
            this::settleOrders,
            splits,
            new SplitDesk(runtime, ledger, calendar, clock, announcer),
            reconciliation,
            calendar,
            facts,
            clock);
    this.resends = new Resends(runtime, this.ledger, window, reconciliation, clock);
    StepSender sender = new StepSender(gateway, clock, announcer);
    this.plans =
        new PlanRunner(
            runtime,
            this.ledger,
            reconciliation,
            new ExitSteps(runtime, this.ledger, gateway, window, sender, clock),
            new EntrySteps(
                runtime,
                this.ledger,
                gateway,
                reconciliation,
                window,
                sender,
                calendar::dateAt,
                clock),
            sender,
            clock);
    this.stops = new ProtectiveStops(runtime, this.ledger, gateway, window, clock, announcer);
  }

  /** Reconciliation at a person's word. */
  public ReconciliationDesk reconciliation() {
    return desk;
  }

  /**
   * Continues whatever is under way, under the account's lease. If another run has the account, it
   * is left to that one and the next follow-up: what is to be done is in the ledger.
   *
   * @throws ConcurrentUpdateException if other runs keep getting in between
   */
  public Progress followUp(Deadline deadline) {
    if (!lease.acquire(deadline, ROOM_FOR_ANOTHER_ROUND)) {
      LOG.atInfo()
          .addKeyValue("account", runtime.account())
          .log("another run has the account; the next follow-up goes on");
      return Progress.LEFT_TO_ANOTHER;
    }
    try {
      return underLease(deadline);
    } catch (LeaseLostException e) {
      LOG.atWarn()
          .addKeyValue("account", runtime.account())
          .setCause(e)
          .log("another run took the account over; nothing more is sent by this one");
      return Progress.LEFT_TO_ANOTHER;
    } finally {
      lease.release();
    }
  }

  private Progress underLease(Deadline deadline) {
    for (int conflicts = 0; ; conflicts++) {
      try {
        Progress progress = rounds(new AccountView(runtime, ledger, facts, clock, deadline));
        fills.announceLeft();
        return progress;
      } catch (ConcurrentUpdateException e) {
        if (conflicts == MAXIMUM_CONFLICTS || !deadline.allows(ROOM_FOR_ANOTHER_ROUND)) {
          throw e;
        }
        pause.of(WAIT);
      } catch (BrokerException e) {
        announcer.tell(
            TradingEvent.Type.FAILURE,
            Severity.WARNING,
            "",
            "the broker could not be read: " + e.getMessage(),
            Map.of());
        return new Progress(ledger.plans().open(runtime.account()).size(), true, false);
      }
    }
  }

  /** A round, and another each time an order that is about to fill has changed. */
  private Progress rounds(AccountView view) throws BrokerException {
    Progress progress = round(view);
    for (int waits = 0;
        progress.fillsExpected()
            && waits < MAXIMUM_WAITS
            && view.deadline().allows(ROOM_FOR_ANOTHER_ROUND);
        waits++) {
      pause.of(WAIT);
      lease.outlast(ROOM_FOR_ANOTHER_ROUND);
      if (anyHasMoved(view)) {
        progress = round(view);
      }
    }
    return progress;
  }

  /** Asks for the orders that are about to fill, and for nothing else. */
  private boolean anyHasMoved(AccountView view) {
    boolean moved = false;
    for (OrderRecord order : List.copyOf(view.openOrders())) {
      if (isAboutToFill(order)) {
        OrderRecord settled = gateway.resolve(order, Optional.empty(), view.deadline());
        moved |= settled.revision() != order.revision();
      }
    }
    return moved;
  }

  private Progress round(AccountView view) throws BrokerException {
    view.renew();
    RoundParts parts = new RoundParts();
    parts.attempt(() -> splits.apply(view));
    boolean changed = settleOrders(view, parts);
    parts.attempt(() -> losses.watch(view));
    List<Plan> open = ledger.plans().open(runtime.account());
    if (reconciliation.isDue(open, changed)) {
      List<Plan> underWay = open;
      parts.attempt(() -> reconciliation.run(view, underWay));
      open = ledger.plans().open(runtime.account());
    }
    List<Plan> left = movePlans(open, view, parts);
    parts.attempt(() -> stops.sync(view, left));
    parts.finish();
    return progress(view, left);
  }

  /**
   * Moves the open plans, each reckoned on what those before it leave; those that are still open
   * after that.
   */
  private List<Plan> movePlans(List<Plan> open, AccountView view, RoundParts parts) {
    List<Plan> left = new ArrayList<>();
    for (int i = 0; i < open.size(); i++) {
      Plan plan = open.get(i);
      boolean superseded = isSuperseded(i, open);
      List<Plan> earlier = List.copyOf(left);
      left.add(plan);
      parts.attempt(() -> left.set(left.size() - 1, plans.run(plan, superseded, earlier, view)));
      if (!left.getLast().open()) {
        left.removeLast();
      }
    }
    return left;
  }

  /**
   * Whether a later signal has come, which is one that waits to be reckoned. A plan that was made
   * with its steps, to close something, takes no entry's place.
   */
  static boolean isSuperseded(int plan, List<Plan> open) {
    return open.subList(plan + 1, open.size()).stream().anyMatch(later -> !later.planned());
  }

  /** Whether any order has changed. */
  private boolean settleOrders(AccountView view) throws BrokerException {
    RoundParts parts = new RoundParts();
    boolean changed = settleOrders(view, parts);
    parts.finish();
    return changed;
  }

  private boolean settleOrders(AccountView view, RoundParts parts) {
    List<OrderRecord> changed = new ArrayList<>();
    for (OrderRecord order : view.openOrders()) {
      parts.attempt(
          () -> {
            Optional<RiskContext> resend =
                order.status() == OrderStatus.INTENDED
                    ? resends.context(order, view)
                    : Optional.empty();
            OrderRecord settled = gateway.resolve(order, resend, view.deadline());
            if (settled.revision() != order.revision()) {
              view.changed();
              changed.add(settled);
            }
          });
    }
    return !changed.isEmpty();
  }

  private Progress progress(AccountView view, List<Plan> plansLeft) {
    Instant now = clock.instant();
    List<OrderRecord> orders = view.openOrders();
    boolean fillsExpected =
        calendar.sessionAt(now).isPresent() && orders.stream().anyMatch(this::isAboutToFill);
    boolean busy =
        plansLeft.stream().anyMatch(plan -> !now.isBefore(plan.submitFrom()))
            || orders.stream()
                .anyMatch(order -> !ProtectiveStops.isStop(order) && !order.status().isOver());
    return new Progress(plansLeft.size(), busy, fillsExpected);
  }

  private boolean isAboutToFill(OrderRecord order) {
    return order.terms().type() == OrderType.MARKET
        && order.terms().timeInForce() == TimeInForce.DAY
        && order.brokerOrderId().isPresent()
        && clock.instant().isBefore(order.createdAt().plus(FILLS_WITHIN));
  }

  /**
   * Where the account stands after a run.
   *
   * @param openPlans plans with something left to do
   * @param busy whether the next follow-up is due in a minute rather than five
   * @param fillsExpected whether market orders are with the broker while the market is open
   */
  public record Progress(int openPlans, boolean busy, boolean fillsExpected) {
    /** Another run is at work, so there is something under way. */
    static final Progress LEFT_TO_ANOTHER = new Progress(0, true, false);
  }
}
