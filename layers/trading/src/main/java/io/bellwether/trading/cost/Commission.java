package io.bellwether.trading.cost;

import java.math.BigDecimal;

/**
 * What a broker asks for an order, by its terms: a rate per share and a rate of the value, together
 * at least the minimum and at most a share of the value; a share of that amount passed through to
 * the venue and its regulator; and a rate per share beside all that. Where the maximum is less than
 * the minimum, the maximum holds. Nothing traded costs nothing.
 *
 * <p>Each term is stated once, in exact decimals; the doubles are computed from it. The formula
 * stands here twice, side by side, for either arithmetic. Immutable.
 */
final class Commission {
  /** No commission. */
  static final Commission NONE = new Commission(new Terms());

  private final BigDecimal perShare;
  private final BigDecimal ofValue;
  private final BigDecimal minimum;
  private final BigDecimal maximumOfValue;
  private final BigDecimal withPassThrough;
  private final BigDecimal furtherPerShare;
  private final boolean bounded;
  private final double perShareNear;
  private final double ofValueNear;
  private final double minimumNear;
  private final double maximumOfValueNear;
  private final double withPassThroughNear;
  private final double furtherPerShareNear;

  private Commission(Terms terms) {
    perShare = terms.perShare;
    ofValue = terms.ofValue;
    minimum = terms.minimum;
    maximumOfValue = terms.maximumOfValue;
    withPassThrough = terms.passThrough.add(BigDecimal.ONE);
    furtherPerShare = terms.furtherPerShare;
    bounded = terms.bounded;
    perShareNear = perShare.doubleValue();
    ofValueNear = ofValue.doubleValue();
    minimumNear = minimum.doubleValue();
    maximumOfValueNear = maximumOfValue.doubleValue();
    withPassThroughNear = withPassThrough.doubleValue();
    furtherPerShareNear = furtherPerShare.doubleValue();
  }

  /** Terms to be filled in; what is not stated is not charged. */
  static Terms terms() {
    return new Terms();
  }

  /** Exact, in the currency of the value. */
  BigDecimal of(BigDecimal quantity, BigDecimal value) {
    if (quantity.signum() == 0) {
      return BigDecimal.ZERO;
    }
    BigDecimal amount = quantity.multiply(perShare).add(value.multiply(ofValue)).max(minimum);
    if (bounded) {
      amount = amount.min(value.multiply(maximumOfValue));
    }
    return amount.multiply(withPassThrough).add(quantity.multiply(furtherPerShare));
  }

  /** The same in doubles. */
  double of(double quantity, double value) {
    if (quantity == 0) {
      return 0;
    }
    double amount = Math.max(quantity * perShareNear + value * ofValueNear, minimumNear);
    if (bounded) {
      amount = Math.min(amount, value * maximumOfValueNear);
    }
    return amount * withPassThroughNear + quantity * furtherPerShareNear;
  }

  /** Whether it depends on how many shares a value is made of. */
  boolean countsShares() {
    return perShare.signum() > 0 || furtherPerShare.signum() > 0;
  }

  /** The terms of a commission, each by its name. */
  static final class Terms {
    private BigDecimal perShare = BigDecimal.ZERO;
    private BigDecimal ofValue = BigDecimal.ZERO;
    private BigDecimal minimum = BigDecimal.ZERO;
    private BigDecimal maximumOfValue = BigDecimal.ZERO;
    private BigDecimal passThrough = BigDecimal.ZERO;
    private BigDecimal furtherPerShare = BigDecimal.ZERO;
    private boolean bounded;

    private Terms() {}

    /** Currency per share. */
    Terms perShare(BigDecimal rate) {
      perShare = requireNotNegative(rate);
      return this;
    }

    /** A fraction of quantity times price. */
    Terms ofValue(BigDecimal rate) {
      ofValue = requireNotNegative(rate);
      return this;
    }

    /** Currency per order. */
    Terms minimum(BigDecimal amount) {
      minimum = requireNotNegative(amount);
      return this;
    }

    /** A fraction of quantity times price. */
    Terms maximumOfValue(BigDecimal rate) {
      maximumOfValue = requireNotNegative(rate);
      bounded = true;
      return this;
    }

    /** A fraction of what the terms above come to, on top. */
    Terms passThrough(BigDecimal ofCommission) {
      passThrough = requireNotNegative(ofCommission);
      return this;
    }

    /** Currency per share, on top and without bounds. */
    Terms furtherPerShare(BigDecimal rate) {
      furtherPerShare = requireNotNegative(rate);
      return this;
    }

    Commission build() {
      return new Commission(this);
    }

    private static BigDecimal requireNotNegative(BigDecimal rate) {
      if (rate.signum() < 0) {
        throw new IllegalArgumentException("a rate below 0: " + rate.toPlainString());
      }
      return rate;
    }
  }
}
