package io.bellwether.trading.analysis;

import java.util.Optional;

/**
 * The state of a strategy's main symbol at the close of a session, known from that session and
 * those before it alone. Fractions, not percent, and no prices, so that sessions years apart can be
 * held against each other.
 *
 * @param trend up or down
 * @param volatility high or low
 * @param volatilityPercentile where the realised volatility stands among those of the past, 0 to 1
 * @param rsi the RSI of daily closes, 0 to 100
 * @param atrFraction the average true range over the close
 * @param volumeRatio the session's volume over that of the sessions before it; absent where there
 *     was none
 * @param gap the open over the close before, less 1
 * @param change the close over the close before, less 1
 * @param vix the VIX as it was known at the close, that of the session before, where it is known
 */
public record MarketCondition(
    Trend trend,
    Volatility volatility,
    double volatilityPercentile,
    double rsi,
    double atrFraction,
    Optional<Double> volumeRatio,
    double gap,
    double change,
    Optional<Double> vix) {
  /** Which way prices have gone. */
  public enum Trend {
    BULL,
    BEAR
  }

  /** How far prices move, by their own past. */
  public enum Volatility {
    HIGH,
    LOW
  }
}
