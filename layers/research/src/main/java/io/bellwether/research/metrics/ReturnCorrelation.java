package io.bellwether.research.metrics;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** How alike two runs earn and lose. */
public final class ReturnCorrelation {
  private ReturnCorrelation() {}

  /**
   * Pearson's correlation of daily returns, cov(r, s) / (sd(r) * sd(s)), from -1 to 1. Only dates
   * that both have count, and a return reaches from one such date to the next: a share's Monday is
   * compared with a whole weekend of a coin. The first return is on the capital if both begin on
   * the same date, and is left out if not.
   *
   * @param capital the equity of both before their first sessions
   * @return empty for fewer than two returns, for returns that do not differ, and where an equity
   *     is lost
   */
  public static OptionalDouble of(
      double capital, List<DailyEquity> daily, List<DailyEquity> otherDaily) {
    Map<LocalDate, Double> others = new HashMap<>();
    otherDaily.forEach(day -> others.put(day.date(), day.equity()));
    List<Double> equity = new ArrayList<>();
    List<Double> otherEquity = new ArrayList<>();
    if (!daily.isEmpty()
        && !otherDaily.isEmpty()
        && daily.getFirst().date().equals(otherDaily.getFirst().date())) {
      equity.add(capital);
      otherEquity.add(capital);
    }
    for (DailyEquity day : daily) {
      Double other = others.get(day.date());
      if (other != null) {
        equity.add(day.equity());
        otherEquity.add(other);
      }
    }
    double[] returns = returns(equity);
    double[] otherReturns = returns(otherEquity);
    boolean comparable = returns.length >= 2 && returns.length == otherReturns.length;
    return comparable ? Comparison.correlation(returns, otherReturns) : OptionalDouble.empty();
  }

  private static double[] returns(List<Double> equity) {
    if (equity.size() < 2) {
      return new double[0];
    }
    double[] later =
        equity.subList(1, equity.size()).stream().mapToDouble(Double::doubleValue).toArray();
    return Returns.daily(equity.getFirst(), later);
  }
}
