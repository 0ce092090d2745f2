package io.bellwether.trading.cost;

import io.bellwether.trading.order.Side;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;

/** How much of a purchase cash covers, costs included. */
public final class Affordability {
  /** Decimals of a fractional quantity: what Alpaca accepts. */
  private static final int FRACTIONAL_SCALE = 9;

  private Affordability() {}

  /**
   * The largest quantity, at most {@code wanted}, whose value at {@code price} and cost together do
   * not exceed {@code cash}. Exact: one share (or one billionth) more would exceed cash or {@code
   * wanted}.
   *
   * @param cash US dollars; nothing is affordable with none or a debt
   * @param price the price the purchase is expected at, slippage included, more than 0
   * @param wanted the quantity planned, not negative
   * @param fractional whether the quantity may have up to nine decimals; else it is whole shares
   * @param costs what the purchase costs beside its price
   * @param date the trading day, in New York
   * @return the quantity, 0 if not even the smallest is covered; without trailing zeros
   * @throws IllegalArgumentException if the price is not positive or {@code wanted} is negative
   */
  public static BigDecimal quantity(
      BigDecimal cash,
      BigDecimal price,
      BigDecimal wanted,
      boolean fractional,
      CostModel costs,
      LocalDate date) {
    if (price.signum() <= 0 || wanted.signum() < 0) {
      throw new IllegalArgumentException(
          "a price above 0 and a quantity not below 0 are needed, not %s and %s"
              .formatted(price.toPlainString(), wanted.toPlainString()));
    }
    if (cash.signum() <= 0) {
      return BigDecimal.ZERO;
    }
    int scale = fractional ? FRACTIONAL_SCALE : 0;
    BigDecimal most = wanted.min(cash.divide(price, scale, RoundingMode.FLOOR));
    BigInteger affordable = BigInteger.ZERO;
    BigInteger limit = most.setScale(scale, RoundingMode.FLOOR).unscaledValue();
    // Bisection over whole units: affordable stays covered, everything above limit is not. The
    // limit itself is tried first, for cash covers what is wanted more often than not.
    BigInteger units = limit;
    while (affordable.compareTo(limit) < 0) {
      BigDecimal quantity = new BigDecimal(units, scale);
      BigDecimal outlay = quantity.multiply(price).add(costs.cost(Side.BUY, quantity, price, date));
      if (outlay.compareTo(cash) <= 0) {
        affordable = units;
      } else {
        limit = units.subtract(BigInteger.ONE);
      }
      units = affordable.add(limit).add(BigInteger.ONE).shiftRight(1);
    }
    return plain(new BigDecimal(affordable, scale));
  }

  /** Without trailing zeros, and without an exponent. */
  private static BigDecimal plain(BigDecimal quantity) {
    BigDecimal stripped = quantity.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
