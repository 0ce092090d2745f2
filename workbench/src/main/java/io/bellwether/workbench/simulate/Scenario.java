package io.bellwether.workbench.simulate;

import io.bellwether.market.feed.FeedName;
import io.bellwether.trading.config.AccountSettings;
import io.bellwether.trading.config.StrategyBook;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.config.UnexplainedPolicy;
import io.bellwether.trading.risk.RiskLimit;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run trades: a packaged strategy on an account of its own.
 *
 * @param version the strategy, enabled, with its packaged limits and any policy there is for
 *     positions that nothing explains
 * @param capital cash at the start, in US dollars
 * @param historySessions how many sessions lie before the first day
 */
record Scenario(StrategyVersion version, BigDecimal capital, int historySessions) {
  private static final int DAILY_HISTORY = 345;
  private static final int HOURLY_HISTORY = 95;
  private static final UnexplainedPolicy[] POLICIES = UnexplainedPolicy.values();

  /** Thresholds that are reached every other day, so that there is something to go wrong. */
  private static final Map<String, String> LIVELY =
      Map.of(
          "entry-rsi", "50",
          "exit-rsi", "60",
          "hedge-entry-rsi", "65",
          "hedge-exit-rsi", "55");

  /** The scenario of a seed. */
  static Scenario of(Chance chance) {
    boolean daily = chance.happens(1, 0.6);
    UnexplainedPolicy policy = POLICIES[chance.below(3, POLICIES.length)];
    StrategyVersion version =
        packaged(daily ? "rsi2" : "ema-crossover", daily ? LIVELY : Map.of(), policy);
    BigDecimal capital = BigDecimal.valueOf(5_000L * (1 + chance.below(2, 20)));
    return new Scenario(version, capital, daily ? DAILY_HISTORY : HOURLY_HISTORY);
  }

  /** The most that the position in a symbol may be worth, as a fraction of equity. */
  BigDecimal mostWeight(String symbol) {
    boolean main = symbol.equals(version.symbols().getFirst());
    return version
        .account()
        .limits()
        .limit(main ? RiskLimit.POSITION_WEIGHT : RiskLimit.HEDGE_WEIGHT)
        .orElse(BigDecimal.ONE);
  }

  private static StrategyVersion packaged(
      String strategy, Map<String, String> changes, UnexplainedPolicy policy) {
    StrategyVersion packaged =
        StrategyBook.packaged().stream()
            .filter(version -> version.strategy().equals(strategy))
            .findFirst()
            .orElseThrow();
    Map<String, String> parameters = new TreeMap<>(packaged.parameters());
    parameters.putAll(changes);
    return new StrategyVersion(
        packaged.strategy(),
        packaged.version(),
        packaged.parent(),
        true,
        account(packaged.account(), policy),
        packaged.symbols(),
        packaged.timeframe(),
        packaged.basis(),
        List.of(FeedName.ALPACA, FeedName.FMP),
        parameters,
        packaged.author(),
        packaged.createdAt(),
        false);
  }

  private static AccountSettings account(AccountSettings packaged, UnexplainedPolicy policy) {
    return new AccountSettings(
        packaged.id(),
        packaged.broker(),
        packaged.mode(),
        packaged.concentrate(),
        packaged.fractional(),
        packaged.margin(),
        packaged.riskProfile(),
        packaged.cashReserve(),
        packaged.minimumNotional(),
        policy,
        packaged.riskLimits());
  }
}
