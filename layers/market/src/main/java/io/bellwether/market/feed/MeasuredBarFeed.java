package io.bellwether.market.feed;

import io.bellwether.market.Bars;
import io.bellwether.market.Timeframe;
import io.bellwether.market.http.ApiKeyException;
import io.bellwether.market.metric.Metric;
import io.bellwether.market.metric.Metrics;
import io.bellwether.market.time.Deadline;

/**
 * A feed whose answers are counted. It belongs around each source, below any cache, so that what
 * came from the cache counts neither way. Nor does a source that was not asked, because it has no
 * key or does not serve such bars.
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
    try {
      Bars bars = feed.fetch(request, deadline);
      metrics.add(Metric.FEED_SUCCESS, true);
      metrics.note("feed", feed.name());
      return bars;
    } catch (FeedException e) {
      if (wasAsked(e)) {
        metrics.add(Metric.FEED_SUCCESS, false);
      }
      metrics.note("feedFailed", feed.name());
      throw e;
    }
  }

  /** A source without a key, or one that has no such bars, says so unasked. */
  private static boolean wasAsked(FeedException failure) {
    return failure.kind() != FeedException.Kind.UNSUPPORTED
        && !(failure.getCause() instanceof ApiKeyException);
  }
}
