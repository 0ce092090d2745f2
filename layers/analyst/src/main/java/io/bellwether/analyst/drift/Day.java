package io.bellwether.analyst.drift;

import io.bellwether.market.calendar.BarGrid;
import io.bellwether.market.calendar.Session;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.signal.DecisionSchedule;
import io.bellwether.trading.signal.Signal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A trading day of a strategy as the ledger has it.
 *
 * @param session the session
 * @param start midnight before it, by the exchange's clock
 * @param end midnight after it
 * @param active the version in force
 * @param schedule when its strategy decides
 * @param from the first bar of its strategy since it was switched on; any instant before the
 *     backtest begins if that was earlier
 * @param signals of the strategy since the backtest begins, in order of their bars
 * @param positions that were held
 */
record Day(
    Session session,
    Instant start,
    Instant end,
    StrategyVersion active,
    DecisionSchedule schedule,
    Instant from,
    List<Signal> signals,
    LivePositions positions) {
  /**
   * A tick may come ten minutes late and its run takes some: after so long nothing is decided by it
   * any more. A run that read its version before an activation may store its signal after it.
   */
  static final Duration LONGEST_RUN = Duration.ofMinutes(15);

  String account() {
    return active.account().id();
  }

  String strategy() {
    return active.strategy();
  }

  BarGrid grid() {
    return schedule.grid();
  }

  /** The signal decided on a bar. */
  Optional<Signal> signal(Instant bar) {
    return signals.stream().filter(signal -> signal.bar().equals(bar)).findFirst();
  }

  /** The bars of which the first decision is due on the day, in order. */
  List<Instant> dueBars() {
    return dueBars(schedule, session).stream().filter(bar -> !bar.isBefore(from)).toList();
  }

  /** Positions that were there when the strategy was switched on, which no backtest begins with. */
  List<LivePosition> heldWhenSwitchedOn() {
    return positions.all().stream()
        .filter(position -> position.entryTime().isBefore(from))
        .toList();
  }

  /** Whether a signal was decided in the session of the first decision since the switch-on. */
  boolean isOfFirstSession(Signal signal) {
    TradingCalendar calendar = grid().calendar();
    return signals.stream()
        .filter(known -> !known.bar().isBefore(from))
        .findFirst()
        .map(first -> calendar.dateAt(first.decidedAt()))
        .filter(calendar.dateAt(signal.decidedAt())::equals)
        .isPresent();
  }

  /** Whether something happened on the day. */
  boolean contains(Instant time) {
    return !time.isBefore(start) && time.isBefore(end);
  }

  /** When all that is decided in a session is on record, and the session is over. */
  static Instant settledAt(DecisionSchedule schedule, Session session) {
    Instant decided = schedule.ticks(session).getLast().plus(LONGEST_RUN);
    return decided.isAfter(session.close()) ? decided : session.close();
  }

  private static List<Instant> dueBars(DecisionSchedule schedule, Session session) {
    List<Instant> due = new ArrayList<>();
    for (Instant tick : schedule.ticks(session)) {
      Instant bar = schedule.barAt(tick);
      if (!due.contains(bar) && firstTick(schedule, bar).equals(tick)) {
        due.add(bar);
      }
    }
    return due;
  }

  /** The first scheduled time at which a bar is the last complete one. */
  private static Instant firstTick(DecisionSchedule schedule, Instant bar) {
    TradingCalendar calendar = schedule.grid().calendar();
    Instant end = schedule.grid().end(bar);
    LocalDate date = calendar.dateAt(bar);
    Session own = calendar.session(date).orElseGet(() -> calendar.nextSession(date));
    return Stream.of(own, calendar.nextSession(own.date()))
        .flatMap(session -> schedule.ticks(session).stream())
        .filter(tick -> !tick.isBefore(end))
        .findFirst()
        .orElseThrow();
  }
}
