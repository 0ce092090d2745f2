package io.bellwether.research.metrics;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Metrics of the last so many sessions, at each session that has as many before it.
 *
 * @param window sessions in the window, at least 2
 * @param dates the last session of each window, in order
 * @param sharpe for each date the Sharpe ratio of its window, NaN where it is not defined; shared:
 *     do not write
 * @param volatility for each date the annualised volatility of its window; shared: do not write
 */
@SuppressWarnings("ArrayRecordComponent") // Columns, handed to the picture that draws them.
public record Rolling(int window, List<LocalDate> dates, double[] sharpe, double[] volatility) {
  /** Half a year of sessions. */
  public static final int DEFAULT_WINDOW = 126;

  public Rolling {
    dates = List.copyOf(dates);
  }

  /**
   * The rolling metrics of daily equity; without dates if there are fewer sessions than the window
   * has, or equity was lost.
   */
  public static Rolling of(
      double capital, List<DailyEquity> daily, Conventions conventions, int window) {
    if (window < 2) {
      throw new IllegalArgumentException(
          "a rolling window needs 2 sessions or more, not " + window);
    }
    double[] returns = Returns.daily(capital, daily);
    int count = Math.max(0, returns.length - window + 1);
    double[] sharpe = new double[count];
    double[] volatility = new double[count];
    for (int i = 0; i < count; i++) {
      // Computed afresh for each window: a running sum would carry its rounding along for years.
      double[] part = Arrays.copyOfRange(returns, i, i + window);
      ReturnStatistics statistics = ReturnStatistics.of(part, conventions);
      sharpe[i] = orNaN(statistics.sharpe());
      volatility[i] = orNaN(statistics.volatility());
    }
    List<LocalDate> dates =
        count == 0
            ? List.of()
            : daily.subList(window - 1, daily.size()).stream().map(DailyEquity::date).toList();
    return new Rolling(window, dates, sharpe, volatility);
  }

  private static double orNaN(OptionalDouble value) {
    return value.orElse(Double.NaN);
  }
}
