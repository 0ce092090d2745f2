package io.bellwether.trading.risk;

import io.bellwether.trading.broker.AccountSnapshot;
import io.bellwether.trading.order.OrderRecord;
import java.time.Instant;

/** The limits of one account: the only maker of {@link ApprovedOrder}. */
public final class RiskEngine {
  private final RiskProfile profile;

  public RiskEngine(RiskProfile profile) {
    this.profile = profile;
  }

  public RiskProfile profile() {
    return profile;
  }

  /** Checks one order. An order that reduces exposure is always approved. */
  public RiskDecision check(OrderRecord order, RiskContext context) {
    throw new IllegalStateException("not written yet: " + order + context);
  }

  /**
   * Judges a reading of equity: keeps the peak, and asks for two agreeing readings before it acts.
   */
  public EquityVerdict assess(RiskState state, AccountSnapshot account, Instant now) {
    throw new IllegalStateException("not written yet: " + state + account + now);
  }
}
