package io.bellwether.trading.cost;

import io.bellwether.trading.order.Side;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * Interactive Brokers, US shares, tiered plan, per order, at the first tier (up to 300,000 shares a
 * month): the dearest one, so that a backtest does not count on a volume discount. Source: the
 * commission page of Interactive Brokers, autumn 2026.
 *
 * @param schedule the regulatory rates
 */
public record IbkrTiered(FeeSchedule schedule) implements CostModel {
  private static final IbkrCommission COMMISSION = new IbkrCommission("0.0035", "0.35", "0.01");

  /** NSCC and DTC, US dollars per share. */
  private static final BigDecimal CLEARING_PER_SHARE = new BigDecimal("0.00020");

  /**
   * The exchange's fee, US dollars per share. An assumption: every order takes liquidity, at about
   * what the large venues ask; resting orders would earn a rebate.
   */
  private static final BigDecimal ASSUMED_TAKING_FEE_PER_SHARE = new BigDecimal("0.0030");

  /** NYSE 0.000175 and FINRA 0.00056 of the commission. */
  private static final BigDecimal PASS_THROUGH_OF_COMMISSION = new BigDecimal("0.000735");

  @Override
  public String name() {
    return "ibkr-tiered";
  }

  @Override
  public BigDecimal cost(Side side, BigDecimal quantity, BigDecimal averagePrice, LocalDate date) {
    BigDecimal commission = COMMISSION.of(quantity, averagePrice);
    BigDecimal perShare = CLEARING_PER_SHARE.add(ASSUMED_TAKING_FEE_PER_SHARE);
    return commission
        .add(commission.multiply(PASS_THROUGH_OF_COMMISSION))
        .add(quantity.multiply(perShare))
        .add(schedule.charges(side, quantity, averagePrice, date));
  }
}
