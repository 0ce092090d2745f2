package io.bellwether.trading.cost;

import io.bellwether.market.PriceStep;

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
  public double distance(double price, double quantity, MarketConditions conditions) {
    boolean coarse = price >= step.threshold().doubleValue();
    return ticks * (coarse ? step.step() : step.finerStep()).doubleValue();
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
