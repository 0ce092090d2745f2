package io.bellwether.market.calendar;

import io.bellwether.market.Timeframe;
import java.time.Duration;
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
  private final long lengthMillis;

  public BarGrid(TradingCalendar calendar, Timeframe timeframe) {
    this.calendar = calendar;
    this.timeframe = timeframe;
    this.lengthMillis = timeframe.duration().toMillis();
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
        .map(session -> session.open().plusMillis(barsUntil(session, instant) * lengthMillis));
  }

  /**
   * When the bar that starts at {@code start} is complete: after its length, or with the session.
   *
   * @throws IllegalArgumentException if no session of the calendar has such a bar
   */
  public Instant end(Instant start) {
    return end(sessionOf(start), start);
  }

  /**
   * The first instant at which the bar that starts at {@code start} can trade.
   *
   * @throws IllegalArgumentException if no session of the calendar has such a bar
   */
  public Instant firstTrade(Instant start) {
    Session session = sessionOf(start);
    return timeframe.isDaily() ? session.open() : start;
  }

  /**
   * The start of the bar that follows the one that starts at {@code start}.
   *
   * @throws IllegalArgumentException if no session of the calendar has a bar at {@code start}
   */
  public Instant next(Instant start) {
    Session session = sessionOf(start);
    Instant end = end(session, start);
    return end.isBefore(session.close()) ? end : firstStart(calendar.nextSession(session.date()));
  }

  /** The start of the last bar that is complete at {@code now}. */
  public Instant lastComplete(Instant now) {
    LocalDate date = calendar.dateAt(now);
    Optional<Session> today = calendar.session(date);
    if (today.isPresent()) {
      Session session = today.get();
      if (!now.isBefore(session.close())) {
        return lastStart(session);
      }
      long complete = timeframe.isDaily() ? 0 : barsUntil(session, now);
      if (complete > 0) {
        return session.open().plusMillis((complete - 1) * lengthMillis);
      }
    }
    return lastStart(calendar.previousSession(date));
  }

  private Session sessionOf(Instant start) {
    Optional<Session> session = calendar.session(calendar.dateAt(start));
    if (session.isEmpty() || !hasBarAt(session.get(), start)) {
      throw new IllegalArgumentException("no session has a " + timeframe + " bar at " + start);
    }
    return session.get();
  }

  private boolean hasBarAt(Session session, Instant start) {
    if (timeframe.isDaily()) {
      return start.equals(midnight(session.date()));
    }
    return session.contains(start)
        && Duration.between(session.open(), start).toMillis() % lengthMillis == 0;
  }

  private Instant end(Session session, Instant start) {
    if (timeframe.isDaily()) {
      return session.close();
    }
    Instant end = start.plusMillis(lengthMillis);
    return end.isBefore(session.close()) ? end : session.close();
  }

  private Instant firstStart(Session session) {
    return timeframe.isDaily() ? midnight(session.date()) : session.open();
  }

  private Instant lastStart(Session session) {
    if (timeframe.isDaily()) {
      return midnight(session.date());
    }
    // A millisecond before the close lies in the last bar, whether or not that is a short one.
    long before = barsUntil(session, session.close().minusMillis(1));
    return session.open().plusMillis(before * lengthMillis);
  }

  /** How many whole bar lengths fit between the open and an instant. */
  private long barsUntil(Session session, Instant instant) {
    return Math.floorDiv(Duration.between(session.open(), instant).toMillis(), lengthMillis);
  }

  private Instant midnight(LocalDate date) {
    return calendar.startOfDay(date);
  }
}
