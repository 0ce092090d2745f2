package io.bellwether.trading.risk;

import io.bellwether.trading.risk.RiskProfile.WeightBase;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** The preset risk profiles. */
public final class RiskProfiles {
  /** No limits but those every entry has: the kill switch, a usable account, buying power. */
  public static final RiskProfile NONE =
      new RiskProfile("none", Optional.empty(), Optional.empty(), false, false, Optional.empty());

  /**
   * 95 % of buying power in one position, whichever symbol it is in; one symbol at a time; at 25 %
   * below peak equity everything is sold.
   */
  public static final RiskProfile CONCENTRATED =
      new RiskProfile(
          "concentrated",
          fraction("0.95"),
          fraction("0.95"),
          false,
          true,
          fraction("0.25"),
          Optional.empty(),
          WeightBase.BUYING_POWER,
          false);

  /**
   * 90 % of equity in the main position, with a stop no farther than 5 % below the entry; 30 % in
   * the hedge, which needs none.
   */
  public static final RiskProfile SWING =
      new RiskProfile(
          "swing",
          fraction("0.90"),
          fraction("0.30"),
          true,
          false,
          Optional.empty(),
          fraction("0.05"),
          WeightBase.EQUITY,
          false);

  /**
   * A position is worth no more than equity. What is at risk until its stop, 2 % of equity, is the
   * strategy's sizing; no rule checks it, because a stop tested at closes is no order.
   */
  public static final RiskProfile FIXED_FRACTIONAL =
      new RiskProfile(
          "fixed-fractional",
          fraction("1.0"),
          Optional.empty(),
          false,
          false,
          Optional.empty(),
          Optional.empty(),
          WeightBase.EQUITY,
          false);

  /**
   * A stop no farther than 2 % from the entry. The margin of a position and the turnover asked for
   * are the strategy's; limits on a day's loss and on the total loss in money are not enforced yet,
   * and no strategy that can trade uses this profile.
   */
  public static final RiskProfile MICRO =
      new RiskProfile(
          "micro",
          Optional.empty(),
          Optional.empty(),
          true,
          false,
          Optional.empty(),
          fraction("0.02"),
          WeightBase.EQUITY,
          true);

  private static final List<RiskProfile> ALL =
      List.of(NONE, CONCENTRATED, SWING, FIXED_FRACTIONAL, MICRO);

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

  private static Optional<BigDecimal> fraction(String value) {
    return Optional.of(new BigDecimal(value));
  }
}
