package io.bellwether.trading.risk;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules an order that adds exposure has to pass. The order is fixed and the first objection
 * decides: first whether anything may be bought at all, then what, when and at which price, then
 * how much.
 */
final class EntryRules {
  private EntryRules() {}

  static List<RiskRule> of(RiskProfile profile) {
    List<RiskRule> rules = new ArrayList<>();
    addAccountRules(profile, rules);
    addOrderRules(profile, rules);
    addStopRules(profile, rules);
    addSizeRules(profile, rules);
    return List.copyOf(rules);
  }

  private static void addAccountRules(RiskProfile profile, List<RiskRule> rules) {
    rules.add(new AccountRules.KillSwitch());
    rules.add(new AccountRules.Disabled());
    rules.add(new AccountRules.OwnAccount());
    rules.add(new AccountRules.AccountBlocked());
    LossLimits losses = LossLimits.of(profile);
    if (profile.has(RiskLimit.DRAWDOWN)) {
      rules.add(new AccountRules.Drawdown(losses));
    }
    if (profile.has(RiskLimit.TOTAL_LOSS_AMOUNT)) {
      rules.add(new AccountRules.TotalLoss(losses));
    }
    if (losses.limitDay()) {
      rules.add(new AccountRules.DayLoss(losses));
    }
  }

  private static void addOrderRules(RiskProfile profile, List<RiskRule> rules) {
    if (!profile.admitsShorts()) {
      rules.add(new OrderRules.LongOnly());
    }
    rules.add(new OrderRules.SymbolsAllowed(profile.symbols()));
    rules.add(new OrderRules.MarketOpen());
    rules.add(new OrderRules.DuplicateIntent());
    profile
        .limit(RiskLimit.ENTRIES_PER_MINUTE)
        .ifPresent(most -> rules.add(new OrderRules.EntriesPerMinute(most)));
    profile
        .limit(RiskLimit.ENTRIES_PER_DAY)
        .ifPresent(most -> rules.add(new OrderRules.EntriesPerDay(most)));
    rules.add(new OrderRules.ReferencePrice());
    profile.limit(RiskLimit.PRICE_AGE).ifPresent(most -> rules.add(new OrderRules.PriceAge(most)));
    profile
        .limit(RiskLimit.PRICE_COLLAR)
        .ifPresent(most -> rules.add(new OrderRules.PriceCollar(most)));
  }

  private static void addStopRules(RiskProfile profile, List<RiskRule> rules) {
    boolean required = profile.has(RiskLimit.STOP_REQUIRED);
    if (required || profile.has(RiskLimit.STOP_DISTANCE)) {
      rules.add(new StopRules.StopLossRule(required, profile.limit(RiskLimit.STOP_DISTANCE)));
    }
    if (profile.oneSymbolAtATime()) {
      rules.add(new OrderRules.OneSymbolAtATime());
    }
    profile
        .limit(RiskLimit.POSITION_RISK)
        .ifPresent(most -> rules.add(new StopRules.PositionRisk(most)));
    profile.limit(RiskLimit.OPEN_RISK).ifPresent(most -> rules.add(new StopRules.OpenRisk(most)));
  }

  private static void addSizeRules(RiskProfile profile, List<RiskRule> rules) {
    profile
        .limit(RiskLimit.POSITION_WEIGHT)
        .ifPresent(most -> rules.add(weight("position-weight", most, profile, true)));
    profile
        .limit(RiskLimit.HEDGE_WEIGHT)
        .ifPresent(most -> rules.add(weight("hedge-weight", most, profile, false)));
    profile
        .limit(RiskLimit.POSITION_NOTIONAL)
        .ifPresent(most -> rules.add(new SizeRules.Notional(most)));
    profile.limit(RiskLimit.LEVERAGE).ifPresent(most -> rules.add(new SizeRules.Leverage(most)));
    profile
        .limit(RiskLimit.VOLUME_SHARE)
        .ifPresent(most -> rules.add(new SizeRules.VolumeShare(most)));
    profile
        .limit(RiskLimit.KELLY_FRACTION)
        .ifPresent(
            fraction ->
                rules.add(
                    new SizeRules.KellyWeight(
                        fraction,
                        profile
                            .limit(RiskLimit.KELLY_TRADES)
                            .map(BigDecimal::intValueExact)
                            .orElse(Kelly.FEWEST_TRADES))));
    rules.add(
        new SizeRules.BuyingPower(
            profile.limit(RiskLimit.BUYING_POWER_RESERVE).orElse(BigDecimal.ZERO)));
  }

  private static RiskRule weight(
      String name, BigDecimal most, RiskProfile profile, boolean ofMain) {
    return new SizeRules.Weight(name, most, profile.weightBase(), ofMain);
  }
}
