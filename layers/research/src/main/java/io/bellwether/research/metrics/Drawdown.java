package io.bellwether.research.metrics;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A time below a high, on daily equity: from the last session at the high to the first at or above
 * it again. Sessions never decrease in time, so drawdowns do not overlap.
 *
 * @param start the last session at the high; the first session if the high is the initial capital
 * @param trough the session of the lowest equity
 * @param recovery the first session at or above the high again; empty if the run ends before
 * @param depth lowest equity / high - 1, negative
 * @param days calendar days from the start to the recovery, or to the last session
 */
public record Drawdown(
    LocalDate start, LocalDate trough, Optional<LocalDate> recovery, double depth, long days) {

  /**
   * All drawdowns, in order of time.
   *
   * @param capital the equity before the first session, which counts as a high
   */
  public static List<Drawdown> of(double capital, List<DailyEquity> daily) {
    List<Drawdown> found = new ArrayList<>();
    double peak = capital;
    int peakAt = 0;
    int trough = -1;
    for (int i = 0; i < daily.size(); i++) {
      double equity = daily.get(i).equity();
      if (equity >= peak) {
        if (trough >= 0) {
          found.add(drawdown(daily, peakAt, trough, i, peak, true));
          trough = -1;
        }
        peak = equity;
        peakAt = i;
      } else if (trough < 0 || equity < daily.get(trough).equity()) {
        trough = i;
      }
    }
    if (trough >= 0) {
      found.add(drawdown(daily, peakAt, trough, daily.size() - 1, peak, false));
    }
    return List.copyOf(found);
  }

  private static Drawdown drawdown(
      List<DailyEquity> daily, int start, int trough, int end, double peak, boolean recovered) {
    LocalDate from = daily.get(start).date();
    LocalDate to = daily.get(end).date();
    return new Drawdown(
        from,
        daily.get(trough).date(),
        recovered ? Optional.of(to) : Optional.empty(),
        daily.get(trough).equity() / peak - 1,
        ChronoUnit.DAYS.between(from, to));
  }
}
