package io.bellwether.market.feed;

import io.bellwether.market.Bars;
import io.bellwether.market.Timeframe;
import io.bellwether.market.metric.Metric;
import io.bellwether.market.metric.Metrics;
import io.bellwether.market.time.Deadline;

/**
 * A feed whose answers are counted. It belongs around each source, below any cache, so that what
 * came from the cache counts neither way.
 */
public final class MeasuredBarFeed implements BarFeed {
  private final BarFeed feed;
  private final Metrics metrics;

  public MeasuredBarFeed(BarFeed feed, Metrics metrics) {
    this.feed = feed;
    this.metrics = metrics;
  }

  @Override
  public String name() {
    return feed.name();
  }

  @Override
  public Timeframe sourceTimeframe(Timeframe target) {
    return feed.sourceTimeframe(target);
  }

  @Override
  public Bars fetch(BarRequest request, Deadline deadline) throws FeedException {
    boolean answered = false;
    try {
      Bars bars = feed.fetch(request, deadline);
      answered = true;
      return bars;
    } finally {
      metrics.add(Metric.FEED_SUCCESS, answered);
      metrics.note(answered ? "feed" : "feedFailed", feed.name());
    }
  }
}
