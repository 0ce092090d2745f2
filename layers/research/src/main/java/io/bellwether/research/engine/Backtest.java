package io.bellwether.research.engine;

import io.bellwether.strategy.Rules;
import io.bellwether.strategy.Strategy;

/**
 * Runs a strategy on bars.
 *
 * <p>A decision at the close of a bar, from this bar and those before it, fills at the next bar's
 * open. Which bar that is, the strategy's own scans say, so that a run costs what its indicators
 * and scans cost. Runs share the columns of {@link MarketData} and nothing else: any number may run
 * on it at a time.
 */
public final class Backtest {
  private Backtest() {}

  /**
   * Runs a strategy and keeps everything.
   *
   * @throws IllegalArgumentException if the strategy cannot be run with the settings' orders
   */
  public static BacktestResult run(Strategy strategy, MarketData data, BacktestSettings settings) {
    settings.orders().requireFor(strategy);
    return run(strategy.on(data.series()), data, settings, Recording.EVERYTHING);
  }

  /**
   * Runs rules that are bound to the data's series.
   *
   * @throws IllegalArgumentException if the rules are bound to other series
   */
  public static BacktestResult run(
      Rules rules, MarketData data, BacktestSettings settings, Recording recording) {
    if (rules.series() != data.series()) {
      throw new IllegalArgumentException("the rules are bound to other series than the data's");
    }
    return SoloRun.of(rules, data, settings, recording)
        .orElseGet(() -> new Run(data, rules, settings, recording).toEnd(rules));
  }
}
