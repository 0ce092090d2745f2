package io.bellwether.trading.cost;

/**
 * How a market traded before an order, as far as slippage depends on it. {@link DailyConditions}
 * computes them of bars.
 *
 * @param averageDailyVolume shares or units a day, more than 0
 * @param dailyVolatility standard deviation of the returns from close to close, as a fraction, at
 *     least 0
 * @param spread between bid and ask as a fraction of the price, at least 0
 */
public record MarketConditions(double averageDailyVolume, double dailyVolatility, double spread) {
  /** Too little has been seen. */
  public static final MarketConditions UNKNOWN =
      new MarketConditions(Double.NaN, Double.NaN, Double.NaN);

  public MarketConditions {
    // Not a number means unknown and is let through: fills that need it are refused.
    if (averageDailyVolume <= 0 || dailyVolatility < 0 || spread < 0) {
      throw new IllegalArgumentException(
          "volume must be above 0, volatility and spread at least 0: %s, %s, %s"
              .formatted(averageDailyVolume, dailyVolatility, spread));
    }
  }

  /** Whether all of it is known. */
  public boolean isKnown() {
    return Double.isFinite(averageDailyVolume + dailyVolatility + spread);
  }
}
