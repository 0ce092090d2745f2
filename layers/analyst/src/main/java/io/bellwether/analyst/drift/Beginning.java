package io.bellwether.analyst.drift;

import io.bellwether.market.calendar.Session;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.execution.TickWatch;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.ledger.Tick;
import io.bellwether.trading.signal.DecisionSchedule;
import io.bellwether.trading.signal.Signal;
import io.bellwether.trading.signal.TickResult.Outcome;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * When a strategy was switched on last, for the first time or again: in a session before which the
 * one before has no session record, no signal and no tick of it. Nothing was due of it until its
 * first run. Ticks that failed or were missed are on record only of a strategy that was on: a day
 * on which nothing worked is no pause.
 */
final class Beginning {
  private static final String CLOSED = Outcome.CLOSED.label();

  /** Ticks at which no strategy was asked: nobody ran it, or there was nothing to ask about. */
  private static final Set<String> NOT_ASKED = Set.of(TickWatch.MISSED, CLOSED);

  private final Ledger ledger;
  private final StrategyVersion version;
  private final DecisionSchedule schedule;
  private final TradingCalendar calendar;

  Beginning(Ledger ledger, StrategyVersion version, DecisionSchedule schedule) {
    this.ledger = ledger;
    this.version = version;
    this.schedule = schedule;
    this.calendar = schedule.grid().calendar();
  }

  /**
   * The bar of the first run since the strategy was switched on, if that was in a session or in one
   * before it, but after an instant; the end of that session's day if it did not run in it.
   *
   * @param since not after the session's day has begun
   */
  Optional<Instant> firstBar(Instant since, Session session) {
    Set<LocalDate> onRecord = onRecord(since, session);
    for (Session one = session; ; one = calendar.previousSession(one.date())) {
      if (!onRecord.contains(calendar.previousSession(one.date()).date())) {
        return Optional.of(firstRun(one));
      }
      if (!calendar.startOfDay(one.date()).isAfter(since)) {
        return Optional.empty();
      }
    }
  }

  private Set<LocalDate> onRecord(Instant since, Session session) {
    LocalDate first = calendar.previousSession(calendar.dateAt(since)).date();
    Set<LocalDate> dates = new HashSet<>();
    ledger.journal().sessions(version.strategy(), first, session.date()).stream()
        .filter(record -> record.account().equals(version.account().id()))
        .forEach(record -> dates.add(record.date()));
    // A session's first run may decide the last bar of the one before it.
    Instant bars = calendar.startOfDay(calendar.previousSession(first).date());
    Instant end = calendar.startOfDay(session.date().plusDays(1));
    signals(bars, end).forEach(signal -> dates.add(calendar.dateAt(signal.decidedAt())));
    ledger.journal().ticks(version.strategy(), calendar.startOfDay(first), end).stream()
        .filter(tick -> !tick.outcome().equals(CLOSED))
        .forEach(tick -> dates.add(calendar.dateAt(tick.scheduledAt())));
    return dates;
  }

  private Instant firstRun(Session session) {
    Instant start = calendar.startOfDay(session.date());
    Instant end = calendar.startOfDay(session.date().plusDays(1));
    Stream<Instant> asked =
        ledger.journal().ticks(version.strategy(), start, end).stream()
            .filter(tick -> !NOT_ASKED.contains(tick.outcome()))
            .map(Tick::scheduledAt)
            .map(schedule::barAt);
    Instant bars = calendar.startOfDay(calendar.previousSession(session.date()).date());
    Stream<Instant> decided =
        signals(bars, end).stream()
            .filter(signal -> !signal.decidedAt().isBefore(start))
            .filter(signal -> signal.decidedAt().isBefore(end))
            .map(Signal::bar);
    return Stream.concat(asked, decided).min(Instant::compareTo).orElse(end);
  }

  /** Signals on the bars between two times. */
  private List<Signal> signals(Instant from, Instant to) {
    return ledger.signals().between(version.account().id(), from, to).stream()
        .filter(signal -> signal.strategy().equals(version.strategy()))
        .toList();
  }
}
