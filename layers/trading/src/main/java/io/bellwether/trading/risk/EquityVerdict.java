package io.bellwether.trading.risk;

/** What a reading of equity means. */
public sealed interface EquityVerdict {
  /** The state to remember, before anything else is done. */
  RiskState state();

  /** Within the limits, or not yet confirmed by a second reading. */
  record Normal(RiskState state) implements EquityVerdict {}

  /** The day's loss is confirmed: no more entries that day. Positions and their stops stay. */
  record DayEnded(RiskState state) implements EquityVerdict {}

  /**
   * A limit on the total loss is confirmed: cancel all orders, close all positions; trading is
   * disabled. The state says so: it carries the stop through, whatever crashes after it is stored.
   */
  record EmergencyStop(RiskState state) implements EquityVerdict {}
}
