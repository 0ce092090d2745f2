package io.bellwether.trading.risk;

/** The outcome of a risk check. */
public sealed interface RiskDecision {
  record Approved(ApprovedOrder order) implements RiskDecision {}

  /**
   * Refused.
   *
   * @param rule the name of the rule, such as {@code kill-switch}
   * @param message what was refused and why, with figures
   */
  record Refused(String rule, String message) implements RiskDecision {}
}
