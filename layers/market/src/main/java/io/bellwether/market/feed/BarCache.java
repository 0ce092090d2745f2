package io.bellwether.market.feed;

import io.bellwether.market.Bars;
import io.bellwether.market.Instrument;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.Timeframe;
import java.time.Instant;
import java.util.Optional;

/**
 * Where {@link CachedBarFeed} keeps complete bars. A cache may forget anything at any time; it
 * never returns what was not stored, and never fails: what cannot be read is not there.
 * Thread-safe.
 */
public interface BarCache {
  /** The series stored last under a key. */
  Optional<Entry> load(Key key);

  /** Stores a series in place of the one before. */
  void store(Key key, Entry entry);

  /**
   * Names a series.
   *
   * @param feed the feed's name
   * @param symbol the symbol
   * @param timeframe the timeframe
   * @param basis the price basis
   */
  record Key(String feed, String symbol, Timeframe timeframe, PriceBasis basis) {
    public Key {
      Instrument.requireSymbol(symbol);
    }
  }

  /**
   * A series and the range of starts in which it is all there is.
   *
   * @param from the first start covered, inclusive
   * @param to the end of the range covered, exclusive
   * @param bars every bar of the range, all complete
   */
  record Entry(Instant from, Instant to, Bars bars) {
    public Entry {
      if (!bars.isEmpty() && (bars.start(0).isBefore(from) || !bars.lastStart().isBefore(to))) {
        throw new IllegalArgumentException(bars + " is not within " + from + " to " + to);
      }
    }
  }
}
