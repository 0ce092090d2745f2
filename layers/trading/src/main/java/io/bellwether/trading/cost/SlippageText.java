package io.bellwether.trading.cost;

import io.bellwether.market.PriceStep;
import java.math.BigDecimal;

/** Slippage as it is written on a command line. */
public final class SlippageText {
  /** What {@link #parse} takes, for help and errors. */
  public static final String FORMS =
      "none, BPS or bps:BPS, ticks:N or ticks:N@STEP, spread:Nbps, spread:PRICE, spread:estimate,"
          + " impact:Y or impact:Y+spread:...";

  private SlippageText() {}

  /**
   * Reads a slippage.
   *
   * <ul>
   *   <li>{@code none}
   *   <li>{@code 2} or {@code bps:2}: hundredths of a percent of the price
   *   <li>{@code ticks:1}: price steps of US equities; {@code ticks:1@0.1}: steps of 0.1
   *   <li>{@code spread:3bps}, {@code spread:0.01}: half of a stated spread; {@code
   *       spread:estimate}: half of the one estimated of the bars before
   *   <li>{@code impact:0.8}: the square-root law and half of 4 bps; {@code
   *       impact:0.8+spread:3bps}: and half of that spread
   * </ul>
   *
   * @throws IllegalArgumentException if it is none of these; the message lists them
   */
  public static Slippage parse(String text) {
    if (text.equals("none")) {
      return Slippage.NONE;
    }
    int colon = text.indexOf(':');
    String kind = colon < 0 ? "bps" : text.substring(0, colon);
    String amount = text.substring(colon + 1);
    return switch (kind) {
      case "bps" -> new BpsSlippage(number(text, amount));
      case "ticks" -> ticks(text, amount);
      case "spread" -> spread(text, amount);
      case "impact" -> impact(text, amount);
      default -> throw wrong(text, "no kind '" + kind + "'");
    };
  }

  private static TickSlippage ticks(String text, String amount) {
    int at = amount.indexOf('@');
    if (at < 0) {
      return new TickSlippage(count(text, amount), PriceStep.US_EQUITY);
    }
    BigDecimal step = number(text, amount.substring(at + 1));
    return new TickSlippage(
        count(text, amount.substring(0, at)), new PriceStep(step, BigDecimal.ZERO, step));
  }

  private static SpreadSlippage spread(String text, String amount) {
    if (amount.equals("estimate")) {
      return SpreadSlippage.ESTIMATED;
    }
    boolean bps = amount.endsWith("bps");
    String digits = bps ? amount.substring(0, amount.length() - "bps".length()) : amount;
    return new SpreadSlippage(
        bps ? SpreadSlippage.Quote.BPS : SpreadSlippage.Quote.PRICE,
        number(text, digits).doubleValue());
  }

  private static ImpactSlippage impact(String text, String amount) {
    int plus = amount.indexOf('+');
    if (plus < 0) {
      return new ImpactSlippage(number(text, amount).doubleValue(), ImpactSlippage.DEFAULT_SPREAD);
    }
    double coefficient = number(text, amount.substring(0, plus)).doubleValue();
    String besides = amount.substring(plus + 1);
    if (!besides.startsWith("spread:")) {
      throw wrong(text, "after the + only a spread can stand");
    }
    return new ImpactSlippage(coefficient, spread(text, besides.substring("spread:".length())));
  }

  private static int count(String text, String digits) {
    BigDecimal number = number(text, digits);
    try {
      return number.intValueExact();
    } catch (ArithmeticException e) {
      throw wrong(text, "ticks are whole numbers");
    }
  }

  private static BigDecimal number(String text, String digits) {
    return Rates.parse(digits)
        .orElseThrow(() -> wrong(text, "'" + digits + "' is no number of at least 0"));
  }

  private static IllegalArgumentException wrong(String text, String why) {
    return new IllegalArgumentException(
        "'" + text + "' is no slippage: " + why + "; there are " + FORMS);
  }

  /** Without an exponent and a trailing zero. */
  static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }
}
