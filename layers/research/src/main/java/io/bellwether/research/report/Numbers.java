package io.bellwether.research.report;

import io.bellwether.research.metrics.Metric;
import io.bellwether.research.metrics.Performance;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.OptionalDouble;

/** Numbers for people, the same in every locale: 1,234.56 and 12.30 %. */
final class Numbers {
  static final String UNDEFINED = "-";

  private Numbers() {}

  static String money(double value) {
    return rounded(value, 2, true);
  }

  static String money(BigDecimal value) {
    return money(value.doubleValue());
  }

  /** A fraction as percent. */
  static String percent(double fraction) {
    return rounded(fraction * 100, 2, true) + " %";
  }

  static String percent(OptionalDouble fraction) {
    return fraction.isPresent() ? percent(fraction.getAsDouble()) : UNDEFINED;
  }

  static String ratio(OptionalDouble value) {
    return value.isPresent() ? rounded(value.getAsDouble(), 2, true) : UNDEFINED;
  }

  /** Between two and six decimals, as many as it has. */
  static String price(BigDecimal price) {
    BigDecimal exact = price.setScale(6, RoundingMode.HALF_UP).stripTrailingZeros();
    return exact.scale() < 2 ? exact.setScale(2).toPlainString() : exact.toPlainString();
  }

  static String quantity(BigDecimal quantity) {
    return quantity.signum() == 0 ? "0" : quantity.stripTrailingZeros().toPlainString();
  }

  static String of(Metric metric, Performance performance) {
    OptionalDouble value = metric.of(performance);
    if (value.isEmpty()) {
      return UNDEFINED;
    }
    double number = value.getAsDouble();
    return switch (metric.unit()) {
      case MONEY -> money(number);
      case PERCENT -> percent(number);
      case RATIO -> rounded(number, 2, true);
      case COUNT -> rounded(number, 0, true);
      case DAYS -> days(rounded(number, 0, true));
      case FRACTIONAL_DAYS -> days(rounded(number, number < 1 ? 3 : 1, true));
    };
  }

  private static String days(String number) {
    return number + (number.equals("1") ? " day" : " days");
  }

  /** Rounds half up, on the decimal value; what rounds to 0 carries no sign. */
  static String rounded(double value, int decimals, boolean grouped) {
    String format = (grouped ? "%,." : "%.") + decimals + "f";
    BigDecimal exact = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
    return String.format(Locale.ROOT, format, exact.signum() == 0 ? exact.abs() : exact);
  }
}
