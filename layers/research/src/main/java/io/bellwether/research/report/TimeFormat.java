package io.bellwether.research.report;

import io.bellwether.market.calendar.BarGrid;
import java.time.Instant;
import java.time.ZoneId;

/** How times read in tables. */
@FunctionalInterface
public interface TimeFormat {
  /** The text of an instant. */
  String format(Instant instant);

  /** ISO 8601 in UTC, such as {@code 2024-01-02T14:30:00Z}. */
  static TimeFormat instants() {
    return Instant::toString;
  }

  /** The date in a zone, such as {@code 2024-01-02}. */
  static TimeFormat dates(ZoneId zone) {
    return instant -> instant.atZone(zone).toLocalDate().toString();
  }

  /**
   * The start of the bar an instant falls in: the bar's date for daily bars, else an ISO 8601
   * instant in UTC. An instant in no bar, such as a fill after the close, is left as it is.
   */
  static TimeFormat barStarts(BarGrid grid) {
    if (grid.timeframe().isDaily()) {
      return dates(grid.calendar().zone());
    }
    return instant -> grid.startContaining(instant).orElse(instant).toString();
  }

  /** Dates for daily bars, instants otherwise. */
  static TimeFormat of(RunResult run) {
    return run.timeframe().isDaily() ? dates(run.conventions().zone()) : instants();
  }
}
