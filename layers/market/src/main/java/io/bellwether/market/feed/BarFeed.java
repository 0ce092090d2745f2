package io.bellwether.market.feed;

import io.bellwether.market.Bars;
import io.bellwether.market.Timeframe;
import io.bellwether.market.time.Deadline;
import java.time.Duration;

/**
 * A source of bars. Every implementation passes {@code BarFeedKit}.
 *
 * <p>A feed returns what it has, ascending and without duplicates, stamped with the start of the
 * interval, UTC; an interval without a trade yields no bar; bars outside the range asked for are
 * dropped. It may return the bar that is still forming and bars outside the regular session: the
 * caller cuts those with the calendar.
 */
public interface BarFeed {
  /** The name that the provenance of its series carries, such as {@code alpaca/iex}. */
  String name();

  /**
   * The timeframe to fetch where session-aligned bars of {@code target} are wanted, as {@link
   * AlignedFeed} makes them; {@code target} itself if the feed's bars of it are aligned to the
   * session.
   */
  default Timeframe sourceTimeframe(Timeframe target) {
    return target;
  }

  /**
   * How long after its end a bar's values may still change. Asked for earlier, the bar may be one
   * that is still forming, whatever the clock says.
   */
  default Duration settling() {
    return Duration.ZERO;
  }

  /**
   * Fetches bars.
   *
   * @throws FeedException if the range could not be read in full; nothing partial is returned
   */
  Bars fetch(BarRequest request, Deadline deadline) throws FeedException;
}
