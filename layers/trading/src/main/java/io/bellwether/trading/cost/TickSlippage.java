package io.bellwether.trading.cost;

import io.bellwether.market.PriceStep;
import io.bellwether.trading.order.Side;

/**
 * A number of price steps.
 *
 * @param ticks how many, at least 0
 * @param step the venue's grid of prices
 */
public record TickSlippage(int ticks, PriceStep step) implements Slippage {
  public TickSlippage {
    if (ticks < 0) {
      throw new IllegalArgumentException("ticks must be at least 0, not " + ticks);
    }
    if (step.step().signum() <= 0) {
      throw new IllegalArgumentException("slippage in ticks needs a price step above 0");
    }
  }

  @Override
  public double fillPrice(Side side, double price, double quantity, MarketConditions conditions) {
    boolean coarse = price >= step.threshold().doubleValue();
    double tick = (coarse ? step.step() : step.finerStep()).doubleValue();
    return Slippage.against(side, price, ticks * tick);
  }

  @Override
  public boolean needsConditions() {
    return false;
  }

  @Override
  public String text() {
    String grid = step.equals(PriceStep.US_EQUITY) ? "" : "@" + step.step().toPlainString();
    return "ticks:" + ticks + grid;
  }
}
