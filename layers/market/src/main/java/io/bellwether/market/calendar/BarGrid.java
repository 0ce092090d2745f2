package io.bellwether.market.calendar;

import io.bellwether.market.Timeframe;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * When bars of a timeframe start and end on a calendar. Intraday bars are aligned to the session's
 * open, and the session's last bar may be short; a daily bar is stamped with the midnight that
 * begins its date and ends with the session's close.
 */
public final class BarGrid {
  private final TradingCalendar calendar;
  private final Timeframe timeframe;

  public BarGrid(TradingCalendar calendar, Timeframe timeframe) {
    this.calendar = calendar;
    this.timeframe = timeframe;
  }

  public TradingCalendar calendar() {
    return calendar;
  }

  public Timeframe timeframe() {
    return timeframe;
  }

  /** The starts of the bars of a session, in order. */
  public List<Instant> starts(Session session) {
    if (timeframe.isDaily()) {
      return List.of(midnight(session.date()));
    }
    List<Instant> starts = new ArrayList<>();
    for (Instant start = session.open();
        start.isBefore(session.close());
        start = start.plus(timeframe.duration())) {
      starts.add(start);
    }
    return starts;
  }

  /**
   * The start of the bar that contains an instant; empty outside the regular session. For daily
   * bars any instant of a trading day belongs to that day's bar.
   */
  public Optional<Instant> startContaining(Instant instant) {
    LocalDate date = calendar.dateAt(instant);
    if (timeframe.isDaily()) {
      return calendar.session(date).map(session -> midnight(date));
    }
    return calendar
        .sessionAt(instant)
        .map(
            session -> {
              long length = timeframe.duration().toMillis();
              long offset = instant.toEpochMilli() - session.open().toEpochMilli();
              return session.open().plusMillis(offset / length * length);
            });
  }

  /**
   * When the bar that starts at {@code start} is complete.
   *
   * @throws IllegalArgumentException if no session of the calendar has such a bar
   */
  public Instant end(Instant start) {
    Session session =
        calendar
            .session(calendar.dateAt(start))
            .orElseThrow(() -> new IllegalArgumentException("no session has a bar at " + start));
    if (timeframe.isDaily()) {
      return session.close();
    }
    Instant end = start.plus(timeframe.duration());
    return end.isBefore(session.close()) ? end : session.close();
  }

  /** The first instant at which the bar that starts at {@code start} can trade. */
  public Instant firstTrade(Instant start) {
    return timeframe.isDaily()
        ? calendar.session(calendar.dateAt(start)).orElseThrow().open()
        : start;
  }

  /** The start of the bar that follows the one that starts at {@code start}. */
  public Instant next(Instant start) {
    LocalDate date = calendar.dateAt(start);
    if (!timeframe.isDaily()) {
      Instant end = end(start);
      if (end.isBefore(calendar.session(date).orElseThrow().close())) {
        return end;
      }
    }
    return starts(calendar.nextSession(date)).getFirst();
  }

  /** The start of the last bar that is complete at {@code now}. */
  public Instant lastComplete(Instant now) {
    LocalDate date = calendar.dateAt(now);
    Optional<Session> today = calendar.session(date);
    if (today.isPresent()) {
      List<Instant> starts = starts(today.get());
      for (int i = starts.size() - 1; i >= 0; i--) {
        if (!end(starts.get(i)).isAfter(now)) {
          return starts.get(i);
        }
      }
    }
    return starts(calendar.previousSession(date)).getLast();
  }

  private Instant midnight(LocalDate date) {
    return date.atStartOfDay(calendar.zone()).toInstant();
  }
}
