package io.bellwether.research.sweep;

import java.util.function.BooleanSupplier;

/** Looks for good parameter sets in a market: a sweep, or something that learns as it goes. */
@FunctionalInterface
public interface Search {
  /**
   * Searches. The same market always gives the same result.
   *
   * @param listener is told how far it has come
   * @param cancelled asked now and then; what is done by then is the result
   */
  SweepResult run(MarketSource market, SweepListener listener, BooleanSupplier cancelled);
}
