package io.bellwether.trading.cost;

import io.bellwether.trading.instrument.QuantityRule;
import io.bellwether.trading.order.Side;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.function.LongPredicate;

/**
 * How much of an order cash covers, costs included: in exact decimals for orders that reach a
 * broker, and in doubles for research. Both count in units of the smallest quantity and search them
 * by one bisection.
 */
public final class Affordability {
  /** Decimals of a fractional quantity: what Alpaca accepts. */
  private static final int FRACTIONAL_SCALE = 9;

  private static final BigInteger MOST_UNITS = BigInteger.valueOf(Long.MAX_VALUE - 1);

  private Affordability() {}

  /**
   * The largest quantity, at most {@code wanted}, whose value at {@code price} and cost together do
   * not exceed {@code cash}. Exact: one share (or one billionth) more would exceed cash or {@code
   * wanted}. Beyond 9.2 billion billion shares (or billionths) no more is given.
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
      throw wrong(price.toPlainString(), wanted.toPlainString());
    }
    if (cash.signum() <= 0) {
      return BigDecimal.ZERO;
    }
    int scale = fractional ? FRACTIONAL_SCALE : 0;
    BigDecimal most = wanted.min(cash.divide(price, scale, RoundingMode.FLOOR));
    BigInteger limit = most.setScale(scale, RoundingMode.FLOOR).unscaledValue();
    long affordable =
        mostUnits(
            0,
            limit.min(MOST_UNITS).longValueExact(),
            units -> {
              BigDecimal quantity = BigDecimal.valueOf(units, scale);
              BigDecimal cost = costs.cost(Side.BUY, quantity, price, date);
              return quantity.multiply(price).add(cost).compareTo(cash) <= 0;
            });
    return plain(BigDecimal.valueOf(affordable, scale));
  }

  /**
   * The largest quantity of a purchase, see {@link #quantity(Side, double, double, double,
   * QuantityRule, CostModel, int, double)}.
   */
  public static double quantity(
      double cash,
      double price,
      double wanted,
      QuantityRule rule,
      CostModel costs,
      int epochDay,
      double leverage) {
    return quantity(Side.BUY, cash, price, wanted, rule, costs, epochDay, leverage);
  }

  /**
   * The largest quantity that can be ordered, at most {@code wanted}, of which {@code quantity *
   * price / leverage} and the cost together do not exceed {@code cash}: with the next larger one
   * they would, or it is more than wanted. Without a step, the next larger double. The rule's
   * minimums are not applied. Where {@code wanted} is covered, one look at the costs answers.
   *
   * @param side of the entry: a purchase, or the sale that opens a short position
   * @param cash own money that is free; nothing is affordable with none or a debt
   * @param price the price the order is expected at, slippage included, more than 0
   * @param wanted the quantity planned, not negative
   * @param rule which quantities can be ordered
   * @param costs what the order costs beside its price
   * @param epochDay the trading day, in New York, counted from 1970-01-01
   * @param leverage what a position may be worth as a multiple of what backs it, at least 1
   * @return the quantity, 0 if not even the smallest is covered
   * @throws IllegalArgumentException if the price is not positive or {@code wanted} is negative
   */
  public static double quantity(
      Side side,
      double cash,
      double price,
      double wanted,
      QuantityRule rule,
      CostModel costs,
      int epochDay,
      double leverage) {
    if (!(price > 0 && wanted >= 0)) {
      throw wrong(Double.toString(price), Double.toString(wanted));
    }
    double most = rule.floor(wanted);
    if (!(cash > 0) || most == 0) {
      return 0;
    }
    double cost = costs.cost(side, most, price, epochDay);
    if (most * price / leverage + cost <= cash) {
      return most;
    }
    LongPredicate isCovered =
        units -> {
          double quantity = rule.quantity(units);
          return quantity * price / leverage + costs.cost(side, quantity, price, epochDay) <= cash;
        };
    // Less never costs more: what the cost of the most leaves of cash is covered, and what the cost
    // of that leaves is not exceeded. Between the two there are few units, or none; but rounding
    // can
    // put either on the wrong side, so that both are tried.
    double low = Math.max(0, Math.min(most, (cash - cost) * leverage / price));
    double high = (cash - costs.cost(side, low, price, epochDay)) * leverage / price;
    long covered = isCovered.test(rule.units(low)) ? rule.units(low) : 0;
    long limit = rule.units(most) - 1;
    long likely = Math.max(covered, Math.min(limit, rule.units(high) + 1));
    return rule.quantity(
        isCovered.test(likely)
            ? mostUnits(likely, limit, isCovered)
            : mostUnits(covered, likely - 1, isCovered));
  }

  /**
   * Bisection: the largest number of units that is covered, where {@code covered} is taken for
   * granted and what is covered is so with any fewer units. The limit itself is tried first, for
   * cash covers what is wanted more often than not.
   */
  private static long mostUnits(long covered, long limit, LongPredicate isCovered) {
    long low = covered;
    long high = limit;
    long units = limit;
    while (low < high) {
      if (isCovered.test(units)) {
        low = units;
      } else {
        high = units - 1;
      }
      // Rounded up, and the sum of the two may exceed a long.
      units = low + (high - low + 1) / 2;
    }
    return low;
  }

  private static IllegalArgumentException wrong(String price, String wanted) {
    return new IllegalArgumentException(
        "a price above 0 and a quantity not below 0 are needed, not %s and %s"
            .formatted(price, wanted));
  }

  /** Without trailing zeros, and without an exponent. */
  private static BigDecimal plain(BigDecimal quantity) {
    BigDecimal stripped = quantity.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
