package io.bellwether.trading.cost;

import io.bellwether.trading.order.Side;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * Alpaca: no commission; the regulatory fees are passed on. What the account is charged is rounded
 * up once a day and fee, see {@link DailyFees}; paper accounts are charged nothing. Source:
 * Alpaca's brokerage fee schedule of 2026-09-17.
 *
 * @param schedule the rates
 */
public record AlpacaFees(FeeSchedule schedule) implements CostModel {
  @Override
  public String name() {
    return "alpaca";
  }

  @Override
  public BigDecimal cost(Side side, BigDecimal quantity, BigDecimal averagePrice, LocalDate date) {
    return schedule.charges(side, quantity, averagePrice, date);
  }
}
