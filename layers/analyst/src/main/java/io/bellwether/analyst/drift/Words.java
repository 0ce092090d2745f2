package io.bellwether.analyst.drift;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Figures as people read them. */
final class Words {
  private static final MathContext SIX = new MathContext(6);

  private Words() {}

  /** Six digits at most, such as {@code 81.2345}. */
  static String price(double price) {
    return BigDecimal.valueOf(price).round(SIX).stripTrailingZeros().toPlainString();
  }

  /** A quantity, such as {@code 95} or {@code 0.25}. */
  static String quantity(double quantity) {
    return BigDecimal.valueOf(quantity).round(SIX).stripTrailingZeros().toPlainString();
  }

  /** A fraction in percent, such as {@code 7.5 %}. */
  static String percent(double fraction) {
    return price(100 * fraction) + " %";
  }

  /** Signed, with a decimal, such as {@code +7.0 bps}. */
  static String bps(double bps) {
    // No minus stands before what rounds to nothing.
    double shown = Math.abs(bps) < 0.05 ? 0 : bps;
    return String.format(Locale.ROOT, "%s%.1f bps", shown > 0 ? "+" : "", shown);
  }
}
