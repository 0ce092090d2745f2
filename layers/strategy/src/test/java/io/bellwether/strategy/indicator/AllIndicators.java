package io.bellwether.strategy.indicator;

import io.bellwether.market.calendar.NyseCalendar;
import java.util.List;
import java.util.stream.Stream;

/** One or more of every indicator, for properties that hold of all. */
final class AllIndicators {
  private AllIndicators() {}

  static List<Indicator> list() {
    Stream<Indicator> composed =
        Stream.of(
            new Sma(1),
            new Sma(20),
            new Sma(new Rsi(3), 7),
            new Ema(1),
            new Ema(10),
            new Ema(new TrueRange(), 5),
            new Rsi(1),
            new Rsi(2),
            new Rsi(14),
            new TrueRange(),
            new Atr(1),
            new Atr(14),
            new Highest(Source.HIGH, 1),
            new Highest(Source.HIGH, 10),
            new Lowest(Source.LOW, 7),
            new WilliamsR(10),
            new StandardDeviation(20),
            BollingerBand.lower(20, 2),
            BollingerBand.middle(20),
            BollingerBand.upper(20, 2.5),
            new Vwap(NyseCalendar.ZONE),
            new RollingVwap(20),
            new Turnover(1),
            new Turnover(48),
            new Gapless(new Sma(20), 20),
            new AtClock(new Ema(10), 30));
    return Stream.concat(Stream.of(Source.values()), composed).toList();
  }
}
