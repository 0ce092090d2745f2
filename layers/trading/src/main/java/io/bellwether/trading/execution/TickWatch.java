package io.bellwether.trading.execution;

import io.bellwether.market.calendar.Session;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.event.EventPublisher;
import io.bellwether.trading.event.TradingEvent;
import io.bellwether.trading.event.TradingEvent.Severity;
import io.bellwether.trading.ledger.Journal;
import io.bellwether.trading.ledger.Tick;
import io.bellwether.trading.signal.DecisionSchedule;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares the calendar with the recorded ticks: a missed one is an alert. */
public final class TickWatch {
  /** A tick may be this late before it counts as missed. */
  private static final Duration GRACE = Duration.ofMinutes(10);

  /** Follow-ups come at least this often; each missed tick is told within one such span. */
  private static final Duration FOLLOW_UP_PERIOD = Duration.ofMinutes(5);

  private final TradingCalendar calendar;
  private final Journal journal;
  private final EventPublisher events;
  private final InstantSource clock;

  public TickWatch(
      TradingCalendar calendar, Journal journal, EventPublisher events, InstantSource clock) {
    this.calendar = calendar;
    this.journal = journal;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Tells people of a tick of today's session that has just become overdue and was not recorded.
   */
  public Optional<Instant> check(StrategyVersion version) {
    Instant now = clock.instant();
    Optional<Session> session = calendar.session(calendar.dateAt(now));
    if (session.isEmpty()) {
      return Optional.empty();
    }
    Optional<Instant> due =
        new DecisionSchedule(calendar, version.timeframe())
            .ticks(session.get()).stream()
                .filter(tick -> !tick.plus(GRACE).isAfter(now))
                .filter(tick -> tick.plus(GRACE).plus(FOLLOW_UP_PERIOD).isAfter(now))
                .reduce((earlier, later) -> later);
    if (due.isEmpty()) {
      return Optional.empty();
    }
    List<Tick> recorded = journal.ticks(version.strategy(), due.get(), due.get().plusSeconds(1));
    if (!recorded.isEmpty()) {
      return Optional.empty();
    }
    events.publish(missed(version, due.get(), now));
    return due;
  }

  private static TradingEvent missed(StrategyVersion version, Instant due, Instant now) {
    return new TradingEvent(
        TradingEvent.Type.TICK_MISSED,
        Severity.ERROR,
        now,
        version.account().id(),
        Optional.of(version.strategy()),
        Optional.empty(),
        "the tick of "
            + due
            + " was not recorded: nothing was decided then; positions and stops stand; see the"
            + " schedule and the signals function's dead letters",
        Map.of("scheduledAt", due.toString()));
  }
}
