package io.bellwether.market.feed;

import io.bellwether.market.time.Deadline;
import java.time.Duration;

/** A source of bars that are cut to regular sessions and aligned to their opens. */
public interface SessionFeed {
  /** How long after its end a bar's values may still change, see {@link BarFeed#settling}. */
  Duration settling();

  /**
   * Fetches a series.
   *
   * @param request its timeframe is the one wanted, whatever the provider serves
   * @throws FeedException if the range could not be read in full; nothing partial is returned
   */
  SessionSeries fetch(BarRequest request, Deadline deadline) throws FeedException;
}
