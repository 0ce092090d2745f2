package io.bellwether.trading.config;

import io.bellwether.trading.TradingMode;
import io.bellwether.trading.risk.RiskProfile;
import io.bellwether.trading.risk.RiskProfiles;
import java.math.BigDecimal;
import java.util.Map;

/**
 * One account at a broker, owned by one strategy.
 *
 * @param id our name for it
 * @param broker {@code alpaca}
 * @param mode paper unless live is set in two places
 * @param concentrate whether a strategy may sell positions this system did not open
 * @param fractional whether quantities may be fractions of a share
 * @param margin whether the broker's buying power may exceed equity
 * @param riskProfile the name of a risk profile, or {@code none}
 * @param cashReserve the fraction of equity that buying never touches
 * @param minimumNotional the smallest worth of an entry; a smaller one is skipped and reported
 * @param unexplained what becomes of a position the ledger cannot explain
 * @param riskLimits single limits on top of the profile, by the keys of {@link
 *     io.bellwether.trading.risk.RiskLimit}
 */
public record AccountSettings(
    String id,
    String broker,
    TradingMode mode,
    boolean concentrate,
    boolean fractional,
    boolean margin,
    String riskProfile,
    BigDecimal cashReserve,
    BigDecimal minimumNotional,
    UnexplainedPolicy unexplained,
    Map<String, String> riskLimits) {
  /** An account with the limits of its profile and the default policy. */
  public AccountSettings(
      String id,
      String broker,
      TradingMode mode,
      boolean concentrate,
      boolean fractional,
      boolean margin,
      String riskProfile,
      BigDecimal cashReserve,
      BigDecimal minimumNotional) {
    this(
        id,
        broker,
        mode,
        concentrate,
        fractional,
        margin,
        riskProfile,
        cashReserve,
        minimumNotional,
        UnexplainedPolicy.FREEZE,
        Map.of());
  }

  /**
   * The limits of the account: its profile with the single limits it changes.
   *
   * @throws IllegalArgumentException if there is no such profile or limit, listing every problem
   */
  public RiskProfile limits() {
    return RiskProfiles.byName(riskProfile).adjusted(riskLimits);
  }

  /** The same settings for another account. */
  AccountSettings with(String otherId, TradingMode otherMode) {
    return new AccountSettings(
        otherId,
        broker,
        otherMode,
        concentrate,
        fractional,
        margin,
        riskProfile,
        cashReserve,
        minimumNotional,
        unexplained,
        riskLimits);
  }
}
