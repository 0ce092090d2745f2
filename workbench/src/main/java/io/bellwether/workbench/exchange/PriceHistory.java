package io.bellwether.workbench.exchange;

import io.bellwether.market.Bars;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.TradingCalendar;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What can be known of the prices at an instant: bars that have begun, never what comes after. */
final class PriceHistory {
  /** The price of the latest trade and when it was. */
  record Trade(Instant time, double price) {}

  private final TradingCalendar calendar;
  private final Map<String, TreeMap<Timeframe, ServedSeries>> given = new HashMap<>();
  private final Map<String, Map<Timeframe, ServedSeries>> made = new HashMap<>();

  PriceHistory(List<Bars> bars, TradingCalendar calendar) {
    this.calendar = calendar;
    for (Bars one : bars) {
      given
          .computeIfAbsent(one.symbol(), symbol -> new TreeMap<>())
          .put(one.timeframe(), ServedSeries.of(one, calendar));
    }
  }

  /**
   * Prolongs a series.
   *
   * @throws IllegalArgumentException if it is unknown, or the bars do not follow its last
   */
  void append(Bars more) {
    TreeMap<Timeframe, ServedSeries> series = given.get(more.symbol());
    ServedSeries one = series == null ? null : series.get(more.timeframe());
    if (series == null || one == null) {
      throw new IllegalArgumentException(
          "there is no series of " + more + " to append to: give it when the exchange is built");
    }
    series.put(more.timeframe(), one.followedBy(more, calendar));
    made.remove(more.symbol());
  }

  /** States all prices before an instant on the basis after a split, as feeds that adjust do. */
  void split(String symbol, Instant before, double newSharesPerOld) {
    TreeMap<Timeframe, ServedSeries> series = given.get(symbol);
    if (series != null) {
      series.replaceAll((timeframe, one) -> one.split(before, newSharesPerOld));
      made.remove(symbol);
    }
  }

  boolean knows(String symbol) {
    return given.containsKey(symbol);
  }

  /** The series of the shortest bars of a symbol. */
  Optional<ServedSeries> finest(String symbol) {
    return Optional.ofNullable(given.get(symbol)).map(all -> all.firstEntry().getValue());
  }

  /**
   * The series of a timeframe: as given, or made of the finest. Empty if the symbol is unknown or
   * the finest bars do not divide it.
   */
  Optional<ServedSeries> series(String symbol, Timeframe timeframe) {
    Optional<ServedSeries> exact =
        Optional.ofNullable(given.get(symbol)).map(all -> all.get(timeframe));
    return exact.isPresent()
        ? exact
        : finest(symbol)
            .filter(finest -> divides(finest.timeframe(), timeframe))
            .map(
                finest ->
                    made.computeIfAbsent(symbol, s -> new HashMap<>())
                        .computeIfAbsent(timeframe, t -> make(finest, t)));
  }

  private static boolean divides(Timeframe finer, Timeframe coarser) {
    return !finer.isDaily() && coarser.minutes() % finer.minutes() == 0;
  }

  private ServedSeries make(ServedSeries finest, Timeframe timeframe) {
    return timeframe.isDaily()
        ? finest.byTheDay(calendar)
        : finest.byTheClock(timeframe.minutes(), calendar);
  }

  /**
   * A bar as it is known at an instant: complete, or what its finer bars have shown so far, or its
   * open alone.
   *
   * @param index of a bar that is visible
   */
  Row row(String symbol, ServedSeries series, int index, Instant now) {
    if (series.isComplete(index, now)) {
      return series.row(index);
    }
    Row known = series.opening(index);
    ServedSeries finest = finest(symbol).orElseThrow();
    if (finest == series) {
      return known;
    }
    int visible = finest.visible(now);
    for (int i = finest.countBefore(series.visibleFrom(index)); i < visible; i++) {
      known = known.then(finest.isComplete(i, now) ? finest.row(i) : finest.opening(i));
    }
    return known;
  }

  /** The latest trade at an instant; empty before the first bar. */
  Optional<Trade> latest(String symbol, Instant now) {
    Optional<ServedSeries> finest = finest(symbol);
    int visible = finest.map(series -> series.visible(now)).orElse(0);
    if (visible == 0) {
      return Optional.empty();
    }
    ServedSeries series = finest.orElseThrow();
    int last = visible - 1;
    return Optional.of(
        series.isComplete(last, now)
            ? new Trade(series.completeAt(last), series.row(last).close())
            : new Trade(series.visibleFrom(last), series.opening(last).open()));
  }
}
