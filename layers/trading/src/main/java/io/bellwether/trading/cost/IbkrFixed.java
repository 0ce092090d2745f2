package io.bellwether.trading.cost;

import io.bellwether.trading.order.Side;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * Interactive Brokers, US shares, fixed plan, per order: exchange and clearing are included, the
 * regulatory fees are not. Source: the commission page of Interactive Brokers, autumn 2026.
 *
 * @param schedule the regulatory rates
 */
public record IbkrFixed(FeeSchedule schedule) implements CostModel {
  private static final IbkrCommission COMMISSION = new IbkrCommission("0.005", "1.00", "0.01");

  @Override
  public String name() {
    return "ibkr-fixed";
  }

  @Override
  public BigDecimal cost(Side side, BigDecimal quantity, BigDecimal averagePrice, LocalDate date) {
    return COMMISSION
        .of(quantity, averagePrice)
        .add(schedule.charges(side, quantity, averagePrice, date));
  }
}
