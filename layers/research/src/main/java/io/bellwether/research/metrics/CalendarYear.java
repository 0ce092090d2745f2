package io.bellwether.research.metrics;

import io.bellwether.trading.ledger.Trade;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A run within one calendar year, which starts at the last equity of the year before. The first
 * year starts at the initial capital; the first and the last may be parts of a year.
 *
 * @param year the calendar year
 * @param sessions how many sessions the run has in it
 * @param totalReturn last equity of the year / last equity before it - 1; empty if that was 0 or
 *     less
 * @param benchmarkReturn the benchmark's over the same sessions
 * @param volatility annualised, of the year's daily returns
 * @param sharpe annualised, of the year's daily returns
 * @param maxDrawdown of daily equity, from highs within the year; the last equity before it counts
 * @param trades trades closed in it
 * @param wins trades closed in it with pnl above 0
 * @param pnl of the trades closed in it, in money after fees
 */
public record CalendarYear(
    int year,
    int sessions,
    OptionalDouble totalReturn,
    OptionalDouble benchmarkReturn,
    OptionalDouble volatility,
    OptionalDouble sharpe,
    double maxDrawdown,
    int trades,
    int wins,
    double pnl) {

  /** Wins / trades. */
  public OptionalDouble winRate() {
    return Returns.quotient(wins, trades);
  }

  /** The years of a run, in order; years without a session are left out. */
  public static List<CalendarYear> of(Track track) {
    Map<Integer, List<Trade>> trades = new HashMap<>();
    for (Trade trade : track.trades()) {
      int year = trade.exitTime().atZone(track.conventions().zone()).getYear();
      trades.computeIfAbsent(year, _ -> new ArrayList<>()).add(trade);
    }
    List<CalendarYear> years = new ArrayList<>();
    List<DailyEquity> daily = track.daily();
    for (int from = 0; from < daily.size(); ) {
      int year = daily.get(from).date().getYear();
      int to = from;
      while (to < daily.size() && daily.get(to).date().getYear() == year) {
        to++;
      }
      years.add(year(track, from, to, trades.getOrDefault(year, List.of())));
      from = to;
    }
    return List.copyOf(years);
  }

  private static CalendarYear year(Track track, int from, int to, List<Trade> trades) {
    List<DailyEquity> days = track.daily().subList(from, to);
    double before = from == 0 ? track.capital() : track.daily().get(from - 1).equity();
    double last = days.getLast().equity();
    ReturnStatistics returns =
        ReturnStatistics.of(Returns.daily(before, days), track.conventions());
    return new CalendarYear(
        days.getFirst().date().getYear(),
        days.size(),
        before > 0 ? Returns.defined(last / before - 1) : OptionalDouble.empty(),
        benchmarkReturn(track, from, to),
        returns.volatility(),
        returns.sharpe(),
        DrawdownStatistics.deepest(
            before, days.stream().mapToDouble(DailyEquity::equity).toArray()),
        trades.size(),
        (int) trades.stream().filter(trade -> trade.pnl().signum() > 0).count(),
        trades.stream().mapToDouble(trade -> trade.pnl().doubleValue()).sum());
  }

  private static OptionalDouble benchmarkReturn(Track track, int from, int to) {
    if (track.benchmark().isEmpty()) {
      return OptionalDouble.empty();
    }
    Benchmark held = track.benchmark().get();
    double before = from == 0 ? held.firstOpen() : held.closes().get(from - 1).close();
    return Returns.quotient(held.closes().get(to - 1).close() - before, before);
  }
}
