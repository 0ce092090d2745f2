package io.bellwether.trading.instrument;

/**
 * Which quantities of an instrument can be ordered.
 *
 * @param step quantities are multiples of it: a whole number, or one part of a whole number such as
 *     0.001; 0 if any quantity will do
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

  private static final double STEP_TOLERANCE = 1e-12;
  private static final double MOST_UNITS = 0x1p62;

  public QuantityRule {
    if (!(step >= 0 && minimum >= 0 && minimumNotional >= 0)
        || !Double.isFinite(step + minimum + minimumNotional)) {
      throw new IllegalArgumentException(
          "step, minimum and minimum notional must not be negative: %s, %s, %s"
              .formatted(step, minimum, minimumNotional));
    }
    double whole = step >= 1 ? step : 1 / step;
    if (step > 0 && !(Math.abs(whole - Math.rint(whole)) <= whole * STEP_TOLERANCE)) {
      throw new IllegalArgumentException(
          "a step must be a whole number or one part of one, such as 0.001, not " + step);
    }
  }

  /** The largest quantity that can be ordered and is not above {@code quantity}. */
  public double floor(double quantity) {
    if (step == 1 && quantity < MOST_UNITS) {
      // Whole shares, of which research counts millions.
      return Math.floor(quantity);
    }
    return step == 0 ? quantity : quantity(units(quantity));
  }

  /** The next smaller quantity that can be ordered; 0 if there is none. */
  public double below(double quantity) {
    return step == 0 ? 0 : Math.max(0, floor(quantity - step / 2));
  }

  /**
   * How many units the largest quantity has that can be ordered and is not above {@code quantity}.
   * A unit is a step; without one it is the distance to the next larger double, counted from 0. No
   * more than 2<sup>62</sup> units are counted.
   *
   * @param quantity not negative
   */
  public long units(double quantity) {
    if (step == 0) {
      // The bits of doubles above 0 are in the order of their values.
      return Double.doubleToRawLongBits(quantity + 0.0);
    }
    double quotient = step >= 1 ? quantity / step : quantity * perWhole();
    long units = (long) Math.min(quotient, MOST_UNITS);
    // The quotient is rounded, and may have reached the next whole number or missed its own.
    if (quantity(units) > quantity) {
      return units - 1;
    }
    return units < MOST_UNITS && quantity(units + 1) <= quantity ? units + 1 : units;
  }

  /** The quantity of that many units. */
  public double quantity(long units) {
    if (step == 0) {
      return Double.longBitsToDouble(units);
    }
    return step >= 1 ? units * step : units / perWhole();
  }

  /** A quotient by a whole number is the nearest double, which a product with 1e-9 is not. */
  private double perWhole() {
    return Math.rint(1 / step);
  }

  /** Whether an entry of that quantity at that price is admitted. */
  public boolean admits(double quantity, double price) {
    return quantity > 0 && quantity >= minimum && quantity * price >= minimumNotional;
  }
}
