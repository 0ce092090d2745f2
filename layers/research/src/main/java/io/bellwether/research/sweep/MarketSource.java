package io.bellwether.research.sweep;

import java.util.List;

/** Makes markets. Called by several threads. */
@FunctionalInterface
public interface MarketSource {
  /**
   * A market without any indicator computed yet.
   *
   * @param symbols the symbols that a strategy needs, the main one first; a set that switches its
   *     hedge off needs fewer than another, and is not to lose bars to the hedge's gaps
   */
  Market of(List<String> symbols);
}
