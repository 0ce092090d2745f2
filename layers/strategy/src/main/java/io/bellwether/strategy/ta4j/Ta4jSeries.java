package io.bellwether.strategy.ta4j;

import io.bellwether.market.Bars;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.ta4j.core.Bar;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBar;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.num.DoubleNumFactory;
import org.ta4j.core.num.NumFactory;

/** Bars in ta4j's form. */
public final class Ta4jSeries {
  private Ta4jSeries() {}

  /**
   * Copies bars into a ta4j series of doubles, index by index. Ends are nominal: the start plus the
   * timeframe. Amount, which our bars do not have, is close times volume, as ta4j's own builders
   * have it.
   */
  public static BarSeries of(Bars bars) {
    NumFactory numbers = DoubleNumFactory.getInstance();
    Duration duration = bars.timeframe().duration();
    List<Bar> copies = new ArrayList<>(bars.size());
    for (int i = 0; i < bars.size(); i++) {
      Instant start = bars.start(i);
      double close = bars.close()[i];
      double volume = bars.volume()[i];
      copies.add(
          new BaseBar(
              duration,
              start,
              start.plus(duration),
              numbers.numOf(bars.open()[i]),
              numbers.numOf(bars.high()[i]),
              numbers.numOf(bars.low()[i]),
              numbers.numOf(close),
              numbers.numOf(volume),
              numbers.numOf(close * volume),
              0));
    }
    return new BaseBarSeriesBuilder()
        .withName(bars.symbol())
        .withNumFactory(numbers)
        .withBars(copies)
        .build();
  }
}
