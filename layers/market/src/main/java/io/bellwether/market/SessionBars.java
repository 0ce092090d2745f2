package io.bellwether.market;

import io.bellwether.market.calendar.Session;
import io.bellwether.market.calendar.TradingCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.Optional;

/**
 * Cuts series to a calendar's regular sessions and builds longer bars from shorter ones, aligned to
 * the session's open: 09:30, 10:30, ... for hours in New York, the last one half an hour.
 */
public final class SessionBars {
  private SessionBars() {}

  /**
   * The bars that belong to regular sessions. An intraday bar belongs to the session in which it
   * starts, so a bar that starts before the open and ends after it (the clock-hour bar of 09:00 New
   * York, which mixes in pre-market trades) is dropped. A daily bar belongs to the session of its
   * date.
   */
  public static Bars regularSession(Bars bars, TradingCalendar calendar) {
    SessionCursor cursor = new SessionCursor(calendar);
    long[] starts = bars.startMillis();
    boolean daily = bars.timeframe().isDaily();
    BitSet kept = new BitSet(bars.size());
    for (int i = 0; i < bars.size(); i++) {
      cursor.moveTo(starts[i]);
      kept.set(i, daily ? cursor.isTradingDay() : cursor.isInSession(starts[i]));
    }
    // Most files hold the regular session alone, and need no copy.
    return kept.cardinality() == bars.size() ? bars : bars.only(kept);
  }

  /**
   * Builds bars of {@code target} from the regular-session bars of {@code source}: open of the
   * first, highest high, lowest low, close of the last, sum of the volumes. Bars outside the
   * regular session are left out as by {@link #regularSession}. An interval without a source bar
   * yields no bar; one that is still forming yields the bar so far, see {@link #complete}. A daily
   * bar is stamped with the midnight that begins its date.
   *
   * @throws IllegalArgumentException if bars of {@code target} cannot be made of whole source bars,
   *     or a source bar is not aligned to its session's open
   */
  public static Bars aggregate(Bars source, Timeframe target, TradingCalendar calendar) {
    requireDivides(source.timeframe(), target);
    Bars regular = regularSession(source, calendar);
    if (source.timeframe().equals(target)) {
      return regular;
    }
    SessionCursor cursor = new SessionCursor(calendar);
    Aggregation aggregation = new Aggregation(regular, target);
    long[] starts = regular.startMillis();
    for (int i = 0; i < regular.size(); i++) {
      cursor.moveTo(starts[i]);
      requireAligned(source, starts[i], cursor.openMillis());
      aggregation.add(i, bucket(starts[i], target, cursor));
    }
    return aggregation.build();
  }

  /** The bars that are over at {@code now}: their length has passed or their session has closed. */
  public static Bars complete(Bars bars, TradingCalendar calendar, Instant now) {
    SessionCursor cursor = new SessionCursor(calendar);
    long[] starts = bars.startMillis();
    int count = bars.size();
    while (count > 0) {
      cursor.moveTo(starts[count - 1]);
      if (cursor.endMillis(starts[count - 1], bars.timeframe()) <= now.toEpochMilli()) {
        break;
      }
      count--;
    }
    return bars.prefix(count);
  }

  private static void requireDivides(Timeframe source, Timeframe target) {
    boolean possible =
        source.equals(target)
            || (!source.isDaily()
                && (target.isDaily() || target.minutes() % source.minutes() == 0));
    if (!possible) {
      throw new IllegalArgumentException(
          target + " bars cannot be made of " + source + " bars: no whole number fits");
    }
  }

  private static void requireAligned(Bars source, long start, long open) {
    if ((start - open) % source.timeframe().duration().toMillis() != 0) {
      throw new IllegalArgumentException(
          "the "
              + source.timeframe()
              + " bar of "
              + source.symbol()
              + " at "
              + Instant.ofEpochMilli(start)
              + " is not aligned to the session's open, "
              + Instant.ofEpochMilli(open)
              + ": fetch a shorter timeframe");
    }
  }

  private static long bucket(long start, Timeframe target, SessionCursor cursor) {
    if (target.isDaily()) {
      return cursor.midnightMillis();
    }
    long length = target.duration().toMillis();
    return cursor.openMillis() + (start - cursor.openMillis()) / length * length;
  }

  /** Folds ascending source bars into buckets. */
  private static final class Aggregation {
    private final Bars source;
    private final Bars.Builder target;
    private int count;
    private long bucket;
    private double open;
    private double high;
    private double low;
    private double close;
    private double volume;

    Aggregation(Bars source, Timeframe timeframe) {
      this.source = source;
      this.target = Bars.builder(source.symbol(), timeframe, source.provenance());
    }

    void add(int index, long bucketOfBar) {
      if (count > 0 && bucketOfBar != bucket) {
        flush();
      }
      if (count == 0) {
        bucket = bucketOfBar;
        open = source.open()[index];
        high = source.high()[index];
        low = source.low()[index];
        volume = 0;
      }
      high = Math.max(high, source.high()[index]);
      low = Math.min(low, source.low()[index]);
      close = source.close()[index];
      volume += source.volume()[index];
      count++;
    }

    private void flush() {
      target.add(bucket, open, high, low, close, volume);
      count = 0;
    }

    Bars build() {
      if (count > 0) {
        flush();
      }
      return target.build();
    }
  }

  /** The day and session around an instant; asks the calendar once per day of ascending bars. */
  private static final class SessionCursor {
    private final TradingCalendar calendar;
    private Optional<Session> session = Optional.empty();
    private long dayStart = 0;
    private long dayEnd = 0;
    private long open = 0;
    private long close = 0;

    SessionCursor(TradingCalendar calendar) {
      this.calendar = calendar;
    }

    void moveTo(long millis) {
      if (millis >= dayStart && millis < dayEnd) {
        return;
      }
      LocalDate date = calendar.dateAt(Instant.ofEpochMilli(millis));
      session = calendar.session(date);
      dayStart = calendar.startOfDay(date).toEpochMilli();
      dayEnd = calendar.startOfDay(date.plusDays(1)).toEpochMilli();
      open = session.map(s -> s.open().toEpochMilli()).orElse(0L);
      close = session.map(s -> s.close().toEpochMilli()).orElse(0L);
    }

    boolean isTradingDay() {
      return session.isPresent();
    }

    boolean isInSession(long millis) {
      return millis >= open && millis < close;
    }

    long openMillis() {
      return open;
    }

    long midnightMillis() {
      return dayStart;
    }

    /** When a bar of this day is over. Outside the session nothing cuts its length short. */
    long endMillis(long start, Timeframe timeframe) {
      if (timeframe.isDaily()) {
        return isTradingDay() ? close : dayEnd;
      }
      long end = start + timeframe.duration().toMillis();
      return isInSession(start) ? Math.min(end, close) : end;
    }
  }
}
