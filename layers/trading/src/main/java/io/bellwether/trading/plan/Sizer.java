package io.bellwether.trading.plan;

import io.bellwether.strategy.Sizing;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Turns a sizing into a quantity: the one implementation for live, simulation and research. */
public final class Sizer {
  /** Decimals of a fractional quantity, the most Alpaca accepts. */
  private static final int FRACTIONAL_DECIMALS = 9;

  private Sizer() {}

  /**
   * The quantity to enter with: {@code floor(weight * base / price)}.
   *
   * @param sizing how much
   * @param equity marked at the closes of the bar decided on, in US dollars
   * @param buyingPower what the account lets new positions cost, in US dollars
   * @param price the close of the bar decided on, in US dollars
   * @param fractional whether a part of a share may be held
   * @return shares, not negative; 0 means no order
   */
  public static BigDecimal quantity(
      Sizing sizing,
      BigDecimal equity,
      BigDecimal buyingPower,
      BigDecimal price,
      boolean fractional) {
    BigDecimal worth =
        switch (sizing) {
          case Sizing.WeightOfEquity of -> equity.multiply(BigDecimal.valueOf(of.weight()));
          case Sizing.WeightOfBuyingPower of ->
              buyingPower.multiply(BigDecimal.valueOf(of.weight()));
        };
    if (worth.signum() <= 0 || price.signum() <= 0) {
      return BigDecimal.ZERO;
    }
    // Rounded once: a quotient rounded to some digits first could reach the next whole share.
    return worth.divide(price, fractional ? FRACTIONAL_DECIMALS : 0, RoundingMode.FLOOR);
  }
}
