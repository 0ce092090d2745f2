package io.bellwether.strategy;

/** How much to hold. The arithmetic is the business of the trading layer's sizer. */
public sealed interface Sizing {
  /**
   * {@code floor(weight * equity_t / close_t)}, equity marked at close t.
   *
   * @param weight a fraction of equity, more than 0 and at most 1
   */
  record WeightOfEquity(double weight) implements Sizing {
    public WeightOfEquity {
      requireWeight(weight);
    }
  }

  /**
   * Like {@link WeightOfEquity} on buying power, which is the lesser of the broker's figure and
   * equity unless the account uses margin.
   *
   * @param weight a fraction of buying power, more than 0 and at most 1
   */
  record WeightOfBuyingPower(double weight) implements Sizing {
    public WeightOfBuyingPower {
      requireWeight(weight);
    }
  }

  private static void requireWeight(double weight) {
    if (!(weight > 0 && weight <= 1)) {
      throw new IllegalArgumentException("weight must be above 0 and at most 1, not " + weight);
    }
  }
}
