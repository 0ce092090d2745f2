package io.bellwether.workbench.exchange;

import io.bellwether.market.Bars;
import io.bellwether.market.Timeframe;
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

  private final TradingCalendar calendar;
  private final Duration settle;
  private Bars bars;
  private long[] opens;
  private long[] settles;
  private long[] ends;
  private boolean[] firstOfSession;
  private boolean[] lastOfSession;
  private int current = -1;
  private Tape.Phase next = Tape.Phase.OPEN;
  private Optional<BigDecimal> latest = Optional.empty();

  /**
   * @param settle how long after a bar's first trade its resting orders are evaluated; at the
   *     latest a second before its end
   */
  DrivingSeries(Bars bars, TradingCalendar calendar, Duration settle) {
    this.calendar = calendar;
    this.settle = settle;
    this.bars = Bars.builder(bars.symbol(), bars.timeframe(), bars.provenance()).build();
    this.opens = new long[0];
    this.settles = new long[0];
    this.ends = new long[0];
    this.firstOfSession = new boolean[0];
    this.lastOfSession = new boolean[0];
    append(bars);
  }

  /** Adds bars after the last; where the walk stands does not change. */
  void append(Bars more) {
    int size = bars.size();
    Bars.Builder kept = Bars.builder(bars.symbol(), bars.timeframe(), bars.provenance());
    for (int i = 0; i < size; i++) {
      kept.add(bars, i);
    }
    int most = size + more.size();
    opens = Arrays.copyOf(opens, most);
    settles = Arrays.copyOf(settles, most);
    ends = Arrays.copyOf(ends, most);
    firstOfSession = Arrays.copyOf(firstOfSession, most);
    lastOfSession = Arrays.copyOf(lastOfSession, most);
    LocalDate lastDate = size == 0 ? LocalDate.MIN : calendar.dateAt(bars.lastStart());
    for (int i = 0; i < more.size(); i++) {
      LocalDate date = calendar.dateAt(more.start(i));
      Optional<Session> session = calendar.session(date);
      if (session.isPresent() && trades(more, i, session.get())) {
        time(kept.size(), more.startMillis()[i], session.get());
        firstOfSession[kept.size()] = !date.equals(lastDate);
        lastDate = date;
        kept.add(more, i);
      }
    }
    bars = kept.build();
    opens = Arrays.copyOf(opens, bars.size());
    ends = Arrays.copyOf(ends, bars.size());
  }

  /** Sets the instants of the bar that is to be the {@code index}-th. */
  private void time(int index, long start, Session session) {
    long close = session.close().toEpochMilli();
    boolean daily = bars.timeframe().isDaily();
    opens[index] = daily ? session.open().toEpochMilli() : start;
    ends[index] = daily ? close : Math.min(start + bars.timeframe().duration().toMillis(), close);
    settles[index] = Math.min(opens[index] + settle.toMillis(), ends[index] - SECOND_MILLIS);
    lastOfSession[index] = ends[index] == close;
  }

  private static boolean trades(Bars bars, int index, Session session) {
    return bars.timeframe().isDaily() || session.contains(bars.start(index));
  }

  String symbol() {
    return bars.symbol();
  }

  Timeframe timeframe() {
    return bars.timeframe();
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

  /** States the latest price anew after a split. The bars to come are on the new basis already. */
  void split(BigDecimal newShares, BigDecimal oldShares) {
    latest = latest.map(price -> Decimals.divide(price.multiply(oldShares), newShares));
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
