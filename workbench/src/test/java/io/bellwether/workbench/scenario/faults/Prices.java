package io.bellwether.workbench.scenario.faults;

import io.bellwether.market.Bars;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.Provenance;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.market.calendar.Session;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * Five-minute bars that stand still within an hour and move in its last bar. So an order that comes
 * some minutes late fills at the same price, and what a fault changed can be seen.
 */
final class Prices {
  private static final Provenance PROVENANCE = new Provenance("test", PriceBasis.SPLIT);
  private static final Duration STEP = Duration.ofMinutes(5);
  private static final double HALF_RANGE = 0.01;
  private static final double VOLUME = 10_000;

  /** Falls until 10:30 of the day, RSI(2) below 30; rises until 11:30, RSI(2) above 75. */
  static final Bars IN_AND_OUT =
      hourly(
          Story.SYMBOL,
          Story.DAY_BEFORE,
          100,
          new double[] {100.5, 101, 100.5, 100, 99.5, 99.2, 99},
          new double[] {98.5, 100.4, 100.4, 100.4, 100.4, 100.4, 100.4});

  private Prices() {}

  /**
   * Whole sessions from a date on.
   *
   * @param open the price the first hour stands at
   * @param sessions the closes of each session's hours from 9:30 on: seven, the last of half an
   *     hour
   */
  static Bars hourly(String symbol, LocalDate first, double open, double[]... sessions) {
    double[] closes = Stream.of(sessions).flatMapToDouble(DoubleStream::of).toArray();
    NyseCalendar calendar = new NyseCalendar();
    Bars.Builder bars = Bars.builder(symbol, new Timeframe(5), PROVENANCE);
    double price = open;
    int hour = 0;
    LocalDate date = first;
    while (hour < closes.length) {
      Session session = calendar.session(date).orElseThrow();
      Instant hourEnd = session.open().plus(Duration.ofHours(1));
      for (Instant start = session.open(); start.isBefore(session.close()); ) {
        Instant end = start.plus(STEP);
        boolean moves = end.equals(hourEnd) || end.equals(session.close());
        double close = moves && hour < closes.length ? closes[hour] : price;
        add(bars, start, price, close);
        if (moves) {
          hour++;
          hourEnd = hourEnd.plus(Duration.ofHours(1));
        }
        price = close;
        start = end;
      }
      date = calendar.nextSession(date).date();
    }
    return bars.build();
  }

  private static void add(Bars.Builder bars, Instant start, double open, double close) {
    bars.add(
        start.toEpochMilli(),
        open,
        Math.max(open, close) + HALF_RANGE,
        Math.min(open, close) - HALF_RANGE,
        close,
        VOLUME);
  }
}
