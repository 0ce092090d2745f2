package io.bellwether.research.metrics;

import io.bellwether.market.Bars;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Buying and holding one symbol from the open of the first bar, on the same price basis and dates
 * as the run it is compared with.
 *
 * @param symbol what is held
 * @param firstOpen the open of the first bar
 * @param closes the last close of each session, in order
 */
public record Benchmark(String symbol, double firstOpen, List<DailyClose> closes) {
  /** A session's last close. */
  public record DailyClose(LocalDate date, double close) {}

  public Benchmark {
    closes = List.copyOf(closes);
    if (!(firstOpen > 0)) {
      throw new IllegalArgumentException(
          "benchmark " + symbol + " needs a first open above 0, not " + firstOpen);
    }
  }

  /**
   * The benchmark of a series of bars without warm-up.
   *
   * @param zone the zone whose midnight separates sessions
   * @throws IllegalArgumentException if there are no bars
   */
  public static Benchmark of(Bars bars, ZoneId zone) {
    if (bars.isEmpty()) {
      throw new IllegalArgumentException("no bars of " + bars.symbol() + " to buy and hold");
    }
    List<DailyClose> closes = new ArrayList<>();
    long[] starts = bars.startMillis();
    for (int t = 0; t < bars.size(); ) {
      LocalDate date = bars.start(t).atZone(zone).toLocalDate();
      long midnight = date.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli();
      while (t < bars.size() && starts[t] < midnight) {
        t++;
      }
      closes.add(new DailyClose(date, bars.close()[t - 1]));
    }
    return new Benchmark(bars.symbol(), bars.open()[0], closes);
  }

  /**
   * The benchmark of bars that may start before and end after the run: bought at the open of the
   * first bar on the first of its sessions.
   *
   * @param dates the run's sessions, in order, at least one, each with bars
   * @throws IllegalArgumentException naming the sessions without a bar
   */
  public static Benchmark on(List<LocalDate> dates, Bars bars, ZoneId zone) {
    List<LocalDate> missing = missing(dates, bars, zone);
    if (dates.isEmpty() || !missing.isEmpty()) {
      throw new IllegalArgumentException(
          bars.symbol() + " has no bars on " + missing.size() + " sessions: " + missing);
    }
    Set<LocalDate> sessions = new HashSet<>(dates);
    Bars within =
        bars.between(
            dates.getFirst().atStartOfDay(zone).toInstant(),
            dates.getLast().plusDays(1).atStartOfDay(zone).toInstant());
    Benchmark all = of(within, zone);
    return new Benchmark(
        bars.symbol(),
        all.firstOpen,
        all.closes.stream().filter(close -> sessions.contains(close.date())).toList());
  }

  /** The sessions on which there is no bar. */
  public static List<LocalDate> missing(List<LocalDate> dates, Bars bars, ZoneId zone) {
    if (bars.isEmpty()) {
      return List.copyOf(dates);
    }
    Set<LocalDate> held = new HashSet<>();
    of(bars, zone).closes.forEach(close -> held.add(close.date()));
    return dates.stream().filter(date -> !held.contains(date)).toList();
  }

  /** The return over the whole time: last close / first open - 1; 0 without closes. */
  public double totalReturn() {
    return closes.isEmpty() ? 0 : closes.getLast().close() / firstOpen - 1;
  }

  /** One return per session: the first from the first open, then close to close. */
  double[] returns() {
    double[] returns = new double[closes.size()];
    double previous = firstOpen;
    for (int i = 0; i < returns.length; i++) {
      double close = closes.get(i).close();
      returns[i] = close / previous - 1;
      previous = close;
    }
    return returns;
  }
}
