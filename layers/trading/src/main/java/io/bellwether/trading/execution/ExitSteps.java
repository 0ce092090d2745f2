package io.bellwether.trading.execution;

import io.bellwether.strategy.ExitReason;
import io.bellwether.trading.broker.BrokerException;
import io.bellwether.trading.broker.BrokerPosition;
import io.bellwether.trading.ledger.Holding;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.order.OrderPurpose;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.order.TimeInForce;
import io.bellwether.trading.plan.Plan.Step;
import io.bellwether.trading.plan.Plan.StepStatus;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Moves steps that leave a position: one order after the other, until nothing is held. */
final class ExitSteps {
  /**
   * Orders tried for one exit before a person has to look: some four sessions of refusals, a
   * quarter of an hour apart.
   */
  private static final int MAXIMUM_ORDERS = 100;

  private static final Backoff BACKOFF = new Backoff(Duration.ofMinutes(15));

  /** How long an exit waits for a resting order to end before it sells what that leaves free. */
  private static final Duration CANCEL_PATIENCE = Duration.ofMinutes(2);

  private final AccountRuntime runtime;
  private final Ledger ledger;
  private final OrderGateway gateway;
  private final SubmissionWindow window;
  private final StepSender sender;
  private final InstantSource clock;
  private final PositionLag lag;

  ExitSteps(
      AccountRuntime runtime,
      Ledger ledger,
      OrderGateway gateway,
      SubmissionWindow window,
      StepSender sender,
      InstantSource clock) {
    this.runtime = runtime;
    this.ledger = ledger;
    this.gateway = gateway;
    this.window = window;
    this.sender = sender;
    this.clock = clock;
    this.lag = new PositionLag(runtime.account(), ledger);
  }

  Step advance(Step step, PlanRun run) throws BrokerException {
    Optional<OrderRecord> order = run.order(step);
    return order.isPresent() ? after(order.get(), step, run) : leave(step, run);
  }

  private Step after(OrderRecord order, Step step, PlanRun run) throws BrokerException {
    if (!order.status().isOver()) {
      return step.status() == StepStatus.SENT ? step : step.at(StepStatus.SENT, step.note());
    }
    run.view().changed();
    if (mayBeSold(step, run.view())) {
      return step;
    }
    if (quantityToLeave(step, run.view()).signum() == 0) {
      return step.at(StepStatus.DONE, "");
    }
    if (step.sequence() + 1 >= MAXIMUM_ORDERS) {
      return sender.skip(
          step, run, "still held after " + MAXIMUM_ORDERS + " orders: sell it by hand");
    }
    return advance(step.again(), run);
  }

  private Step leave(Step step, PlanRun run) throws BrokerException {
    AccountView view = run.view();
    if (mayBeSold(step, view)) {
      return step;
    }
    BigDecimal quantity = quantityToLeave(step, view);
    if (quantity.signum() == 0) {
      return step.at(StepStatus.DONE, "nothing held");
    }
    Instant now = clock.instant();
    Optional<TimeInForce> life = window.timeInForce(now, quantity);
    boolean tooSoon = now.isBefore(BACKOFF.next(run.earlier(step), Backoff::endedUnfilled));
    if (life.isEmpty() || tooSoon || isBeingLeft(step.symbol(), view)) {
      return step;
    }
    // A stop may fill while it is being cancelled: what is to be sold is known only after that.
    boolean free = cancelRestingOrders(step.symbol(), view);
    quantity = free ? quantityToLeave(step, view) : quantityLeftFree(step, view);
    if (quantity.signum() == 0) {
      return free ? step.at(StepStatus.DONE, "closed by its stop") : step;
    }
    life = window.timeInForce(now, quantity);
    return life.isEmpty() ? step : sender.send(step, run, quantity, life.get(), Optional.empty());
  }

  /** Whether another plan's exit of the symbol is under way. */
  private static boolean isBeingLeft(String symbol, AccountView view) {
    return view.openOrders().stream()
        .filter(order -> !order.status().isOver())
        .anyMatch(
            order -> order.purpose() == OrderPurpose.EXIT && order.terms().symbol().equals(symbol));
  }

  /**
   * What is to be sold: of the broker's position, what the ledger knows of. Shares this system did
   * not buy are sold only on the ground of a risk limit or of concentration.
   */
  private BigDecimal quantityToLeave(Step step, AccountView view) throws BrokerException {
    BigDecimal held = held(step, view);
    return sellsAll(step) ? held : held.min(known(step));
  }

  /**
   * Whether what is to be sold beyond what the ledger knows of may be shares that were sold a
   * moment ago and still show: sold again, they would be short.
   */
  private boolean mayBeSold(Step step, AccountView view) throws BrokerException {
    return sellsAll(step)
        && held(step, view).compareTo(known(step)) > 0
        && lag.isPossible(step.symbol(), view.positionsAskedAt());
  }

  private static boolean sellsAll(Step step) {
    return step.exitReason().equals(Optional.of(ExitReason.RISK));
  }

  private static BigDecimal held(Step step, AccountView view) throws BrokerException {
    return view.position(step.symbol()).map(BrokerPosition::quantity).orElse(BigDecimal.ZERO);
  }

  private BigDecimal known(Step step) {
    return ledger
        .holdings()
        .find(runtime.account(), step.symbol())
        .map(Holding::quantity)
        .orElse(BigDecimal.ZERO);
  }

  /**
   * Of that, what no open order ties up, once a resting order has not ended for a while: a cancel
   * that does not get through must not keep the rest of a position in the market.
   */
  private BigDecimal quantityLeftFree(Step step, AccountView view) throws BrokerException {
    Instant tooLong = clock.instant().minus(CANCEL_PATIENCE);
    boolean patient =
        view.openOrders().stream()
            .filter(order -> isInTheWay(order, step.symbol()))
            .anyMatch(order -> order.updatedAt().isAfter(tooLong));
    if (patient) {
      return BigDecimal.ZERO;
    }
    giveUpWhatIsGone(step.symbol(), view);
    BigDecimal available =
        view.position(step.symbol()).map(BrokerPosition::available).orElse(BigDecimal.ZERO);
    return quantityToLeave(step, view).min(available.max(BigDecimal.ZERO));
  }

  /** An order that the broker does not have ties nothing up, and must not bar an exit. */
  private void giveUpWhatIsGone(String symbol, AccountView view) {
    for (OrderRecord order : view.openOrders()) {
      if (isInTheWay(order, symbol)) {
        gateway.giveUpIfGone(order, view.deadline());
      }
    }
    view.changed();
  }

  /** Whether no resting order ties up shares of a symbol any more. */
  private boolean cancelRestingOrders(String symbol, AccountView view) {
    boolean free = true;
    for (OrderRecord order : view.openOrders()) {
      if (isInTheWay(order, symbol)) {
        free &= gateway.cancel(order, view.deadline()).status().isOver();
        view.changed();
      }
    }
    return free;
  }

  private static boolean isInTheWay(OrderRecord order, String symbol) {
    return order.terms().symbol().equals(symbol)
        && order.purpose() != OrderPurpose.EXIT
        && !order.status().isOver();
  }
}
