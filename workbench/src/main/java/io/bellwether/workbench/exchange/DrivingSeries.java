package io.bellwether.workbench.exchange;

import io.bellwether.market.Bars;
import io.bellwether.market.calendar.Session;
import io.bellwether.market.calendar.TradingCalendar;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;

/**
 * The bars that make the prices of one symbol, and how far the exchange has walked along them. Bars
 * outside the regular session are left out.
 */
final class DrivingSeries {
  private static final long SECOND_MILLIS = 1_000;

  private final Bars bars;
  private final long[] opens;
  private final long[] settles;
  private final long[] ends;
  private final boolean[] firstOfSession;
  private final boolean[] lastOfSession;
  private int current = -1;
  private Tape.Phase next = Tape.Phase.OPEN;
  private Optional<BigDecimal> latest = Optional.empty();

  /**
   * @param settle how long after a bar's first trade its resting orders are evaluated; at the
   *     latest a second before its end
   */
  DrivingSeries(Bars all, TradingCalendar calendar, Duration settle) {
    Bars.Builder kept = Bars.builder(all.symbol(), all.timeframe(), all.provenance());
    long[] open = new long[all.size()];
    long[] end = new long[all.size()];
    boolean[] first = new boolean[all.size()];
    boolean[] last = new boolean[all.size()];
    LocalDate lastDate = LocalDate.MIN;
    for (int i = 0; i < all.size(); i++) {
      LocalDate date = calendar.dateAt(all.start(i));
      Optional<Session> session = calendar.session(date);
      if (session.isEmpty() || !trades(all, i, session.get())) {
        continue;
      }
      int k = kept.size();
      long sessionEnd = session.get().close().toEpochMilli();
      boolean daily = all.timeframe().isDaily();
      open[k] = daily ? session.get().open().toEpochMilli() : all.startMillis()[i];
      end[k] =
          daily
              ? sessionEnd
              : Math.min(open[k] + all.timeframe().duration().toMillis(), sessionEnd);
      first[k] = !date.equals(lastDate);
      last[k] = end[k] == sessionEnd;
      lastDate = date;
      kept.add(all, i);
    }
    this.bars = kept.build();
    int size = bars.size();
    this.opens = Arrays.copyOf(open, size);
    this.ends = Arrays.copyOf(end, size);
    this.firstOfSession = Arrays.copyOf(first, size);
    this.lastOfSession = Arrays.copyOf(last, size);
    this.settles = new long[size];
    for (int i = 0; i < size; i++) {
      settles[i] = Math.min(open[i] + settle.toMillis(), end[i] - SECOND_MILLIS);
    }
  }

  private static boolean trades(Bars bars, int index, Session session) {
    return bars.timeframe().isDaily() || session.contains(bars.start(index));
  }

  String symbol() {
    return bars.symbol();
  }

  boolean isEmpty() {
    return bars.isEmpty();
  }

  Instant firstOpen() {
    return Instant.ofEpochMilli(opens[0]);
  }

  Instant lastEnd() {
    return Instant.ofEpochMilli(ends[ends.length - 1]);
  }

  /** Stands as if everything up to and including an instant had been walked. */
  void startAt(Instant instant) {
    int found = Arrays.binarySearch(opens, instant.toEpochMilli());
    current = found >= 0 ? found : -found - 2;
    next = Tape.Phase.OPEN;
    latest = Optional.empty();
    if (current < 0) {
      return;
    }
    long now = instant.toEpochMilli();
    if (settles[current] > now) {
      next = Tape.Phase.SETTLE;
    } else if (ends[current] > now) {
      next = Tape.Phase.CLOSE;
    }
    latest = Optional.of(isForming() ? open() : close());
  }

  /** When the next step is due; {@link Long#MAX_VALUE} after the last. */
  long nextMillis() {
    return switch (next) {
      case OPEN -> current + 1 < opens.length ? opens[current + 1] : Long.MAX_VALUE;
      case SETTLE -> settles[current];
      case CLOSE, SESSION_CLOSE -> ends[current];
    };
  }

  Tape.Phase nextPhase() {
    return next;
  }

  /** Takes the next step. */
  void step() {
    switch (next) {
      case OPEN -> {
        current++;
        latest = Optional.of(open());
        next = Tape.Phase.SETTLE;
      }
      case SETTLE -> next = Tape.Phase.CLOSE;
      case CLOSE, SESSION_CLOSE -> {
        latest = Optional.of(close());
        next = Tape.Phase.OPEN;
      }
    }
  }

  /** The price of the latest trade; empty before the first bar. */
  Optional<BigDecimal> latest() {
    return latest;
  }

  /** Whether the current bar has begun and not ended. */
  boolean isForming() {
    return next != Tape.Phase.OPEN;
  }

  /** Whether the current bar is the first of its session. */
  boolean isFirstOfSession() {
    return firstOfSession[current];
  }

  /** Whether the current bar ends with its session. */
  boolean isLastOfSession() {
    return lastOfSession[current];
  }

  /** The current bar's stamp. */
  Instant barStart() {
    return bars.start(current);
  }

  /** The first instant at which the current bar trades. */
  Instant opened() {
    return Instant.ofEpochMilli(opens[current]);
  }

  BigDecimal open() {
    return BigDecimal.valueOf(bars.open()[current]);
  }

  BigDecimal high() {
    return BigDecimal.valueOf(bars.high()[current]);
  }

  BigDecimal low() {
    return BigDecimal.valueOf(bars.low()[current]);
  }

  BigDecimal close() {
    return BigDecimal.valueOf(bars.close()[current]);
  }
}
