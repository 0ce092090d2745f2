package io.bellwether.research.sweep;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Markets that a sweep's threads share, so that an indicator is computed once for all sets that use
 * it. Columns are never dropped one by one: once they take more memory than allowed, runs that
 * begin get a market without any, and the old one goes when the last run on it ends.
 */
final class Markets {
  private final MarketSource source;
  private final long mostColumnBytes;
  private final Map<List<String>, Market> current = new HashMap<>();

  Markets(MarketSource source, long mostColumnBytes) {
    this.source = source;
    this.mostColumnBytes = mostColumnBytes;
  }

  /** The market of symbols, for one run. */
  synchronized Market of(List<String> symbols) {
    long bytes = 0;
    for (Market market : current.values()) {
      bytes += market.data().series().columnBytes();
    }
    if (bytes > mostColumnBytes) {
      current.clear();
    }
    return current.computeIfAbsent(symbols, source::of);
  }
}
