package io.bellwether.strategy;

/**
 * A profit target at a fixed fraction from the average entry price, resting as a limit order from
 * the fill on.
 *
 * @param fraction the distance as a fraction of the entry price, such as 0.04
 */
public record TakeProfit(double fraction) {
  public TakeProfit {
    if (!(fraction > 0 && Double.isFinite(fraction))) {
      throw new IllegalArgumentException("take-profit must be above 0, not " + fraction);
    }
  }
}
