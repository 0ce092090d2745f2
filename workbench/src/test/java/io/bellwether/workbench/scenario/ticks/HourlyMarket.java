package io.bellwether.workbench.scenario.ticks;

import io.bellwether.market.Bars;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.BarGrid;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Prices whose hourly moving averages are known: they drift, which makes the trend bullish or
 * bearish once it has warmed up, and where the direction turns they jump by 2 % within the hour,
 * which turns the trend with the close of that bar. Every bar opens at the close before it.
 */
final class HourlyMarket {
  private static final Timeframe TRADED = Timeframe.parse("5m");
  private static final Timeframe SERVED = Timeframe.parse("30m");
  private static final BarGrid HOURS = new BarGrid(ScenarioSystem.CALENDAR, Timeframe.parse("1h"));
  private static final double FIRST_PRICE = 50;
  private static final double DRIFT = 0.0001;
  private static final double JUMP = 0.02;

  /** In jumps. */
  private static final int CRASH = 15;

  private final LocalDate first;
  private final LocalDate last;

  /** The hours in which the direction turns; up is 1, down is -1. */
  private final Map<Instant, Integer> turns = new TreeMap<>();

  private HourlyMarket(LocalDate first, LocalDate last) {
    this.first = first;
    this.last = last;
  }

  /** A market that falls throughout, until told otherwise; both dates are inclusive. */
  static HourlyMarket falling(String first, String last) {
    return new HourlyMarket(LocalDate.parse(first), LocalDate.parse(last));
  }

  /** From this hourly bar on the trend is bullish. */
  HourlyMarket risesFrom(String hour) {
    turns.put(ScenarioSystem.newYork(hour), 1);
    return this;
  }

  /** From this hourly bar on the trend is bearish. */
  HourlyMarket fallsFrom(String hour) {
    turns.put(ScenarioSystem.newYork(hour), -1);
    return this;
  }

  /** In this hourly bar the price falls by 30 %, and drifts on down. */
  HourlyMarket crashesFrom(String hour) {
    turns.put(ScenarioSystem.newYork(hour), -CRASH);
    return this;
  }

  Market market() {
    Bars.Builder traded = Bars.builder(Market.SYMBOL, TRADED, Market.PROVENANCE);
    Bars.Builder served = Bars.builder(Market.SYMBOL, SERVED, Market.PROVENANCE);
    double open = FIRST_PRICE;
    int direction = -1;
    for (LocalDate date = first; !date.isAfter(last); date = date.plusDays(1)) {
      for (Instant hour : hours(date)) {
        Integer turn = turns.get(hour);
        direction = turn == null ? direction : turn;
        double close = Market.round(open * (1 + direction * (turn == null ? DRIFT : JUMP)));
        line(traded, TRADED, hour, open, close);
        line(served, SERVED, hour, open, close);
        open = close;
      }
    }
    return Market.of(traded.build(), served.build());
  }

  private static List<Instant> hours(LocalDate date) {
    return ScenarioSystem.CALENDAR.session(date).map(HOURS::starts).orElseGet(List::of);
  }

  /** Bars along the straight line from an hour's open to its close. */
  private static void line(
      Bars.Builder bars, Timeframe timeframe, Instant hour, double open, double close) {
    Duration length = Duration.between(hour, HOURS.end(hour));
    long count = length.dividedBy(timeframe.duration());
    double before = open;
    for (int i = 0; i < count; i++) {
      double after = Market.round(open + (close - open) * (i + 1) / count);
      Instant start = hour.plus(timeframe.duration().multipliedBy(i));
      Market.add(bars, start, before, before, after);
      before = after;
    }
  }
}
