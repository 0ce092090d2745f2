package io.bellwether.research.engine;

import io.bellwether.strategy.Rules;
import io.bellwether.trading.risk.RiskProfile;
import io.bellwether.trading.risk.RiskProfiles;

/**
 * Asks the account's risk rules about every entry, the very rules that live orders have to pass.
 */
interface RiskGate {
  /** Lets every entry through. */
  RiskGate OPEN =
      (book, bar, sign, quantity, price, equity, lastEquity, buyingPower, books) -> true;

  /**
   * Whether an entry is admitted.
   *
   * @param bar the one it is to fill in
   * @param price the price its size was computed with
   * @param equity at the close decided on
   * @param lastEquity at the end of the last day that is over
   * @param buyingPower what new positions may be worth now
   */
  boolean admits(
      Book book,
      int bar,
      int sign,
      double quantity,
      double price,
      double equity,
      double lastEquity,
      double buyingPower,
      Book[] books);

  /** The gate of a profile. */
  static RiskGate of(RiskProfile profile, Rules rules) {
    return profile.equals(RiskProfiles.NONE) ? OPEN : new ProfileGate(profile, rules);
  }
}
