package io.bellwether.trading.plan;

/**
 * Which quantities of an instrument can be ordered.
 *
 * @param step quantities are multiples of it; 0 if any quantity will do
 * @param minimum the least quantity of an entry, 0 if there is none
 * @param minimumNotional the least worth of an entry, in the account's currency, 0 if there is none
 */
public record QuantityRule(double step, double minimum, double minimumNotional) {
  /** Whole shares. */
  public static final QuantityRule WHOLE = new QuantityRule(1, 0, 0);

  /** Shares with nine decimals, the most Alpaca accepts. */
  public static final QuantityRule FRACTIONAL = new QuantityRule(1e-9, 0, 0);

  /** Any quantity: for comparisons and golden runs. */
  public static final QuantityRule ANY = new QuantityRule(0, 0, 0);

  public QuantityRule {
    if (!(step >= 0 && minimum >= 0 && minimumNotional >= 0)
        || !Double.isFinite(step + minimum + minimumNotional)) {
      throw new IllegalArgumentException(
          "step, minimum and minimum notional must not be negative: %s, %s, %s"
              .formatted(step, minimum, minimumNotional));
    }
  }

  /** The largest quantity that can be ordered and is not above {@code quantity}. */
  public double floor(double quantity) {
    if (step == 0) {
      return quantity;
    }
    if (step >= 1) {
      return step == 1 ? Math.floor(quantity) : Math.floor(quantity / step) * step;
    }
    // Steps are powers of ten: a product with a whole number is exact where 1e-9 is not.
    double perUnit = Math.rint(1 / step);
    return Math.floor(quantity * perUnit) / perUnit;
  }

  /** The next smaller quantity that can be ordered; 0 if there is none. */
  public double below(double quantity) {
    return step == 0 ? 0 : Math.max(0, floor(quantity - step / 2));
  }

  /** Whether an entry of that quantity at that price is admitted. */
  public boolean admits(double quantity, double price) {
    return quantity > 0 && quantity >= minimum && quantity * price >= minimumNotional;
  }
}
