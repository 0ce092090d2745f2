package io.bellwether.market;

import java.util.regex.Pattern;

/**
 * Something that can be traded.
 *
 * @param symbol the venue's symbol, such as {@code TQQQ}
 * @param priceStep the grid of prices its orders must lie on
 * @param fractionable whether a broker accepts fractional quantities of it
 */
public record Instrument(String symbol, PriceStep priceStep, boolean fractionable) {
  private static final Pattern SYMBOL = Pattern.compile("[A-Z][A-Z0-9.]{0,14}");

  public Instrument {
    requireSymbol(symbol);
  }

  /** A US-listed share or fund. */
  public static Instrument usEquity(String symbol) {
    return new Instrument(symbol, PriceStep.US_EQUITY, true);
  }

  /**
   * Returns the symbol if it is well formed.
   *
   * @throws IllegalArgumentException otherwise
   */
  public static String requireSymbol(String symbol) {
    if (!SYMBOL.matcher(symbol).matches()) {
      throw new IllegalArgumentException(
          "'" + symbol + "' is no symbol: capital letters, digits and dots, at most 15");
    }
    return symbol;
  }
}
