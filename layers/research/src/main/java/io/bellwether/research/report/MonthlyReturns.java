package io.bellwether.research.report;

import io.bellwether.research.metrics.DailyEquity;
import java.time.YearMonth;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Returns by calendar month: the month's last equity over the last equity before it, less 1. The
 * first month starts at the initial capital.
 *
 * @param byMonth months with at least one session; nothing where the equity before was 0 or less
 */
public record MonthlyReturns(SortedMap<YearMonth, Double> byMonth) {
  public MonthlyReturns {
    byMonth = Collections.unmodifiableSortedMap(new TreeMap<>(byMonth));
  }

  static MonthlyReturns of(double capital, List<DailyEquity> daily) {
    SortedMap<YearMonth, Double> returns = new TreeMap<>();
    double before = capital;
    for (int i = 0; i < daily.size(); i++) {
      YearMonth month = YearMonth.from(daily.get(i).date());
      boolean last =
          i == daily.size() - 1 || !YearMonth.from(daily.get(i + 1).date()).equals(month);
      if (last) {
        double after = daily.get(i).equity();
        if (before > 0) {
          returns.put(month, after / before - 1);
        }
        before = after;
      }
    }
    return new MonthlyReturns(returns);
  }

  /** The years with a return, in order. */
  public List<Integer> years() {
    return byMonth.keySet().stream().map(YearMonth::getYear).distinct().toList();
  }

  /** The return of a month, 1 to 12. */
  public OptionalDouble month(int year, int month) {
    Double value = byMonth.get(YearMonth.of(year, month));
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** The months of a year, compounded. */
  public double year(int year) {
    double growth = 1;
    for (double value : byMonth.subMap(YearMonth.of(year, 1), YearMonth.of(year + 1, 1)).values()) {
      growth *= 1 + value;
    }
    return growth - 1;
  }
}
