package io.bellwether.analyst.drift;

import io.bellwether.strategy.ExitReason;
import io.bellwether.trading.ledger.Finding;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.ledger.RiskRefusal;
import io.bellwether.trading.ledger.Trade;
import io.bellwether.trading.order.OrderPurpose;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.order.OrderStatus;
import io.bellwether.trading.plan.Plan;
import io.bellwether.trading.risk.RiskState;
import io.bellwether.trading.signal.Signal;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is on record of why something was not done, or was done that nobody decided. */
final class Explanations {
  /** An entry's order is not older than this when it fills. */
  private static final Duration ORDER_AGE = Duration.ofDays(5);

  /** What is found is adopted within this, or a person looks at it again. */
  private static final Duration ADOPTION_TIME = Duration.ofDays(1);

  private static final String LIMIT_STOPPED = "a loss limit stopped new exposure: ";

  private final Ledger ledger;
  private final Day day;
  private final Instant now;

  Explanations(Ledger ledger, Day day, Instant now) {
    this.ledger = ledger;
    this.day = day;
    this.now = now;
  }

  /** Why an entry that a signal asked for was not made. */
  Optional<String> entryNotMade(Signal signal, String symbol) {
    if (signal.reducingOnly()) {
      return Optional.of(
          "the version packaged with the code decided, which may only reduce exposure");
    }
    if (signal.decidedAt().isAfter(signal.validUntil())) {
      return Optional.of(
          "it was decided at " + signal.decidedAt() + ", too late to enter; see why the run was");
    }
    return refusal(signal, symbol)
        .or(() -> stopped())
        .or(() -> endOfOrder(signal, symbol))
        .or(() -> skipped(signal, symbol));
  }

  private Optional<String> refusal(Signal signal, String symbol) {
    return ledger.journal().refusals(day.account(), signal.decidedAt(), day.end()).stream()
        .filter(refusal -> refusal.signalId().equals(signal.id()))
        .filter(refusal -> refusal.symbol().equals(symbol))
        .filter(refusal -> refusal.purpose() == OrderPurpose.ENTRY)
        .findFirst()
        .map(Explanations::words);
  }

  private static String words(RiskRefusal refusal) {
    return "the risk rule '" + refusal.rule() + "' refused it: " + refusal.message();
  }

  /**
   * Whether new exposure is stopped; of an earlier stop the refusals speak. What has been stopped
   * since the next session opened says nothing of the day.
   */
  private Optional<String> stopped() {
    RiskState risk = ledger.risk().of(day.account());
    LocalDate date = day.session().date();
    if (now.isBefore(day.grid().calendar().nextSession(date).open())
        && (risk.killed() || risk.disabled())) {
      return Optional.of(
          (risk.killed() ? "a person stopped new exposure: " : LIMIT_STOPPED) + risk.reason());
    }
    return risk.dayLoss()
        .filter(loss -> loss.day().equals(date))
        .map(loss -> LIMIT_STOPPED + loss.reason());
  }

  private Optional<String> endOfOrder(Signal signal, String symbol) {
    return ledger.orders().ofSignal(signal.id()).stream()
        .filter(order -> order.purpose() == OrderPurpose.ENTRY)
        .filter(order -> order.terms().symbol().equals(symbol))
        .filter(order -> order.filledQuantity().signum() == 0 && order.status().isOver())
        .reduce((earlier, later) -> later)
        .map(
            order ->
                "its order "
                    + order.clientOrderId()
                    + " ended "
                    + order.status().name().toLowerCase(Locale.ROOT)
                    + (order.note().isEmpty() ? "" : ": " + order.note()));
  }

  private Optional<String> skipped(Signal signal, String symbol) {
    return ledger.plans().find(signal.id()).stream()
        .flatMap(plan -> plan.steps().stream())
        .filter(step -> step.isEntry() && step.symbol().equals(symbol))
        .filter(step -> step.status() == Plan.StepStatus.SKIPPED)
        .findFirst()
        .map(step -> "execution left it out: " + step.note());
  }

  /**
   * Why another quantity was entered than the backtest's.
   *
   * @param fewer whether live entered fewer: money that is tied up explains that, and never more
   */
  Optional<String> otherQuantity(Signal signal, String symbol, boolean fewer) {
    return partFilled(signal, symbol).or(() -> heldOther(signal, fewer));
  }

  /** Positions from before the switch-on; what the account had then is on record the day after. */
  private Optional<String> heldOther(Signal signal, boolean fewer) {
    Instant decided = signal.decidedAt();
    boolean tiedUp =
        day.heldWhenSwitchedOn().stream().anyMatch(position -> position.isHeldAt(decided));
    return tiedUp && (fewer || day.isOfFirstSession(signal))
        ? Optional.of("the account held other things when it was switched on")
        : Optional.empty();
  }

  /**
   * Why the price is another one: decided when the strategy was switched on, in the bar's middle.
   */
  Optional<String> decidedLate(Signal signal) {
    Instant due = day.schedule().submitFrom(signal.bar());
    return signal.bar().equals(day.from()) && signal.decidedAt().isAfter(due.plus(Day.LONGEST_RUN))
        ? Optional.of(
            "it was decided at " + signal.decidedAt() + ", when the strategy was switched on")
        : Optional.empty();
  }

  /** Why a position is there that no backtest enters. */
  Optional<String> takenOver(LivePosition position) {
    if (day.heldWhenSwitchedOn().contains(position)) {
      return Optional.of("it was held when the strategy was switched on");
    }
    return isAdopted(position)
        ? Optional.of("it was taken over from the broker at " + position.entryTime())
        : Optional.empty();
  }

  /** Why less was entered than planned: the orders of the signal that filled in part. */
  private Optional<String> partFilled(Signal signal, String symbol) {
    List<OrderRecord> orders =
        ledger.orders().ofSignal(signal.id()).stream()
            .filter(order -> order.purpose() == OrderPurpose.ENTRY)
            .filter(order -> order.terms().symbol().equals(symbol))
            .toList();
    BigDecimal filled = BigDecimal.ZERO;
    for (OrderRecord order : orders) {
      filled = filled.add(order.filledQuantity());
    }
    boolean partly =
        orders.stream()
            .anyMatch(
                order ->
                    order.status() != OrderStatus.FILLED
                        && order.filledQuantity().signum() > 0
                        && order.status().isOver());
    return partly
        ? Optional.of(
            "the order filled in part: " + Words.quantity(filled.doubleValue()) + " shares")
        : Optional.empty();
  }

  /** Why a position was left that the strategy did not leave. */
  static Optional<String> leftByRisk(Trade trade) {
    return trade.exitReason() == ExitReason.RISK
        ? Optional.of(
            "a loss limit, or a person, closed it: it is the account's risk and no decision of the"
                + " strategy")
        : Optional.empty();
  }

  /**
   * Whether the ledger took a position over from the broker instead of entering it. Of one that was
   * left since, the finding that the adoption closed is what is on record.
   */
  private boolean isAdopted(LivePosition position) {
    return position.isHeldAsAdopted()
        || (!wasOrdered(position)
            && ledger.reconciliation().findings(day.account()).stream()
                .filter(finding -> finding.kind() == Finding.Kind.POSITION)
                .filter(finding -> finding.symbol().equals(position.symbol()))
                .filter(finding -> !finding.since().isAfter(position.entryTime()))
                .anyMatch(
                    finding -> finding.since().isAfter(position.entryTime().minus(ADOPTION_TIME))));
  }

  /** Whether an entry of this system led to a position. */
  boolean wasOrdered(LivePosition position) {
    Instant until = position.entryTime().plusNanos(1);
    return ledger
        .orders()
        .between(day.account(), position.entryTime().minus(ORDER_AGE), until)
        .stream()
        .anyMatch(
            order ->
                order.purpose() == OrderPurpose.ENTRY
                    && order.terms().symbol().equals(position.symbol())
                    && order.filledQuantity().signum() > 0);
  }
}
