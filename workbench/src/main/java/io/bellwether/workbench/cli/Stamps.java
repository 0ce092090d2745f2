package io.bellwether.workbench.cli;

import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.TradingCalendar;
import java.time.Instant;

/** Times of bars as files of bars spell them, so that what is reported can be found there. */
final class Stamps {
  private Stamps() {}

  /** The exchange's date for daily bars, an instant in UTC for others. */
  static String of(Instant time, Timeframe timeframe, TradingCalendar calendar) {
    return timeframe.isDaily() ? calendar.dateAt(time).toString() : time.toString();
  }
}
