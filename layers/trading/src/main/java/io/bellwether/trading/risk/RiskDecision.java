package io.bellwether.trading.risk;

import java.math.BigDecimal;
import java.util.Map;

/** The outcome of a risk check. */
public sealed interface RiskDecision {
  record Approved(ApprovedOrder order) implements RiskDecision {}

  /**
   * Refused.
   *
   * @param rule the name of the rule, such as {@code kill-switch}
   * @param message what was refused and why, with figures
   * @param figures the figures by name, in the order of the names
   * @param mayPass whether the same order may be approved later: something is not known, or in the
   *     way just now; if not, the order is given up
   */
  record Refused(String rule, String message, Map<String, BigDecimal> figures, boolean mayPass)
      implements RiskDecision {}
}
