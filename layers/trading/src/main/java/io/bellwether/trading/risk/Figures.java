package io.bellwether.trading.risk;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Figures as people read them, the same in every locale. */
final class Figures {
  private Figures() {}

  /** A quantity as it is, without exponent or trailing zeros. */
  static String plain(BigDecimal value) {
    return value.stripTrailingZeros().toPlainString();
  }

  /** An amount of US dollars in cents. */
  static String money(BigDecimal value) {
    return value.setScale(2, RoundingMode.HALF_EVEN).toPlainString();
  }

  /** A fraction in percent, to two decimals at most. */
  static String percent(BigDecimal fraction) {
    return plain(fraction.movePointRight(2).setScale(2, RoundingMode.HALF_EVEN)) + " %";
  }

  /** {@code part} of {@code whole} in percent, or words if there is no whole. */
  static String percentOf(BigDecimal part, BigDecimal whole) {
    return whole.signum() <= 0
        ? "more than any part"
        : percent(part.divide(whole, 6, RoundingMode.HALF_EVEN));
  }
}
