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

  /**
   * The lesser of {@code risk * equity_t / stopDistance} and {@code leverage * equity_t / close_t},
   * rounded down: what is lost at the stop is at most that fraction of equity.
   *
   * @param risk the fraction of equity at risk, more than 0 and at most 1
   * @param stopDistance from the entry price to the stop, in the unit of the price, more than 0
   * @param leverage the most the position may be worth as a multiple of equity, more than 0
   */
  record RiskOfEquity(double risk, double stopDistance, double leverage) implements Sizing {
    public RiskOfEquity {
      requireWeight(risk);
      requirePositive("stop distance", stopDistance);
      requirePositive("leverage", leverage);
    }
  }

  /**
   * {@code floor(margin * leverage / close_t / step) * step}, whatever equity is.
   *
   * @param margin what backs the position, in the account's currency, more than 0
   * @param leverage the position's worth as a multiple of its margin, at least 1
   */
  record FixedMargin(double margin, double leverage) implements Sizing {
    public FixedMargin {
      requirePositive("margin", margin);
      if (!(leverage >= 1 && Double.isFinite(leverage))) {
        throw new IllegalArgumentException("leverage must be at least 1, not " + leverage);
      }
    }
  }

  private static void requirePositive(String what, double value) {
    if (!(value > 0 && Double.isFinite(value))) {
      throw new IllegalArgumentException(what + " must be above 0, not " + value);
    }
  }

  private static void requireWeight(double weight) {
    if (!(weight > 0 && weight <= 1)) {
      throw new IllegalArgumentException("weight must be above 0 and at most 1, not " + weight);
    }
  }
}
