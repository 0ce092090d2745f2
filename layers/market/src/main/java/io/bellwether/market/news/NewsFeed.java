package io.bellwether.market.news;

import io.bellwether.market.feed.FeedException;
import io.bellwether.market.time.Deadline;
import java.time.Instant;
import java.util.List;

/** Where headlines come from. */
@FunctionalInterface
public interface NewsFeed {
  /**
   * The headlines about symbols that were published in a stretch of time, the newest first, each
   * title once; of many only the newest.
   *
   * @param from the first instant
   * @param to the first instant after it
   * @throws FeedException if the feed did not deliver
   */
  List<Headline> headlines(List<String> symbols, Instant from, Instant to, Deadline deadline)
      throws FeedException;
}
