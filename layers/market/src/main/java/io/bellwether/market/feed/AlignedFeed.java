package io.bellwether.market.feed;

import io.bellwether.market.Bars;
import io.bellwether.market.SessionBars;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.market.time.Deadline;
import java.time.Duration;

/**
 * Makes session-aligned bars of what one feed delivers: the only place where a feed's bars are cut
 * to sessions and aggregated.
 */
public final class AlignedFeed implements SessionFeed {
  private final BarFeed feed;
  private final TradingCalendar calendar;

  public AlignedFeed(BarFeed feed, TradingCalendar calendar) {
    this.feed = feed;
    this.calendar = calendar;
  }

  @Override
  public Duration settling() {
    return feed.settling();
  }

  @Override
  public SessionSeries fetch(BarRequest request, Deadline deadline) throws FeedException {
    Timeframe target = request.timeframe();
    Bars source = feed.fetch(request.of(feed.sourceTimeframe(target)), deadline);
    try {
      return new SessionSeries(SessionBars.aggregate(source, target, calendar), source);
    } catch (IllegalArgumentException e) {
      throw new FeedException(FeedException.Kind.MALFORMED, feed.name() + ": " + e.getMessage(), e);
    }
  }
}
