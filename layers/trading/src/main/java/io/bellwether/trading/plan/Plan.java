package io.bellwether.trading.plan;

import io.bellwether.strategy.ExitReason;
import io.bellwether.strategy.StopLoss;
import io.bellwether.trading.order.Side;
import io.bellwether.trading.order.TimeInForce;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a signal comes to in an account: steps, sells before buys, carried out across invocations.
 *
 * @param signalId the signal, and the plan's key
 * @param account the account
 * @param strategy the strategy
 * @param submitFrom no order before this instant
 * @param validUntil after this instant steps that add exposure are dropped
 * @param steps in the order of execution
 * @param open whether anything is left to do
 * @param createdAt when it was made
 * @param revision counts changes
 */
public record Plan(
    String signalId,
    String account,
    String strategy,
    Instant submitFrom,
    Instant validUntil,
    List<Step> steps,
    boolean open,
    Instant createdAt,
    long revision) {

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
   * One order to be.
   *
   * @param leg the name within the signal, such as {@code TQQQ-entry}
   * @param symbol the symbol
   * @param side sell for exits of long positions, buy for entries
   * @param quantity the quantity planned; an entry is cut to the cash there is when it is sent
   * @param referencePrice the close the size was reckoned with
   * @param timeInForce day, or for the opening auction
   * @param exitReason for exits
   * @param stopLoss the stop the position is to have, for entries
   * @param status where it stands
   * @param clientOrderId the order, once its intent is stored
   * @param note why it was cut or skipped, or empty
   */
  public record Step(
      String leg,
      String symbol,
      Side side,
      BigDecimal quantity,
      BigDecimal referencePrice,
      TimeInForce timeInForce,
      Optional<ExitReason> exitReason,
      Optional<StopLoss> stopLoss,
      StepStatus status,
      Optional<String> clientOrderId,
      String note) {
    public boolean isEntry() {
      return exitReason.isEmpty();
    }
  }
}
