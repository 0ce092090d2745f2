package io.bellwether.trading.risk;

/** What a reading of equity means. */
public sealed interface EquityVerdict {
  /** The state to remember. */
  RiskState state();

  /** Within the limits, or not yet confirmed by a second reading. */
  record Normal(RiskState state) implements EquityVerdict {}

  /** A total limit is breached: cancel all orders, close all positions, trading disabled. */
  record EmergencyStop(RiskState state, String message) implements EquityVerdict {}
}
