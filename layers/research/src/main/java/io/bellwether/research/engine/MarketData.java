package io.bellwether.research.engine;

import io.bellwether.market.Bars;
import io.bellwether.market.CorporateActions;
import io.bellwether.market.CorporateActions.Split;
import io.bellwether.research.metrics.Conventions;
import io.bellwether.strategy.SeriesSet;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The market a backtest runs on: the series decided on, on a common clock, and the bars traded on.
 * Immutable and safe to share between threads; columns computed once serve every run.
 */
public final class MarketData {
  private final SeriesSet series;
  private final List<Tape> tapes;
  private final Conventions conventions;
  private final int[] day;
  private final int[] dayEnds;
  private final Instant end;

  private MarketData(SeriesSet series, List<Tape> tapes, Conventions conventions) {
    this.series = series;
    this.tapes = List.copyOf(tapes);
    this.conventions = conventions;
    this.day = days(series.main(), conventions);
    this.dayEnds = ends(day);
    Bars main = series.main();
    this.end = main.isEmpty() ? Instant.EPOCH : main.lastStart().plus(main.timeframe().duration());
  }

  private MarketData(SeriesSet series, List<Tape> tapes, Instant end, MarketData same) {
    this.series = series;
    this.tapes = List.copyOf(tapes);
    this.conventions = same.conventions;
    this.day = same.day;
    this.dayEnds = same.dayEnds;
    this.end = end;
  }

  /**
   * Bars that are both decided and traded on.
   *
   * @param bars one per symbol, the main symbol first, of one timeframe; only timestamps present in
   *     all of them are used
   */
  public static MarketData of(List<Bars> bars, Conventions conventions) {
    SeriesSet series = SeriesSet.align(bars);
    List<Tape> tapes = series.all().stream().map(one -> Tape.of(one, one)).toList();
    return new MarketData(series, tapes, conventions);
  }

  /**
   * Bars that are decided on and finer ones, or raw ones, beneath them that are traded on.
   *
   * @param decided one per symbol, the main symbol first, of one timeframe
   * @param traded one per symbol in the same order; bars outside of every decision bar are not used
   */
  public static MarketData of(List<Bars> decided, List<Bars> traded, Conventions conventions) {
    SeriesSet series = SeriesSet.align(decided);
    List<Tape> tapes = new ArrayList<>();
    for (int i = 0; i < traded.size(); i++) {
      Bars aligned = series.all().get(i);
      // Aligning may have dropped bars; those then are not traded on either.
      tapes.add(Tape.of(aligned, traded.get(i) == decided.get(i) ? aligned : traded.get(i)));
    }
    return new MarketData(series, tapes, conventions);
  }

  /**
   * This market with splits and dividends as far as the prices traded at do not contain them: both
   * on raw bars, dividends on split-adjusted ones.
   */
  public MarketData with(CorporateActions actions) {
    return new MarketData(
        series, tapes.stream().map(tape -> tape.with(actions, day)).toList(), end, this);
  }

  /**
   * This market with an end of its last bar that the length of a bar does not tell: a daily bar
   * starts at midnight and ends with its session, and a session's last bar may be short.
   */
  public MarketData endingAt(Instant lastBarsEnd) {
    return new MarketData(series, tapes, lastBarsEnd, this);
  }

  /** The series decided on. */
  public SeriesSet series() {
    return series;
  }

  /** The same market before any column was computed: for benchmarks, and to let columns go. */
  public MarketData withoutColumns() {
    return new MarketData(series.prefix(series.size()), tapes, end, this);
  }

  /** The number of bars decided on. */
  public int size() {
    return series.size();
  }

  public Conventions conventions() {
    return conventions;
  }

  /** When the last bar ends, for growth per year; the epoch if there is no bar. */
  public Instant end() {
    return end;
  }

  /** The bars a symbol is traded on. */
  public Bars traded(String symbol) {
    return tape(symbol).bars();
  }

  /** The price a symbol is marked at at the close of bar {@code t}. */
  public double mark(String symbol, int t) {
    return tape(symbol).mark()[t];
  }

  /** The splits that raw bars are traded through, in order of symbols and dates. */
  public List<Split> splits() {
    return tapes.stream().flatMap(tape -> tape.splits().stream()).toList();
  }

  /** The date of bar {@code t}, in days since 1970-01-01, in the zone of the conventions. */
  public int epochDay(int t) {
    return day[t];
  }

  /** The index of the last bar of each day, in order. Shared: do not write. */
  public int[] dayEnds() {
    return dayEnds;
  }

  /** The index of the first bar that does not start before an instant. */
  public int firstAtOrAfter(Instant instant) {
    return series.main().countBefore(instant);
  }

  Tape tape(String symbol) {
    return tapes.get(series.all().indexOf(series.of(symbol)));
  }

  /** One look at the time zone per day, not per bar. */
  private static int[] days(Bars bars, Conventions conventions) {
    int[] day = new int[bars.size()];
    long until = Long.MIN_VALUE;
    int current = 0;
    for (int i = 0; i < day.length; i++) {
      long start = bars.startMillis()[i];
      if (start >= until) {
        LocalDate date = bars.start(i).atZone(conventions.zone()).toLocalDate();
        current = Math.toIntExact(date.toEpochDay());
        until = date.plusDays(1).atStartOfDay(conventions.zone()).toInstant().toEpochMilli();
      }
      day[i] = current;
    }
    return day;
  }

  private static int[] ends(int[] day) {
    int[] ends = new int[day.length];
    int count = 0;
    for (int i = 0; i < day.length; i++) {
      if (i + 1 == day.length || day[i + 1] != day[i]) {
        ends[count++] = i;
      }
    }
    return Arrays.copyOf(ends, count);
  }
}
