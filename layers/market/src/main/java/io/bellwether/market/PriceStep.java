package io.bellwether.market;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The grid of prices a venue accepts in orders (SEC Rule 612 for US equities). Fills may be finer.
 *
 * @param step the step at or above {@code threshold}; zero means prices are not rounded
 * @param threshold the price from which {@code step} holds
 * @param finerStep the step below the threshold
 */
public record PriceStep(BigDecimal step, BigDecimal threshold, BigDecimal finerStep) {
  /** One cent at or above one dollar, a hundredth of a cent below. */
  public static final PriceStep US_EQUITY =
      new PriceStep(new BigDecimal("0.01"), BigDecimal.ONE, new BigDecimal("0.0001"));

  /** Any price: for simulations on adjusted prices, where the venue's grid has no meaning. */
  public static final PriceStep NONE =
      new PriceStep(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

  /** The largest acceptable price not above {@code price}: for sell stops and buy limits. */
  public BigDecimal down(BigDecimal price) {
    return round(price, RoundingMode.FLOOR);
  }

  /** The smallest acceptable price not below {@code price}: for buy stops and sell limits. */
  public BigDecimal up(BigDecimal price) {
    return round(price, RoundingMode.CEILING);
  }

  /** Whether an order may carry this price. */
  public boolean accepts(BigDecimal price) {
    return down(price).compareTo(price) == 0;
  }

  private BigDecimal round(BigDecimal price, RoundingMode mode) {
    BigDecimal unit = price.compareTo(threshold) >= 0 ? step : finerStep;
    if (unit.signum() == 0) {
      return price;
    }
    return price.divide(unit, 0, mode).multiply(unit);
  }
}
