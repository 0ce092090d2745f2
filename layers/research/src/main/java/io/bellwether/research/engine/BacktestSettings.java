package io.bellwether.research.engine;

import io.bellwether.trading.cost.CostModel;
import io.bellwether.trading.cost.CostModels;
import io.bellwether.trading.cost.Slippage;
import io.bellwether.trading.plan.QuantityRule;

/**
 * What a backtest assumes. The defaults charge costs and slippage.
 *
 * @param capital cash before the first bar, more than 0
 * @param costs charged at every fill
 * @param slippage suffered by market and stop orders
 * @param quantities which quantities can be ordered
 * @param leverage how many times its own money the account may hold, at least 1
 * @param firstBar the first bar decided on; bars before it are history for indicators
 */
public record BacktestSettings(
    double capital,
    CostModel costs,
    Slippage slippage,
    QuantityRule quantities,
    double leverage,
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

  /** Whole shares of US equities at Alpaca, without margin. */
  public static BacktestSettings usEquities(double capital) {
    return new BacktestSettings(
        capital, CostModels.byName("alpaca"), Slippage.DEFAULT, QuantityRule.WHOLE, 1, 0);
  }

  /** The same without costs and slippage: for golden runs and comparisons. */
  public BacktestSettings free() {
    return withCosts(CostModels.byName("none"), Slippage.NONE);
  }

  public BacktestSettings withCosts(CostModel newCosts, Slippage newSlippage) {
    return new BacktestSettings(capital, newCosts, newSlippage, quantities, leverage, firstBar);
  }

  public BacktestSettings withQuantities(QuantityRule newQuantities) {
    return new BacktestSettings(capital, costs, slippage, newQuantities, leverage, firstBar);
  }

  public BacktestSettings withLeverage(double newLeverage) {
    return new BacktestSettings(capital, costs, slippage, quantities, newLeverage, firstBar);
  }

  public BacktestSettings withFirstBar(int newFirstBar) {
    return new BacktestSettings(capital, costs, slippage, quantities, leverage, newFirstBar);
  }
}
