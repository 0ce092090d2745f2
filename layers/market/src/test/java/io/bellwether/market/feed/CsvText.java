package io.bellwether.market.feed;

import io.bellwether.market.Bars;
import java.time.Instant;
import java.time.ZoneId;

/** Bars as the text of a file. */
final class CsvText {
  static final String HEADER = "timestamp,open,high,low,close,volume\n";

  private CsvText() {}

  static String of(Bars bars) {
    StringBuilder text = new StringBuilder(HEADER);
    for (int i = 0; i < bars.size(); i++) {
      text.append(stamp(bars, bars.start(i)))
          .append(',')
          .append(bars.open()[i])
          .append(',')
          .append(bars.high()[i])
          .append(',')
          .append(bars.low()[i])
          .append(',')
          .append(bars.close()[i])
          .append(',')
          .append(bars.volume()[i])
          .append('\n');
    }
    return text.toString();
  }

  private static String stamp(Bars bars, Instant start) {
    return bars.timeframe().isDaily()
        ? start.atZone(ZoneId.of("America/New_York")).toLocalDate().toString()
        : start.toString();
  }
}
