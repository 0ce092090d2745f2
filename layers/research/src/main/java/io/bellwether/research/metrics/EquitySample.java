package io.bellwether.research.metrics;

import java.time.Instant;

/**
 * An account's equity at the close of one bar, marked at that close.
 *
 * @param bar the <em>start</em> of the bar, as bars are stamped; a sample belongs to this date
 * @param equity in the account's currency
 * @param cash the part of it that is not invested
 * @param inMarket whether a position was held at any moment of the bar
 */
public record EquitySample(Instant bar, double equity, double cash, boolean inMarket) {
  public EquitySample {
    if (!Double.isFinite(equity) || !Double.isFinite(cash)) {
      throw new IllegalArgumentException(
          "equity " + equity + " and cash " + cash + " at bar " + bar + " must be finite numbers");
    }
  }
}
