package io.bellwether.trading.signal;

import io.bellwether.market.Bars;
import io.bellwether.market.calendar.TradingCalendar;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The shares traded in a session, on average over the last ones that the bars of a decision show.
 * Bars of one exchange's feed show a part of the volume only: a limit on it then is stricter.
 */
final class AverageVolumes {
  /** The sessions averaged over, at most. */
  private static final int MOST_SESSIONS = 20;

  /** The sessions it takes; with fewer, nothing is said. */
  private static final int FEWEST_SESSIONS = 3;

  private AverageVolumes() {}

  /**
   * The average by symbol, in order of the symbols, in whole shares. A session that the bars may
   * not show whole does not count: of bars within the day, the first and the last one.
   */
  static Map<String, BigDecimal> of(List<Bars> series, TradingCalendar calendar) {
    Map<String, BigDecimal> averages = new TreeMap<>();
    for (Bars bars : series) {
      List<Double> sessions = sessions(bars, calendar);
      List<Double> last =
          sessions.subList(Math.max(0, sessions.size() - MOST_SESSIONS), sessions.size());
      double mean = last.stream().mapToDouble(Double::doubleValue).sum() / last.size();
      if (last.size() >= FEWEST_SESSIONS && Double.isFinite(mean)) {
        averages.put(bars.symbol(), BigDecimal.valueOf(mean).setScale(0, RoundingMode.DOWN));
      }
    }
    return averages;
  }

  private static List<Double> sessions(Bars bars, TradingCalendar calendar) {
    TreeMap<LocalDate, Double> volumes = new TreeMap<>();
    for (int i = 0; i < bars.size(); i++) {
      volumes.merge(calendar.dateAt(bars.start(i)), bars.volume()[i], Double::sum);
    }
    boolean daily = volumes.size() == bars.size();
    if (!daily) {
      volumes.pollFirstEntry();
      volumes.pollLastEntry();
    }
    return List.copyOf(volumes.values());
  }
}
