package io.bellwether.research.engine;

import io.bellwether.trading.cost.CostModel;
import io.bellwether.trading.cost.CostModels;
import io.bellwether.trading.cost.Financing;
import io.bellwether.trading.cost.FundingRates;
import io.bellwether.trading.cost.Slippage;
import io.bellwether.trading.instrument.InstrumentRules;
import io.bellwether.trading.risk.RiskProfile;
import io.bellwether.trading.risk.RiskProfiles;
import java.util.Optional;

/**
 * What a backtest assumes. The defaults charge costs and slippage.
 *
 * @param capital cash before the first bar, more than 0
 * @param costs charged at every fill
 * @param slippage suffered by market and stop orders
 * @param instruments which quantities can be ordered, and when the venue takes a position away
 * @param leverage how many times its own money the account may hold, at least 1
 * @param financing what holding a position costs
 * @param fundingRates the funding of each eight hours, instead of the financing's constant one
 * @param orders how entries are sent and what rests beside a position
 * @param risk limits of the account
 * @param firstBar the first bar decided on; bars before it are history for indicators
 */
public record BacktestSettings(
    double capital,
    CostModel costs,
    Slippage slippage,
    InstrumentRules instruments,
    double leverage,
    Financing financing,
    Optional<FundingRates> fundingRates,
    OrderPlan orders,
    RiskProfile risk,
    int firstBar) {
  public BacktestSettings {
    if (!(capital > 0) || !Double.isFinite(capital)) {
      throw new IllegalArgumentException("capital must be more than 0, not " + capital);
    }
    if (!(leverage >= 1) || !Double.isFinite(leverage)) {
      throw new IllegalArgumentException("leverage must be at least 1, not " + leverage);
    }
    if (firstBar < 0) {
      throw new IllegalArgumentException("the first bar must not be negative, not " + firstBar);
    }
  }

  /** Whole shares of US equities at Alpaca, without margin and without limits. */
  public static BacktestSettings usEquities(double capital) {
    return new BacktestSettings(
        capital,
        CostModels.byName("alpaca"),
        Slippage.DEFAULT,
        InstrumentRules.SHARES,
        1,
        Financing.NONE,
        Optional.empty(),
        OrderPlan.STRATEGY,
        RiskProfiles.NONE,
        0);
  }

  /** The same without costs and slippage: for golden runs and comparisons. */
  public BacktestSettings free() {
    return withCosts(CostModels.byName("none"), Slippage.NONE);
  }

  public BacktestSettings withCapital(double newCapital) {
    return new BacktestSettings(
        newCapital,
        costs,
        slippage,
        instruments,
        leverage,
        financing,
        fundingRates,
        orders,
        risk,
        firstBar);
  }

  public BacktestSettings withCosts(CostModel newCosts, Slippage newSlippage) {
    return new BacktestSettings(
        capital,
        newCosts,
        newSlippage,
        instruments,
        leverage,
        financing,
        fundingRates,
        orders,
        risk,
        firstBar);
  }

  public BacktestSettings withInstruments(InstrumentRules newInstruments) {
    return new BacktestSettings(
        capital,
        costs,
        slippage,
        newInstruments,
        leverage,
        financing,
        fundingRates,
        orders,
        risk,
        firstBar);
  }

  public BacktestSettings withLeverage(double newLeverage) {
    return new BacktestSettings(
        capital,
        costs,
        slippage,
        instruments,
        newLeverage,
        financing,
        fundingRates,
        orders,
        risk,
        firstBar);
  }

  public BacktestSettings withFinancing(
      Financing newFinancing, Optional<FundingRates> newFundingRates) {
    return new BacktestSettings(
        capital,
        costs,
        slippage,
        instruments,
        leverage,
        newFinancing,
        newFundingRates,
        orders,
        risk,
        firstBar);
  }

  public BacktestSettings withOrders(OrderPlan newOrders) {
    return new BacktestSettings(
        capital,
        costs,
        slippage,
        instruments,
        leverage,
        financing,
        fundingRates,
        newOrders,
        risk,
        firstBar);
  }

  public BacktestSettings withRisk(RiskProfile newRisk) {
    return new BacktestSettings(
        capital,
        costs,
        slippage,
        instruments,
        leverage,
        financing,
        fundingRates,
        orders,
        newRisk,
        firstBar);
  }

  public BacktestSettings withFirstBar(int newFirstBar) {
    return new BacktestSettings(
        capital,
        costs,
        slippage,
        instruments,
        leverage,
        financing,
        fundingRates,
        orders,
        risk,
        newFirstBar);
  }
}
