package io.bellwether.trading.cost;

import java.math.BigDecimal;

/**
 * A commission per share with a minimum per order and a maximum of the order's value. Where the
 * maximum is less than the minimum, the maximum holds: 10 shares at 2.00 cost 0.20.
 *
 * @param perShare US dollars per share
 * @param minimum US dollars per order
 * @param maximumOfValue a fraction of quantity times price
 */
record IbkrCommission(BigDecimal perShare, BigDecimal minimum, BigDecimal maximumOfValue) {
  IbkrCommission(String perShare, String minimum, String maximumOfValue) {
    this(new BigDecimal(perShare), new BigDecimal(minimum), new BigDecimal(maximumOfValue));
  }

  BigDecimal of(BigDecimal quantity, BigDecimal averagePrice) {
    BigDecimal most = quantity.multiply(averagePrice).multiply(maximumOfValue);
    return quantity.multiply(perShare).max(minimum).min(most);
  }
}
