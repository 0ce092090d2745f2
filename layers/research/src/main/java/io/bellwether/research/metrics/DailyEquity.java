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
   * The last sample of each date. The zone is asked once a day, not once a bar.
   *
   * @param zone the zone whose midnight separates sessions: New York for US equities, UTC for
   *     crypto
   */
  public static List<DailyEquity> lastOfEachDay(EquityCurve curve, ZoneId zone) {
    List<DailyEquity> days = new ArrayList<>();
    long[] starts = curve.startMillis();
    for (int i = 0; i < starts.length; ) {
      LocalDate date = curve.start(i).atZone(zone).toLocalDate();
      long midnight = date.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli();
      while (i < starts.length && starts[i] < midnight) {
        i++;
      }
      days.add(new DailyEquity(date, curve.equity()[i - 1]));
    }
    return List.copyOf(days);
  }
}
