package io.bellwether.trading.ledger;

import io.bellwether.trading.risk.RiskState;

/** The risk state of accounts. */
public interface RiskStore {
  /** The state of an account; the initial one if none is stored. */
  RiskState of(String account);

  RiskState update(RiskState state);
}
