package io.bellwether.analyst.session;

import io.bellwether.market.Bars;
import io.bellwether.market.Timeframe;
import io.bellwether.research.engine.MarketData;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The main series of a market by the day: open of the day's first bar, highest high, lowest low,
 * close of its last bar, sum of its volumes.
 *
 * @param dates of the days, in the zone of the market's conventions, ascending
 * @param bars one per date
 */
record DailyBars(List<LocalDate> dates, Bars bars) {
  static DailyBars of(MarketData data) {
    Bars main = data.series().main();
    Bars.Builder days = Bars.builder(main.symbol(), Timeframe.DAY, main.provenance());
    List<LocalDate> dates = new ArrayList<>();
    int first = 0;
    for (int last : data.dayEnds()) {
      add(days, main, first, last);
      dates.add(LocalDate.ofEpochDay(data.epochDay(last)));
      first = last + 1;
    }
    return new DailyBars(List.copyOf(dates), days.build());
  }

  private static void add(Bars.Builder days, Bars main, int first, int last) {
    double high = main.high()[first];
    double low = main.low()[first];
    double volume = 0;
    for (int i = first; i <= last; i++) {
      high = Math.max(high, main.high()[i]);
      low = Math.min(low, main.low()[i]);
      volume += main.volume()[i];
    }
    days.add(main.startMillis()[first], main.open()[first], high, low, main.close()[last], volume);
  }
}
