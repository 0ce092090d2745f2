package io.bellwether.market.feed;

import io.bellwether.market.Bars;
import java.util.Optional;

/** All that the HTTP feed passes, with an empty cache before it. */
final class CachedBarFeedKitTest extends AlpacaBarFeedTest {
  @Override
  protected BarFeed serving(Bars bars) {
    return cached(super.serving(bars));
  }

  @Override
  protected Optional<BarFeed> failing(Failure failure) {
    return super.failing(failure).map(CachedBarFeedKitTest::cached);
  }

  private static BarFeed cached(BarFeed feed) {
    return new CachedBarFeed(feed, new MemoryBarCache(), CLOCK, CALENDAR);
  }
}
