package io.bellwether.trading.execution;

import io.bellwether.trading.broker.AccountSnapshot;
import io.bellwether.trading.broker.BrokerException;
import io.bellwether.trading.broker.Submission.Refusal;
import io.bellwether.trading.config.AccountSettings;
import io.bellwether.trading.cost.Affordability;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.order.TimeInForce;
import io.bellwether.trading.plan.Plan;
import io.bellwether.trading.plan.Plan.Step;
import io.bellwether.trading.plan.Plan.StepStatus;
import io.bellwether.trading.signal.Signal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Moves steps that add exposure: one order, which is not topped up, and one smaller one if the
 * broker finds the account short of money for the first.
 */
final class EntrySteps {
  /**
   * How long an entry that waits for the proceeds of exits may come after the signal's validity.
   */
  private static final Duration PROCEEDS_GRACE = Duration.ofMinutes(15);

  /**
   * What is left of a quantity that the broker says the account cannot pay. It reckons a market
   * order at a price some percent above the last, which its buying power does not show.
   */
  private static final BigDecimal SHRUNK = new BigDecimal("0.95");

  private static final int FRACTIONAL_DECIMALS = 9;

  private final AccountRuntime runtime;
  private final Ledger ledger;
  private final OrderGateway gateway;
  private final Reconciliation reconciliation;
  private final SubmissionWindow window;
  private final StepSender sender;
  private final Function<Instant, LocalDate> dateAt;
  private final InstantSource clock;

  EntrySteps(
      AccountRuntime runtime,
      Ledger ledger,
      OrderGateway gateway,
      Reconciliation reconciliation,
      SubmissionWindow window,
      StepSender sender,
      Function<Instant, LocalDate> dateAt,
      InstantSource clock) {
    this.runtime = runtime;
    this.ledger = ledger;
    this.gateway = gateway;
    this.reconciliation = reconciliation;
    this.window = window;
    this.sender = sender;
    this.dateAt = dateAt;
    this.clock = clock;
  }

  /** Until when a plan's entries may be sent. */
  static Instant until(Plan plan) {
    boolean hasExits = plan.steps().stream().anyMatch(step -> !step.isEntry());
    return hasExits ? plan.validUntil().plus(PROCEEDS_GRACE) : plan.validUntil();
  }

  Step advance(Step step, PlanRun run) throws BrokerException {
    Optional<OrderRecord> order = run.order(step);
    return order.isPresent() ? after(order.get(), step, run) : enter(step, run);
  }

  private Step after(OrderRecord order, Step step, PlanRun run) throws BrokerException {
    if (!order.status().isOver()) {
      if (run.superseded()) {
        // What rests may still fill: that would be exposure nobody wants any more.
        gateway.cancel(order, run.view().deadline());
        run.view().changed();
      }
      return step.status() == StepStatus.SENT ? step : step.at(StepStatus.SENT, step.note());
    }
    if (step.sequence() == 0 && RefusalNote.says(order, Refusal.INSUFFICIENT_BUYING_POWER)) {
      return advance(smaller(step, order), run);
    }
    return step.at(StepStatus.DONE, order.note());
  }

  private Step smaller(Step step, OrderRecord refused) {
    int decimals = runtime.version().account().fractional() ? FRACTIONAL_DECIMALS : 0;
    BigDecimal quantity =
        refused.terms().quantity().multiply(SHRUNK).setScale(decimals, RoundingMode.FLOOR);
    return step.again(
        quantity,
        "the broker refused "
            + refused.terms().quantity().toPlainString()
            + " for lack of buying power");
  }

  private Step enter(Step step, PlanRun run) throws BrokerException {
    AccountView view = run.view();
    Instant now = clock.instant();
    if (run.superseded()) {
      return sender.skip(step, run, "a later signal took its place");
    }
    Instant until = until(run.plan());
    if (now.isAfter(until)) {
      return sender.skip(step, run, "too late: valid until " + until);
    }
    if (reconciliation.isFrozen(step.symbol())) {
      return sender.skip(step, run, "the position in " + step.symbol() + " is unexplained");
    }
    if (runtime.version().packaged()) {
      // What is affordable would be reckoned by settings that are not in force.
      return step;
    }
    Optional<TimeInForce> life = window.timeInForce(now, step.quantity());
    if (run.behind() || life.isEmpty() || reconciliation.isDoubtful(step.symbol())) {
      return step;
    }
    BigDecimal quantity = affordable(step, view);
    boolean cut = quantity.compareTo(step.quantity()) < 0;
    // Cash enough does not do where the limits refuse a second symbol beside the one being sold.
    boolean needsExits = cut || runtime.risk().profile().oneSymbolAtATime();
    if (needsExits && !run.plan().exitsOver()) {
      return step;
    }
    if (quantity.signum() == 0) {
      return sender.skip(step, run, "no cash left for it");
    }
    Optional<Signal> signal = ledger.signals().find(run.plan().signalId());
    if (signal.isPresent() && wasSplitSince(signal.get(), step.symbol(), view)) {
      return sender.skip(
          step, run, "the shares were split since it was decided, and its size is in old ones");
    }
    return sender.send(
        step,
        run,
        quantity,
        life.get(),
        signal.flatMap(decided -> decided.stopLossOf(step.symbol())));
  }

  /**
   * Whether a symbol was split over a night that lies between a decision and now. What is held over
   * that night is converted; of what is to be bought nothing is in the ledger, and after a reverse
   * split its size would be worth a multiple of what it was.
   */
  private boolean wasSplitSince(Signal signal, String symbol, AccountView view)
      throws BrokerException {
    LocalDate decided = dateAt.apply(signal.decidedAt());
    LocalDate today = dateAt.apply(clock.instant());
    return decided.isBefore(today)
        && !view.broker()
            .splits(Set.of(symbol), decided.plusDays(1), today, view.deadline())
            .isEmpty();
  }

  /** The planned quantity, cut to the cash there is just before submitting. */
  private BigDecimal affordable(Step step, AccountView view) throws BrokerException {
    AccountSettings settings = runtime.version().account();
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
}
