package io.bellwether.workbench.replay;

import io.bellwether.market.calendar.Session;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.trading.signal.DecisionSchedule;
import io.bellwether.workbench.exchange.SimulatedExchange;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs the days of a market through the real functions in virtual time.
 *
 * <p>At one instant things happen in this order: the exchange, the follow-up, the strategy's tick.
 * Follow-ups come as their schedule has them, every minute while something is under way and every
 * five minutes otherwise; those that would find nothing changed are left out, which is all that a
 * replay leaves out.
 */
final class Replay {
  private static final LocalTime SUMMARY = LocalTime.of(16, 30);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
  private static final Duration BEFORE_OPEN = Duration.ofMinutes(30);

  /** Follow-ups in a row that find nothing changed before the next change is waited for. */
  private static final int IDLE_FOLLOW_UPS = 3;

  private final TradingCalendar calendar;
  private final DecisionSchedule schedule;
  private final VirtualClock clock;
  private final SimulatedExchange exchange;
  private final LocalFunctions functions;

  private boolean busy;
  private int idle;
  private long seenChanges;

  Replay(
      TradingCalendar calendar,
      DecisionSchedule schedule,
      VirtualClock clock,
      SimulatedExchange exchange,
      LocalFunctions functions) {
    this.calendar = calendar;
    this.schedule = schedule;
    this.clock = clock;
    this.exchange = exchange;
    this.functions = functions;
  }

  /**
   * Runs the sessions of a range of dates, both inclusive, telling {@code afterEach} of each. The
   * first bar decided on is the first of {@code from}; bars before it are history.
   */
  void run(LocalDate from, LocalDate to, SessionListener afterEach) {
    List<Session> sessions = sessions(calendar, from, to);
    for (int i = 0; i < sessions.size(); i++) {
      run(sessions.get(i), tick -> !calendar.dateAt(schedule.barAt(tick)).isBefore(from));
      afterEach.over(sessions.get(i), i + 1, sessions.size());
    }
  }

  /** Is told of each session that is over. */
  interface SessionListener {
    void over(Session session, int done, int total);
  }

  /** The sessions of a range of dates, both inclusive. */
  static List<Session> sessions(TradingCalendar calendar, LocalDate from, LocalDate to) {
    List<Session> sessions = new ArrayList<>();
    for (LocalDate date = from; !date.isAfter(to); date = date.plusDays(1)) {
      calendar.session(date).ifPresent(sessions::add);
    }
    return sessions;
  }

  /** Runs a session with those of its ticks at which the strategy is to be asked. */
  void run(Session session, Predicate<Instant> asked) {
    Deque<Instant> ticks =
        schedule.ticks(session).stream()
            .filter(asked)
            .collect(Collectors.toCollection(ArrayDeque::new));
    Instant summary = session.date().atTime(SUMMARY).atZone(calendar.zone()).toInstant();
    // As live, where the first of the day comes half an hour before the open.
    Optional<Instant> followUp =
        Optional.of(session.open().minus(BEFORE_OPEN)).filter(at -> at.isAfter(clock.instant()));
    while (true) {
      Instant now = clock.instant();
      Instant next =
          Stream.of(
                  Optional.ofNullable(ticks.peek()),
                  followUp,
                  exchange.nextEvent(now),
                  Optional.of(summary))
              .flatMap(Optional::stream)
              .min(Instant::compareTo)
              .orElseThrow();
      clock.moveTo(next);
      if (followUp.filter(at -> !at.isAfter(next)).isPresent()) {
        followUp();
      }
      if (next.equals(ticks.peek())) {
        tick(ticks.remove());
      }
      if (next.equals(summary)) {
        break;
      }
      followUp = nextFollowUp(clock.instant());
    }
    functions.dailySummary();
  }

  private void tick(Instant scheduledAt) {
    boolean sent = functions.tick(scheduledAt);
    if (sent || scheduledAt.isBefore(openOf(scheduledAt))) {
      followUp();
    }
  }

  private Instant openOf(Instant time) {
    return calendar.session(calendar.dateAt(time)).map(Session::open).orElse(time);
  }

  private void followUp() {
    long before = exchange.changes();
    busy = functions.followUp();
    idle = before == seenChanges && exchange.changes() == before ? idle + 1 : 0;
    seenChanges = exchange.changes();
  }

  private Optional<Instant> nextFollowUp(Instant now) {
    boolean changed = exchange.changes() != seenChanges;
    if (busy && (changed || idle < IDLE_FOLLOW_UPS)) {
      return Optional.of(nextMark(now, MINUTE));
    }
    return changed ? Optional.of(nextMark(now, FIVE_MINUTES)) : Optional.empty();
  }

  private static Instant nextMark(Instant now, Duration period) {
    long millis = period.toMillis();
    return Instant.ofEpochMilli((now.toEpochMilli() / millis + 1) * millis);
  }
}
