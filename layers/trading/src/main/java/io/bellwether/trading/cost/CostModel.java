package io.bellwether.trading.cost;

import io.bellwether.trading.order.Side;
import java.math.BigDecimal;
import java.time.LocalDate;

/** What an order costs beside its price. Stateless; costs on by default. */
public interface CostModel {
  /** The name on the command line and in reports. */
  String name();

  /**
   * The exact cost of an order that takes liquidity and has filled {@code quantity} at {@code
   * averagePrice}, in the account's currency, not negative, not rounded to cents; 0 for a quantity
   * of 0, and never less for more. The cost of one fill of several is the difference between this
   * after it and before it.
   *
   * @param date the trading day, in New York
   */
  BigDecimal cost(Side side, BigDecimal quantity, BigDecimal averagePrice, LocalDate date);

  /**
   * The same cost in doubles, for research.
   *
   * @param epochDay the trading day, in New York, counted from 1970-01-01
   */
  default double cost(Side side, double quantity, double averagePrice, int epochDay) {
    return cost(
            side,
            BigDecimal.valueOf(quantity),
            BigDecimal.valueOf(averagePrice),
            LocalDate.ofEpochDay(epochDay))
        .doubleValue();
  }

  /**
   * What orders cost that make liquidity: limit orders that have rested, such as a profit target.
   * Market orders and stops take liquidity. This model itself unless the venue tells the two apart.
   */
  default CostModel ofMakers() {
    return this;
  }

  /**
   * Whether the cost depends on how many shares a value is made of. Such a model is wrong on prices
   * adjusted for splits, by as much as the prices are.
   */
  default boolean countsShares() {
    return true;
  }
}
