package io.bellwether.workbench.exchange;

import io.bellwether.market.Bars;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.Session;
import io.bellwether.market.calendar.TradingCalendar;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A series of the data API, with the instants at which each of its bars begins to be seen and is
 * complete. Before the first a bar does not exist; between the two its values are those of the
 * future and must not be served.
 */
final class ServedSeries {
  private final Bars bars;
  private final long[] visibleFrom;
  private final long[] completeAt;
  private final byte[] @Nullable [] rendered;

  private ServedSeries(Bars bars, long[] visibleFrom, long[] completeAt) {
    this.bars = bars;
    this.visibleFrom = Arrays.copyOf(visibleFrom, bars.size());
    this.completeAt = Arrays.copyOf(completeAt, bars.size());
    this.rendered = new byte[bars.size()][];
  }

  /** A series as it was given. */
  static ServedSeries of(Bars bars, TradingCalendar calendar) {
    long[] visible = new long[bars.size()];
    long[] complete = new long[bars.size()];
    for (int i = 0; i < bars.size(); i++) {
      Instant start = bars.start(i);
      Instant end = start.plus(bars.timeframe().duration());
      Optional<Session> session = calendar.session(calendar.dateAt(start));
      if (bars.timeframe().isDaily()) {
        visible[i] = session.map(Session::open).orElse(end).toEpochMilli();
        complete[i] = session.map(Session::close).orElse(end).toEpochMilli();
      } else {
        visible[i] = start.toEpochMilli();
        complete[i] = cut(start, end, session).toEpochMilli();
      }
    }
    return new ServedSeries(bars, visible, complete);
  }

  /** This series with more bars at its end. */
  ServedSeries followedBy(Bars more, TradingCalendar calendar) {
    Bars.Builder all = Bars.builder(bars.symbol(), bars.timeframe(), bars.provenance());
    for (int i = 0; i < bars.size(); i++) {
      all.add(bars, i);
    }
    for (int i = 0; i < more.size(); i++) {
      all.add(more, i);
    }
    return of(all.build(), calendar);
  }

  /** This series with the bars that start before an instant on the basis after a split. */
  ServedSeries split(Instant before, double newSharesPerOld) {
    Bars.Builder restated = Bars.builder(bars.symbol(), bars.timeframe(), bars.provenance());
    for (int i = 0; i < bars.size(); i++) {
      if (bars.start(i).isBefore(before)) {
        restated.add(
            bars.startMillis()[i],
            bars.open()[i] / newSharesPerOld,
            bars.high()[i] / newSharesPerOld,
            bars.low()[i] / newSharesPerOld,
            bars.close()[i] / newSharesPerOld,
            bars.volume()[i] * newSharesPerOld);
      } else {
        restated.add(bars, i);
      }
    }
    return new ServedSeries(restated.build(), visibleFrom, completeAt);
  }

  /** A bar that begins in the session ends with it. */
  private static Instant cut(Instant start, Instant end, Optional<Session> session) {
    return session
        .filter(s -> s.contains(start) && s.close().isBefore(end))
        .map(Session::close)
        .orElse(end);
  }

  /** This series in buckets of so many minutes, cut on the clock of the exchange from midnight. */
  ServedSeries byTheClock(int minutes, TradingCalendar calendar) {
    Buckets buckets = new Buckets(new Timeframe(minutes));
    for (int i = 0; i < bars.size(); i++) {
      ZonedDateTime local = bars.start(i).atZone(calendar.zone());
      int minuteOfDay = local.getHour() * 60 + local.getMinute();
      Instant start =
          local.withSecond(0).withNano(0).minusMinutes(minuteOfDay % minutes).toInstant();
      buckets.add(start.toEpochMilli(), i);
    }
    return buckets.build();
  }

  /** The regular sessions of this series as daily bars, stamped with the midnight they begin. */
  ServedSeries byTheDay(TradingCalendar calendar) {
    Buckets buckets = new Buckets(Timeframe.DAY);
    for (int i = 0; i < bars.size(); i++) {
      Instant start = bars.start(i);
      LocalDate date = calendar.dateAt(start);
      if (calendar.session(date).filter(s -> s.contains(start)).isPresent()) {
        buckets.add(date.atStartOfDay(calendar.zone()).toInstant().toEpochMilli(), i);
      }
    }
    return buckets.build();
  }

  /** Gathers bars of this series into longer ones. */
  private final class Buckets {
    private final Bars.Builder builder;
    private final long[] visible = new long[bars.size()];
    private final long[] complete = new long[bars.size()];
    private Row bucket = Row.NONE;

    Buckets(Timeframe timeframe) {
      builder = Bars.builder(bars.symbol(), timeframe, bars.provenance());
    }

    void add(long start, int index) {
      if (bucket.isNone() || bucket.start() != start) {
        flush();
        bucket = row(index).startingAt(start);
        visible[builder.size()] = visibleFrom[index];
      } else {
        bucket = bucket.then(row(index));
      }
      complete[builder.size()] = completeAt[index];
    }

    private void flush() {
      if (!bucket.isNone()) {
        builder.add(
            bucket.start(),
            bucket.open(),
            bucket.high(),
            bucket.low(),
            bucket.close(),
            bucket.volume());
      }
    }

    ServedSeries build() {
      flush();
      return new ServedSeries(builder.build(), visible, complete);
    }
  }

  Timeframe timeframe() {
    return bars.timeframe();
  }

  /** How many bars have begun at an instant. */
  int visible(Instant now) {
    int found = Arrays.binarySearch(visibleFrom, now.toEpochMilli());
    return found >= 0 ? found + 1 : -found - 1;
  }

  /** How many bars start before an instant. */
  int countBefore(Instant instant) {
    return bars.countBefore(instant);
  }

  Instant start(int index) {
    return bars.start(index);
  }

  Instant visibleFrom(int index) {
    return Instant.ofEpochMilli(visibleFrom[index]);
  }

  Instant completeAt(int index) {
    return Instant.ofEpochMilli(completeAt[index]);
  }

  boolean isComplete(int index, Instant now) {
    return completeAt[index] <= now.toEpochMilli();
  }

  /** A complete bar. */
  Row row(int index) {
    return new Row(
        bars.startMillis()[index],
        bars.open()[index],
        bars.high()[index],
        bars.low()[index],
        bars.close()[index],
        bars.volume()[index]);
  }

  /** A bar of which only the open is known. */
  Row opening(int index) {
    return Row.opening(bars.startMillis()[index], bars.open()[index]);
  }

  /** A complete bar as JSON, made once. */
  byte[] json(int index) {
    byte[] json = rendered[index];
    if (json == null) {
      json = row(index).json().getBytes(StandardCharsets.UTF_8);
      rendered[index] = json;
    }
    return json;
  }
}
