package io.bellwether.trading.plan;

import io.bellwether.strategy.Sizing;
import io.bellwether.trading.instrument.QuantityRule;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Turns a sizing into a quantity. Each formula stands here twice, side by side: in exact decimals
 * for orders that reach a broker, and in doubles for research, which computes millions of them. The
 * two agree but where a double cannot tell a quotient from the next whole step.
 */
public final class Sizer {
  /** Decimals of a fractional quantity, the most Alpaca accepts. */
  private static final int FRACTIONAL_DECIMALS = 9;

  private Sizer() {}

  /**
   * The quantity to enter with.
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
    if (price.signum() <= 0) {
      return BigDecimal.ZERO;
    }
    int decimals = fractional ? FRACTIONAL_DECIMALS : 0;
    return switch (sizing) {
      case Sizing.WeightOfEquity of -> parts(times(equity, of.weight()), price, decimals);
      case Sizing.WeightOfBuyingPower of -> parts(times(buyingPower, of.weight()), price, decimals);
      case Sizing.RiskOfEquity of ->
          parts(times(equity, of.risk()), BigDecimal.valueOf(of.stopDistance()), decimals)
              .min(parts(times(equity, of.leverage()), price, decimals));
      case Sizing.FixedMargin of ->
          parts(times(BigDecimal.valueOf(of.margin()), of.leverage()), price, decimals);
    };
  }

  private static BigDecimal times(BigDecimal money, double factor) {
    return money.multiply(BigDecimal.valueOf(factor));
  }

  /** Rounded once: a quotient rounded to some digits first could reach the next whole share. */
  private static BigDecimal parts(BigDecimal worth, BigDecimal price, int decimals) {
    return worth.signum() <= 0
        ? BigDecimal.ZERO
        : worth.divide(price, decimals, RoundingMode.FLOOR);
  }

  /**
   * The quantity to enter with, in doubles.
   *
   * @param sizing how much
   * @param equity marked at the closes of the bar decided on
   * @param buyingPower what the account lets new positions cost
   * @param price the close of the bar decided on
   * @param rule which quantities there are; its minimums are not applied
   * @return not negative; 0 means no order
   */
  public static double quantity(
      Sizing sizing, double equity, double buyingPower, double price, QuantityRule rule) {
    double quantity =
        switch (sizing) {
          case Sizing.WeightOfEquity of -> of.weight() * equity / price;
          case Sizing.WeightOfBuyingPower of -> of.weight() * buyingPower / price;
          case Sizing.RiskOfEquity of ->
              Math.min(of.risk() * equity / of.stopDistance(), of.leverage() * equity / price);
          case Sizing.FixedMargin of -> of.margin() * of.leverage() / price;
        };
    return quantity > 0 ? rule.floor(quantity) : 0;
  }

  /** Whether the leverage, not the risk, limits a quantity: less is then at risk than allowed. */
  public static boolean isCapped(Sizing sizing, double price) {
    return sizing instanceof Sizing.RiskOfEquity of
        && of.leverage() / price < of.risk() / of.stopDistance();
  }
}
