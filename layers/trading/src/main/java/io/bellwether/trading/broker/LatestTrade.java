package io.bellwether.trading.broker;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/**
 * The latest trade of a symbol.
 *
 * @param price in US dollars, more than 0
 * @param time when it was made, if the broker says
 */
public record LatestTrade(BigDecimal price, Optional<Instant> time) {
  public LatestTrade {
    if (price.signum() <= 0) {
      throw new IllegalArgumentException("a trade's price must be more than 0, not " + price);
    }
  }
}
