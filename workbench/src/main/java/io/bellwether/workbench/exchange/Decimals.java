package io.bellwether.workbench.exchange;

import java.math.BigDecimal;
import java.math.MathContext;

/** Decimal arithmetic that several classes here share. */
final class Decimals {
  /** The decimals of a fractional quantity. */
  static final int QUANTITY_SCALE = 9;

  private Decimals() {}

  static boolean isWhole(BigDecimal value) {
    return value.signum() == 0 || value.stripTrailingZeros().scale() <= 0;
  }

  /** A quotient to 34 digits, exact wherever it has fewer. */
  static BigDecimal divide(BigDecimal dividend, BigDecimal divisor) {
    return dividend.divide(divisor, MathContext.DECIMAL128);
  }

  /** The plain notation without trailing zeros that the wire carries. */
  static String plain(BigDecimal value) {
    return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
  }
}
