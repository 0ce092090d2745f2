package io.bellwether.workbench.exchange;

import io.bellwether.trading.cost.CostModel;
import io.bellwether.trading.order.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;

/**
 * What one more fill of an order costs: the cost of the order with it, less what it has cost so
 * far. Rounded to a millionth of a millionth of a dollar, so that sums of divided numbers stay
 * short.
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
    BigDecimal cost = model.cost(side, total, Decimals.divide(value, total), date);
    BigDecimal further = cost.subtract(order.costs());
    return further.scale() > SCALE ? further.setScale(SCALE, RoundingMode.HALF_EVEN) : further;
  }
}
