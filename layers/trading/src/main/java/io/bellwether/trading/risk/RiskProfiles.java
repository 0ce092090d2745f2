package io.bellwether.trading.risk;

import io.bellwether.trading.risk.RiskProfile.WeightBase;
import java.util.List;

/** The preset risk profiles. */
public final class RiskProfiles {
  /** No limits but those every entry has: the kill switch, a usable account, buying power. */
  public static final RiskProfile NONE = RiskProfile.named("none");

  /**
   * 95 % of buying power in one position, whichever symbol it is in; one symbol at a time; at 25 %
   * below peak equity everything is sold.
   */
  public static final RiskProfile CONCENTRATED =
      RiskProfile.named("concentrated")
          .weighing(WeightBase.BUYING_POWER)
          .with(RiskLimit.POSITION_WEIGHT, "0.95")
          .with(RiskLimit.HEDGE_WEIGHT, "0.95")
          .with(RiskLimit.ONE_SYMBOL)
          .with(RiskLimit.DRAWDOWN, "0.25");

  /**
   * 90 % of equity in the main position, with a stop no farther than 5 % below the entry; 30 % in
   * the hedge, which needs none.
   */
  public static final RiskProfile SWING =
      RiskProfile.named("swing")
          .with(RiskLimit.POSITION_WEIGHT, "0.90")
          .with(RiskLimit.HEDGE_WEIGHT, "0.30")
          .with(RiskLimit.STOP_REQUIRED)
          .with(RiskLimit.STOP_DISTANCE, "0.05");

  /**
   * A position is worth no more than equity. What is at risk until its stop, 2 % of equity, is the
   * strategy's sizing; no rule checks it, because a stop tested at closes is no order.
   */
  public static final RiskProfile FIXED_FRACTIONAL =
      RiskProfile.named("fixed-fractional").with(RiskLimit.POSITION_WEIGHT, "1.0");

  /**
   * A stop no farther than 2 % from the entry; no entries after a day's loss of 5; everything is
   * closed at a total loss of 10. The margin of a position, its leverage and the turnover asked for
   * are the strategy's.
   */
  public static final RiskProfile MICRO =
      RiskProfile.named("micro")
          .admittingShorts()
          .with(RiskLimit.STOP_REQUIRED)
          .with(RiskLimit.STOP_DISTANCE, "0.02")
          .with(RiskLimit.DAY_LOSS_AMOUNT, "5")
          .with(RiskLimit.TOTAL_LOSS_AMOUNT, "10");

  /**
   * 10 % of equity in a position, and no more than half of what Kelly's formula gives for the
   * account's own trades; 1 % of equity lost at its stop; no entries after a day's loss of 2 %;
   * everything is closed at 5 % below peak equity.
   */
  public static final RiskProfile CONSERVATIVE =
      RiskProfile.named("conservative")
          .with(RiskLimit.POSITION_WEIGHT, "0.10")
          .with(RiskLimit.HEDGE_WEIGHT, "0.10")
          .with(RiskLimit.STOP_REQUIRED)
          .with(RiskLimit.POSITION_RISK, "0.01")
          .with(RiskLimit.KELLY_FRACTION, "0.5")
          .with(RiskLimit.KELLY_TRADES, "30")
          .with(RiskLimit.DAY_LOSS, "0.02")
          .with(RiskLimit.DRAWDOWN, "0.05");

  private static final List<RiskProfile> ALL =
      List.of(NONE, CONCENTRATED, SWING, FIXED_FRACTIONAL, MICRO, CONSERVATIVE);

  private RiskProfiles() {}

  /**
   * The preset of that name.
   *
   * @throws IllegalArgumentException if there is none; the message lists the names
   */
  public static RiskProfile byName(String name) {
    return ALL.stream()
        .filter(profile -> profile.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'" + name + "' is no risk profile; there are " + String.join(", ", names())));
  }

  /** The names there are. */
  public static List<String> names() {
    return ALL.stream().map(RiskProfile::name).toList();
  }
}
