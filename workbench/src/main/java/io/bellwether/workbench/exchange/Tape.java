package io.bellwether.workbench.exchange;

import io.bellwether.market.calendar.Session;
import io.bellwether.market.calendar.TradingCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The bars of all symbols and the ends of the sessions as one sequence of steps in time. */
final class Tape {
  /** What happens to a bar or a session. At one instant, in this order. */
  enum Phase {
    /** A bar ends: its close is the latest price. */
    CLOSE,
    /** A session ends: its orders expire. */
    SESSION_CLOSE,
    /** A bar begins: its open is the latest price, and market orders fill at it. */
    OPEN,
    /** A bar's high and low are shown to the resting orders. */
    SETTLE
  }

  /**
   * One step.
   *
   * @param series the series it concerns, in order of symbol; none for the end of a session
   * @param date the date of the session that ends, or of the instant
   */
  record Step(Instant time, Phase phase, List<DrivingSeries> series, LocalDate date) {}

  private final List<DrivingSeries> series;
  private final TradingCalendar calendar;
  private List<Session> sessions;
  private int nextSession;

  Tape(Collection<DrivingSeries> series, TradingCalendar calendar, Instant start) {
    this.series = series.stream().sorted(Comparator.comparing(DrivingSeries::symbol)).toList();
    this.calendar = calendar;
    this.sessions = sessionsOf(this.series, calendar);
    for (DrivingSeries one : this.series) {
      one.startAt(start);
    }
    while (nextSession < sessions.size() && !sessions.get(nextSession).close().isAfter(start)) {
      nextSession++;
    }
  }

  /** Takes note that a series has grown. */
  void extend() {
    sessions = sessionsOf(series, calendar);
  }

  private static List<Session> sessionsOf(List<DrivingSeries> series, TradingCalendar calendar) {
    List<DrivingSeries> filled = series.stream().filter(one -> !one.isEmpty()).toList();
    Optional<Instant> first =
        filled.stream().map(DrivingSeries::firstOpen).min(Comparator.naturalOrder());
    Optional<Instant> last =
        filled.stream().map(DrivingSeries::lastEnd).max(Comparator.naturalOrder());
    List<Session> sessions = new ArrayList<>();
    if (first.isEmpty() || last.isEmpty()) {
      return sessions;
    }
    LocalDate end = calendar.dateAt(last.get().minusMillis(1));
    for (LocalDate day = calendar.dateAt(first.get()); !day.isAfter(end); day = day.plusDays(1)) {
      calendar.session(day).ifPresent(sessions::add);
    }
    return sessions;
  }

  /** When the next step is due, in milliseconds; {@link Long#MAX_VALUE} after the last. */
  long nextMillis() {
    long time = sessionMillis();
    for (DrivingSeries one : series) {
      time = Math.min(time, one.nextMillis());
    }
    return time;
  }

  /** Takes the next step; only if {@link #nextMillis()} says there is one. */
  Step next() {
    long time = nextMillis();
    Phase phase = sessionMillis() == time ? Phase.SESSION_CLOSE : Phase.SETTLE;
    for (DrivingSeries one : series) {
      if (one.nextMillis() == time && one.nextPhase().compareTo(phase) < 0) {
        phase = one.nextPhase();
      }
    }
    Instant instant = Instant.ofEpochMilli(time);
    if (phase == Phase.SESSION_CLOSE) {
      return new Step(instant, phase, List.of(), sessions.get(nextSession++).date());
    }
    List<DrivingSeries> due = new ArrayList<>(series.size());
    for (DrivingSeries one : series) {
      if (one.nextMillis() == time && one.nextPhase() == phase) {
        one.step();
        due.add(one);
      }
    }
    return new Step(instant, phase, due, calendar.dateAt(instant));
  }

  private long sessionMillis() {
    return nextSession < sessions.size()
        ? sessions.get(nextSession).close().toEpochMilli()
        : Long.MAX_VALUE;
  }
}
