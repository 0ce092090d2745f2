package io.bellwether.trading.plan;

import io.bellwether.market.Instrument;
import io.bellwether.strategy.Direction;
import io.bellwether.strategy.ExitReason;
import io.bellwether.trading.Checks;
import io.bellwether.trading.order.Side;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a signal comes to in an account: steps, exits before entries, carried out across
 * invocations. Sizes are reckoned when its time has come, not when it is stored.
 *
 * @param signalId the signal, and the plan's key
 * @param account the account
 * @param strategy the strategy
 * @param submitFrom no order before this instant
 * @param validUntil after this instant steps that add exposure are dropped
 * @param planned whether the steps have been reckoned
 * @param steps in the order of execution
 * @param open whether anything is left to do
 * @param createdAt when it was stored
 * @param revision counts changes
 */
public record Plan(
    String signalId,
    String account,
    String strategy,
    Instant submitFrom,
    Instant validUntil,
    boolean planned,
    List<Step> steps,
    boolean open,
    Instant createdAt,
    long revision) {
  public Plan {
    Checks.name("the plan's signal", signalId);
    Checks.name("the plan's account", account);
  }

  /** Where a step stands. */
  public enum StepStatus {
    /** Nothing sent yet. */
    WAITING,
    /** An order is with the broker, or may be. */
    SENT,
    DONE,
    /** Given up; the note says why. */
    SKIPPED
  }

  /**
   * One order to be; an exit may take several, one after the other.
   *
   * @param leg the name within the signal, such as {@code TQQQ-entry}
   * @param symbol the symbol
   * @param direction of the position opened or closed
   * @param quantity the quantity planned; an entry is cut to the cash there is when it is sent
   * @param referencePrice the close the size was reckoned with
   * @param exitReason for exits
   * @param sequence of the order that is being, or is next to be, sent
   * @param status where it stands
   * @param note why it was cut or skipped, or empty
   */
  public record Step(
      String leg,
      String symbol,
      Direction direction,
      BigDecimal quantity,
      BigDecimal referencePrice,
      Optional<ExitReason> exitReason,
      int sequence,
      StepStatus status,
      String note) {
    public Step {
      Instrument.requireSymbol(symbol);
      Checks.notNegative("the quantity of step " + leg, quantity);
      Checks.notNegative("the reference price of step " + leg, referencePrice);
      if (leg.endsWith(exitReason.isEmpty() ? "-exit" : "-entry")) {
        throw new IllegalArgumentException(
            "a step that leaves a position has an exit reason and no other has, unlike " + leg);
      }
    }

    public boolean isEntry() {
      return exitReason.isEmpty();
    }

    /** Buy for long entries and short exits, sell for the others. */
    public Side side() {
      return isEntry() == (direction == Direction.LONG) ? Side.BUY : Side.SELL;
    }

    /** Whether nothing more will come of it. */
    public boolean isOver() {
      return status == StepStatus.DONE || status == StepStatus.SKIPPED;
    }

    /** The same step elsewhere on its way. */
    public Step at(StepStatus newStatus, String newNote) {
      return new Step(
          leg,
          symbol,
          direction,
          quantity,
          referencePrice,
          exitReason,
          sequence,
          newStatus,
          newNote);
    }

    /** The same step, waiting to send another order. */
    public Step again() {
      return again(quantity, note);
    }

    /** The same step, waiting to send another order of another size. */
    public Step again(BigDecimal newQuantity, String newNote) {
      return new Step(
          leg,
          symbol,
          direction,
          newQuantity,
          referencePrice,
          exitReason,
          sequence + 1,
          StepStatus.WAITING,
          newNote);
    }
  }

  /** A plan whose steps are still to be reckoned. */
  public static Plan unplanned(
      String signalId,
      String account,
      String strategy,
      Instant submitFrom,
      Instant validUntil,
      Instant now) {
    return new Plan(
        signalId, account, strategy, submitFrom, validUntil, false, List.of(), true, now, 0);
  }

  /** The plan with its steps reckoned. */
  public Plan withSteps(List<Step> newSteps) {
    boolean left = newSteps.stream().anyMatch(step -> !step.isOver());
    return new Plan(
        signalId,
        account,
        strategy,
        submitFrom,
        validUntil,
        true,
        List.copyOf(newSteps),
        left,
        createdAt,
        revision);
  }

  /** When it was first to be moved. */
  public Instant due() {
    return createdAt.isAfter(submitFrom) ? createdAt : submitFrom;
  }

  /** Whether every exit is over. */
  public boolean exitsOver() {
    return steps.stream().filter(step -> !step.isEntry()).allMatch(Step::isOver);
  }

  /** Whether an entry is under way, or still to be sent. */
  public boolean isEntering() {
    return open && steps.stream().anyMatch(step -> step.isEntry() && !step.isOver());
  }

  /**
   * Whether it does nothing but close positions for the sake of a risk limit, or because nothing
   * explains them: no strategy counts on those.
   */
  public boolean onlyCloses() {
    return planned
        && steps.stream().allMatch(step -> step.exitReason().equals(Optional.of(ExitReason.RISK)));
  }

  /** Whether an exit of a symbol is under way. */
  public boolean isExiting(String symbol) {
    return open
        && steps.stream()
            .anyMatch(step -> !step.isEntry() && !step.isOver() && step.symbol().equals(symbol));
  }
}
