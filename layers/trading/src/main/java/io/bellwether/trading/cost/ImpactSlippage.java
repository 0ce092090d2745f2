package io.bellwether.trading.cost;

import io.bellwether.trading.order.Side;

/**
 * Half a spread and what the order's own size moves the market by, the square-root law:
 *
 * <pre>impact = price * Y * sigma * sqrt(quantity / V)</pre>
 *
 * <p>with the daily volatility sigma and the average daily volume V of the sessions before. Source:
 * B. Tóth et al., Anomalous price impact and the critical nature of liquidity in financial markets,
 * Physical Review X 1 (2011), equation 1, where Y is of order one; R. Almgren et al., Direct
 * estimation of equity market impact, Risk (July 2005), measure the exponent at 0.6. The law states
 * the price at which an order ends; the average is less. The whole of it is charged, on purpose. It
 * is not valid for orders of a few shares, where the spread is all there is, nor beyond some tenths
 * of a day's volume.
 *
 * @param coefficient Y, at least 0; 0.5 to 1 is usual
 * @param spread half of which every order pays besides
 */
public record ImpactSlippage(double coefficient, SpreadSlippage spread) implements Slippage {
  /** A spread whose half is the slippage of {@link Slippage#DEFAULT}. */
  public static final SpreadSlippage DEFAULT_SPREAD =
      new SpreadSlippage(SpreadSlippage.Quote.BPS, 4);

  public ImpactSlippage {
    if (!(coefficient >= 0 && Double.isFinite(coefficient))) {
      throw new IllegalArgumentException("the coefficient must be at least 0, not " + coefficient);
    }
  }

  @Override
  public double fillPrice(Side side, double price, double quantity, MarketConditions conditions) {
    MarketConditions known = DailyConditions.requireKnown(conditions);
    double ofDay = Math.sqrt(quantity / known.averageDailyVolume());
    double impact = price * coefficient * known.dailyVolatility() * ofDay;
    return Slippage.against(side, price, spread.distance(price, known) + impact);
  }

  @Override
  public boolean needsConditions() {
    return true;
  }

  @Override
  public String text() {
    String besides = spread.equals(DEFAULT_SPREAD) ? "" : "+" + spread.text();
    return "impact:" + SlippageText.plain(coefficient) + besides;
  }
}
