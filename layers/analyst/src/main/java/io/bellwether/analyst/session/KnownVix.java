package io.bellwether.analyst.session;

import io.bellwether.market.Bars;
import io.bellwether.market.Provenance;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.Session;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.market.macro.DailySeries;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The VIX as it was known at the close of each session. The index is computed until a quarter of an
 * hour after the close, and a day's value is published on the next: so these are the values of the
 * days before, wherever they come from.
 */
public final class KnownVix {
  private KnownVix() {}

  /**
   * A daily bar of each session from one date to another at whose close a value was known.
   *
   * @param closes values by the date they are of
   * @param provenance where they come from
   */
  public static Bars at(
      TradingCalendar calendar,
      DailySeries closes,
      Provenance provenance,
      LocalDate from,
      LocalDate to) {
    Bars.Builder bars = Bars.builder("VIX", Timeframe.DAY, provenance);
    LocalDate first = from.isBefore(calendar.firstDate()) ? calendar.firstDate() : from;
    LocalDate last = to.isAfter(calendar.lastDate()) ? calendar.lastDate() : to;
    for (LocalDate date = first; !date.isAfter(last); date = date.plusDays(1)) {
      Optional<Double> known = calendar.session(date).map(Session::close).flatMap(closes::knownAt);
      if (known.isPresent()) {
        double value = known.get();
        bars.add(calendar.startOfDay(date).toEpochMilli(), value, value, value, value, 0);
      }
    }
    return bars.build();
  }
}
