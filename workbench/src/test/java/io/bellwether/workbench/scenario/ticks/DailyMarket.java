package io.bellwether.workbench.scenario.ticks;

import io.bellwether.market.Bars;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.BarGrid;
import io.bellwether.market.calendar.Session;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Prices whose daily RSI(2) is known: quiet days go up and down by 0.4 % in turn, which keeps it
 * between 30 and 75; the other days are told one by one. A day goes from its open, which is the
 * close before it, straight to its low at half past twelve and from there to its close.
 */
final class DailyMarket {
  private static final Timeframe TRADED = Timeframe.parse("30m");
  private static final BarGrid HALF_HOURS = new BarGrid(ScenarioSystem.CALENDAR, TRADED);
  private static final double FIRST_PRICE = 100;
  private static final double QUIET = 0.004;
  private static final int BARS_TO_THE_LOW = 6;

  private record Day(double low, double close) {}

  private final LocalDate first;
  private final LocalDate last;
  private final Map<LocalDate, Day> told = new TreeMap<>();

  private DailyMarket(LocalDate first, LocalDate last) {
    this.first = first;
    this.last = last;
  }

  /** A market of quiet days; both dates are inclusive. */
  static DailyMarket quiet(String first, String last) {
    return new DailyMarket(LocalDate.parse(first), LocalDate.parse(last));
  }

  /** A day with this low and this close. */
  DailyMarket day(String date, double low, double close) {
    told.put(LocalDate.parse(date), new Day(low, close));
    return this;
  }

  Market market() {
    return market(Market.SYMBOL);
  }

  /** The same prices of another symbol. */
  Market market(String symbol) {
    Bars.Builder traded = Bars.builder(symbol, TRADED, Market.PROVENANCE);
    Bars.Builder served = Bars.builder(symbol, Timeframe.DAY, Market.PROVENANCE);
    double open = FIRST_PRICE;
    boolean up = true;
    for (LocalDate date = first; !date.isAfter(last); date = date.plusDays(1)) {
      Optional<Session> session = ScenarioSystem.CALENDAR.session(date);
      if (session.isPresent()) {
        double quiet = Market.round(up ? open * (1 + QUIET) : open / (1 + QUIET));
        Day day = told.getOrDefault(date, new Day(Math.min(open, quiet), quiet));
        Instant midnight = date.atStartOfDay(ScenarioSystem.CALENDAR.zone()).toInstant();
        Market.add(served, midnight, open, day.low, day.close);
        path(traded, HALF_HOURS.starts(session.get()), open, day);
        open = day.close;
        up = !up;
      }
    }
    return Market.of(traded.build(), served.build());
  }

  private static void path(Bars.Builder bars, List<Instant> starts, double open, Day day) {
    double before = open;
    for (int i = 0; i < starts.size(); i++) {
      int done = i + 1;
      double after =
          done <= BARS_TO_THE_LOW
              ? open + (day.low - open) * done / BARS_TO_THE_LOW
              : day.low
                  + (day.close - day.low)
                      * (done - BARS_TO_THE_LOW)
                      / (starts.size() - BARS_TO_THE_LOW);
      Market.add(bars, starts.get(i), before, before, Market.round(after));
      before = Market.round(after);
    }
  }
}
