package io.bellwether.trading.risk;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * What is remembered of an account's risk.
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

  /** One reading of equity. */
  public record Reading(BigDecimal equity, Instant time) {}
}
