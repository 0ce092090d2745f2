package io.bellwether.analyst.retrieval;

import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.trading.analysis.SessionDocument;
import java.time.LocalDate;
import java.util.List;

/**
 * Which stored sessions follow one another on the calendar. Sessions may be missing, where bars
 * were or where two studies lie apart, and what came years later is not the next day.
 */
record SessionSequence(TradingCalendar calendar) {
  /** Whether there was no session between two dates; false where the calendar does not know. */
  boolean isNext(LocalDate date, LocalDate next) {
    return !date.isBefore(calendar.firstDate())
        && !next.isAfter(calendar.lastDate())
        && date.isBefore(next)
        && !calendar.nextSession(date).date().isBefore(next);
  }

  /**
   * For each session whether as many more follow it without a gap.
   *
   * @param sessions in order of their dates
   */
  boolean[] followed(List<SessionDocument> sessions, int by) {
    boolean[] followed = new boolean[sessions.size()];
    int run = 0;
    for (int t = followed.length - 2; t >= 0; t--) {
      run = isNext(sessions.get(t).date(), sessions.get(t + 1).date()) ? run + 1 : 0;
      followed[t] = run >= by;
    }
    return followed;
  }
}
