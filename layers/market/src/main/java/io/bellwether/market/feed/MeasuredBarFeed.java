package io.bellwether.market.feed;

import io.bellwether.market.Bars;
import io.bellwether.market.Timeframe;
import io.bellwether.market.metric.Metric;
import io.bellwether.market.metric.Metrics;
import io.bellwether.market.time.Deadline;
import java.time.Duration;

/**
 * A feed whose answers are counted. It belongs around each source, below any cache, so that what
 * came from the cache counts neither way; nor does a feed that was not asked, because it has no key
 * or no such bars.
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
  public Duration settling() {
    return feed.settling();
  }

  @Override
  public Bars fetch(BarRequest request, Deadline deadline) throws FeedException {
    Outcome outcome = Outcome.FAILED;
    try {
      Bars bars = feed.fetch(request, deadline);
      outcome = Outcome.ANSWERED;
      return bars;
    } catch (FeedException e) {
      outcome =
          switch (e.kind()) {
            case NO_KEY, UNSUPPORTED -> Outcome.NOT_ASKED;
            default -> Outcome.FAILED;
          };
      throw e;
    } finally {
      count(outcome);
    }
  }

  private enum Outcome {
    ANSWERED,
    FAILED,
    NOT_ASKED
  }

  private void count(Outcome outcome) {
    if (outcome != Outcome.NOT_ASKED) {
      metrics.add(Metric.FEED_SUCCESS, outcome == Outcome.ANSWERED);
      metrics.note(outcome == Outcome.ANSWERED ? "feed" : "feedFailed", feed.name());
    }
  }
}
