package io.bellwether.trading.cost;

import io.bellwether.trading.order.Side;
import java.math.BigDecimal;
import java.time.LocalDate;

/** Trading for free: for golden runs, comparisons, and bars adjusted for splits. */
public record NoCosts() implements CostModel {
  @Override
  public String name() {
    return "none";
  }

  @Override
  public BigDecimal cost(Side side, BigDecimal quantity, BigDecimal averagePrice, LocalDate date) {
    return BigDecimal.ZERO;
  }

  @Override
  public double cost(Side side, double quantity, double averagePrice, int epochDay) {
    return 0;
  }

  @Override
  public boolean countsShares() {
    return false;
  }
}
