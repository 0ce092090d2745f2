package io.bellwether.trading.risk;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * What is remembered of an account's risk. The revision is the store's to raise: every method here
 * leaves it as it is.
 *
 * @param account the account
 * @param killed whether a person stopped all new exposure
 * @param disabled whether a limit did; a person enables trading again
 * @param reason why, for people
 * @param peakEquity the highest equity seen; the drawdown limit counts from it
 * @param suspect the first of two readings a limit needs, if one is waiting for its second
 * @param revision counts changes
 */
public record RiskState(
    String account,
    boolean killed,
    boolean disabled,
    String reason,
    Optional<BigDecimal> peakEquity,
    Optional<Reading> suspect,
    long revision) {
  /** An account of which nothing is remembered. */
  public static RiskState initial(String account) {
    return new RiskState(account, false, false, "", Optional.empty(), Optional.empty(), 0);
  }

  /**
   * This state after a person stopped all new exposure. Positions and their stops stay.
   *
   * @throws IllegalArgumentException if the reason is blank
   */
  public RiskState kill(String why) {
    return new RiskState(account, true, disabled, because(why), peakEquity, suspect, revision);
  }

  /**
   * This state after a limit disabled trading.
   *
   * @throws IllegalArgumentException if the reason is blank
   */
  public RiskState disable(String why) {
    return new RiskState(
        account, killed, true, because(why), peakEquity, Optional.empty(), revision);
  }

  /**
   * This state after a person enabled trading again, whatever had stopped it. If a limit had, peak
   * equity is forgotten and starts anew with the next reading; else the limit would strike at once.
   */
  public RiskState enable() {
    Optional<BigDecimal> peak = disabled ? Optional.empty() : peakEquity;
    return new RiskState(account, false, false, "", peak, Optional.empty(), revision);
  }

  /** This state with another peak, and no reading waiting. */
  RiskState withPeak(BigDecimal peak) {
    return new RiskState(
        account, killed, disabled, reason, Optional.of(peak), Optional.empty(), revision);
  }

  /** This state with another reading waiting for its second, or none. */
  RiskState withSuspect(Optional<Reading> reading) {
    return new RiskState(account, killed, disabled, reason, peakEquity, reading, revision);
  }

  /** Neither of two reasons hides the other. */
  private String because(String why) {
    if (why.isBlank()) {
      throw new IllegalArgumentException("stopping account " + account + " needs a reason");
    }
    return reason.isEmpty() || reason.equals(why) ? why : reason + "; " + why;
  }

  /** One reading of equity. */
  public record Reading(BigDecimal equity, Instant time) {}
}
