package io.bellwether.workbench.exchange;

import io.bellwether.trading.cost.CostModel;
import io.bellwether.trading.order.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;

/**
 * What one more fill of an order costs: the cost of the order with it, less that without it, both
 * at the rates of the fill's day. Rates may have changed since the fills before, and change nothing
 * of what those have cost. Rounded to a millionth of a millionth of a dollar, so that sums of
 * divided numbers stay short.
 */
record FurtherCosts(CostModel model, WorkingOrder order) implements CostModel {
  private static final int SCALE = 12;

  @Override
  public String name() {
    return model.name();
  }

  @Override
  public BigDecimal cost(Side side, BigDecimal quantity, BigDecimal price, LocalDate date) {
    if (quantity.signum() == 0) {
      return BigDecimal.ZERO;
    }
    BigDecimal total = order.filledQuantity().add(quantity);
    BigDecimal value = order.filledValue().add(quantity.multiply(price));
    BigDecimal further =
        whole(side, total, value, date)
            .subtract(whole(side, order.filledQuantity(), order.filledValue(), date));
    return further.scale() > SCALE ? further.setScale(SCALE, RoundingMode.HALF_EVEN) : further;
  }

  private BigDecimal whole(Side side, BigDecimal quantity, BigDecimal value, LocalDate date) {
    return quantity.signum() == 0
        ? BigDecimal.ZERO
        : model.cost(side, quantity, Decimals.divide(value, quantity), date);
  }
}
