package io.bellwether.market.feed;

import io.bellwether.market.Bars;
import io.bellwether.market.calendar.BarGrid;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Bars of regular sessions, aligned to the open, and what they were made of. Both come from one
 * feed, which their provenance names.
 *
 * @param bars the bars asked for; the last one may still be forming
 * @param source the bars the feed delivered, of the same or a shorter timeframe, as it sent them
 */
public record SessionSeries(Bars bars, Bars source) {
  /**
   * The first part of a bar that is not there. Without it a bar looks whole all the same: half an
   * hour passes for an hour.
   *
   * @param grid of the bars asked for
   * @param bar the start of one of them
   */
  public Optional<Instant> missingPart(BarGrid grid, Instant bar) {
    if (source.timeframe().isDaily()) {
      return Optional.of(bar).filter(part -> source.indexOf(part) < 0);
    }
    Duration length = source.timeframe().duration();
    Instant part = grid.firstTrade(bar);
    while (part.isBefore(grid.end(bar))) {
      if (source.indexOf(part) < 0) {
        return Optional.of(part);
      }
      part = part.plus(length);
    }
    return Optional.empty();
  }

  /**
   * Whether the feed has gone beyond {@code end}: a bar that starts then or later is there. Until
   * then the last part may be one that is still forming, or one where the feed has stopped.
   */
  public boolean passes(Instant end) {
    return !source.isEmpty() && !source.lastStart().isBefore(end);
  }
}
