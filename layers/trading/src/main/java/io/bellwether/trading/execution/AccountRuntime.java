package io.bellwether.trading.execution;

import io.bellwether.market.PriceStep;
import io.bellwether.trading.broker.Broker;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.cost.CostModel;
import io.bellwether.trading.risk.RiskEngine;

/**
 * One account with everything that acts on it.
 *
 * @param version the active version of the strategy that owns the account
 * @param broker the account at its broker
 * @param risk the account's limits
 * @param costs what the ledger reckons a fill to cost
 * @param priceStep the grid of prices the venue accepts
 */
public record AccountRuntime(
    StrategyVersion version, Broker broker, RiskEngine risk, CostModel costs, PriceStep priceStep) {
  /** Our name for the account. */
  public String account() {
    return version.account().id();
  }

  /** The strategy that owns it. */
  public String strategy() {
    return version.strategy();
  }
}
