package io.bellwether.market.feed;

import io.bellwether.market.time.Deadline;

/** A source of bars that are cut to regular sessions and aligned to their opens. */
public interface SessionFeed {
  /**
   * Fetches a series.
   *
   * @param request its timeframe is the one wanted, whatever the provider serves
   * @throws FeedException if the range could not be read in full; nothing partial is returned
   */
  SessionSeries fetch(BarRequest request, Deadline deadline) throws FeedException;
}
