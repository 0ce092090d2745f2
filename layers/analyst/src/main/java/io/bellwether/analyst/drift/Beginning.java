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
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * When a strategy was switched on, for the first time or again: in a session before which the one
 * before has neither a session record nor a signal of it. Nothing was due of it until its first run.
 */
final class Beginning {
  /** Ticks at which no strategy was asked: nobody ran it, or there was nothing to ask about. */
  private static final Set<String> NOT_ASKED = Set.of(TickWatch.MISSED, Outcome.CLOSED.label());

  private final Ledger ledger;
  private final StrategyVersion version;
  private final DecisionSchedule schedule;
  private final Session before;
  private final Instant start;
  private final Instant end;

  Beginning(
      Ledger ledger, StrategyVersion version, DecisionSchedule schedule, Session session) {
    TradingCalendar calendar = schedule.grid().calendar();
    this.ledger = ledger;
    this.version = version;
    this.schedule = schedule;
    this.before = calendar.previousSession(session.date());
    this.start = calendar.startOfDay(session.date());
    this.end = calendar.startOfDay(session.date().plusDays(1));
  }

  /** Whether the strategy began in the session. */
  boolean isInSession() {
    TradingCalendar calendar = schedule.grid().calendar();
    Instant earlier = calendar.startOfDay(before.date());
    boolean closed =
        ledger.journal().sessions(version.strategy(), before.date(), before.date()).stream()
            .anyMatch(record -> record.account().equals(version.account().id()));
    // A session's first run may decide the last bar of the one before it.
    Instant bars = calendar.startOfDay(calendar.previousSession(before.date()).date());
    return !closed && signals(bars, earlier, start).isEmpty();
  }

  /** The bar of its first run in the session; the end of the day if it did not run. */
  Instant firstBar() {
    Stream<Instant> asked =
        ledger.journal().ticks(version.strategy(), start, end).stream()
            .filter(tick -> !NOT_ASKED.contains(tick.outcome()))
            .map(Tick::scheduledAt)
            .map(schedule::barAt);
    Stream<Instant> decided =
        signals(schedule.grid().calendar().startOfDay(before.date()), start, end).stream()
            .map(Signal::bar);
    return Stream.concat(asked, decided).min(Instant::compareTo).orElse(end);
  }

  /** Signals on bars from one time on that were decided between two others. */
  private List<Signal> signals(Instant bars, Instant from, Instant to) {
    return ledger.signals().between(version.account().id(), bars, to).stream()
        .filter(signal -> signal.strategy().equals(version.strategy()))
        .filter(signal -> !signal.decidedAt().isBefore(from) && signal.decidedAt().isBefore(to))
        .toList();
  }
}
