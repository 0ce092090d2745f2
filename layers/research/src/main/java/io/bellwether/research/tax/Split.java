package io.bellwether.research.tax;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * A split of a symbol's shares, reverse splits included.
 *
 * @param symbol the symbol
 * @param effective from this instant on the shares trade split: the start of the ex-date's session
 * @param ratio new shares for one old share, more than 0: 2 for a 2-for-1 split, 0.1 for a 1-for-10
 *     reverse split
 */
public record Split(String symbol, Instant effective, BigDecimal ratio) {
  public Split {
    if (ratio.signum() <= 0) {
      throw new IllegalArgumentException(
          "the split of %s at %s needs a ratio above 0, not %s"
              .formatted(symbol, effective, ratio));
    }
  }
}
