package io.bellwether.research.metrics;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * An account's equity at the end of one session.
 *
 * @param date the session's date; for crypto the day in UTC
 * @param equity in the account's currency
 */
public record DailyEquity(LocalDate date, double equity) {
  public DailyEquity {
    if (!Double.isFinite(equity)) {
      throw new IllegalArgumentException("equity on " + date + " must be finite, not " + equity);
    }
  }

  /**
   * The last sample of each date.
   *
   * @param samples in order of time
   * @param zone the zone whose midnight separates sessions: New York for US equities, UTC for
   *     crypto
   */
  public static List<DailyEquity> lastOfEachDay(List<EquitySample> samples, ZoneId zone) {
    List<DailyEquity> days = new ArrayList<>();
    for (EquitySample sample : samples) {
      LocalDate date = sample.bar().atZone(zone).toLocalDate();
      if (!days.isEmpty() && days.getLast().date().equals(date)) {
        days.removeLast();
      }
      days.add(new DailyEquity(date, sample.equity()));
    }
    return List.copyOf(days);
  }
}
