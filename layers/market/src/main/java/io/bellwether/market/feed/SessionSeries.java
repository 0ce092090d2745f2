package io.bellwether.market.feed;

import io.bellwether.market.Bars;
import io.bellwether.market.calendar.BarGrid;
import io.bellwether.market.calendar.TradingCalendar;
import java.time.Instant;

/**
 * Bars of regular sessions, aligned to the open, and what they were made of. Both come from one
 * feed, which their provenance names.
 *
 * @param bars the bars asked for; the last one may still be forming
 * @param source the bars the feed delivered, of the same or a shorter timeframe, as it sent them
 */
public record SessionSeries(Bars bars, Bars source) {
  /**
   * Whether the last part of what had ended by {@code end} is there. Without it a bar that has just
   * ended looks whole all the same: half an hour passes for an hour.
   */
  public boolean reachesTo(Instant end, TradingCalendar calendar) {
    return source.indexOf(lastPart(end, calendar)) >= 0;
  }

  /** The start of the last part that had ended by {@code end}. */
  public Instant lastPart(Instant end, TradingCalendar calendar) {
    return new BarGrid(calendar, source.timeframe()).lastComplete(end);
  }
}
