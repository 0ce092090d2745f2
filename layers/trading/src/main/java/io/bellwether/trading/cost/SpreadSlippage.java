package io.bellwether.trading.cost;

import io.bellwether.trading.order.Side;

/**
 * Half of the spread between bid and ask: what crossing it from the middle costs.
 *
 * @param quote how the spread is known
 * @param amount the whole spread in the quote's unit, at least 0; 0 if it is estimated
 */
public record SpreadSlippage(Quote quote, double amount) implements Slippage {
  private static final double BPS_PER_WHOLE = 10_000;

  /** How a spread is known. */
  public enum Quote {
    /** Stated in hundredths of a percent of the price. */
    BPS,
    /** Stated in the unit of the price. */
    PRICE,
    /** Estimated of the bars before the order, see {@link DailyConditions}. */
    ESTIMATE
  }

  /** The spread estimated of the bars before the order. */
  public static final SpreadSlippage ESTIMATED = new SpreadSlippage(Quote.ESTIMATE, 0);

  public SpreadSlippage {
    if (!(amount >= 0 && Double.isFinite(amount))
        || (quote == Quote.BPS && amount >= BPS_PER_WHOLE)
        || (quote == Quote.ESTIMATE && amount != 0)) {
      throw new IllegalArgumentException("no spread by " + quote + ": " + amount);
    }
  }

  @Override
  public double fillPrice(Side side, double price, double quantity, MarketConditions conditions) {
    return Slippage.against(side, price, distance(price, conditions));
  }

  /** Half of the spread, in the unit of the price. */
  double distance(double price, MarketConditions conditions) {
    return switch (quote) {
      case BPS -> price * amount / (2 * BPS_PER_WHOLE);
      case PRICE -> amount / 2;
      case ESTIMATE -> price * DailyConditions.requireKnown(conditions).spread() / 2;
    };
  }

  @Override
  public boolean needsConditions() {
    return quote == Quote.ESTIMATE;
  }

  @Override
  public String text() {
    return "spread:"
        + switch (quote) {
          case BPS -> SlippageText.plain(amount) + "bps";
          case PRICE -> SlippageText.plain(amount);
          case ESTIMATE -> "estimate";
        };
  }
}
