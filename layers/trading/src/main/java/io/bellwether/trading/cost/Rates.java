package io.bellwether.trading.cost;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/** Rates as they are written on a command line. */
final class Rates {
  /** A plain decimal: no sign, no exponent, and none of Java's suffixes. */
  private static final Pattern DECIMAL = Pattern.compile("\\d{1,12}(\\.\\d{1,12})?|\\.\\d{1,12}");

  private Rates() {}

  /** A number of at least 0, if the text is one. */
  static Optional<BigDecimal> parse(String text) {
    return DECIMAL.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
  }
}
