package io.bellwether.market.feed;

import io.bellwether.market.Instrument;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.Timeframe;
import java.time.Instant;

/**
 * What is asked of a feed: the bars with {@code from <= start < to}.
 *
 * @param symbol the symbol
 * @param timeframe the timeframe to deliver
 * @param from the first start, inclusive
 * @param to the end of the range, exclusive
 * @param basis the price basis wanted
 */
public record BarRequest(
    String symbol, Timeframe timeframe, Instant from, Instant to, PriceBasis basis) {
  public BarRequest {
    Instrument.requireSymbol(symbol);
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("bars from " + from + " to " + to + ": nothing between");
    }
  }

  /** The same range in another timeframe. */
  BarRequest of(Timeframe other) {
    return new BarRequest(symbol, other, from, to, basis);
  }
}
