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
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Compares the calendar with the recorded ticks: a missed one is an alert, once. */
public final class TickWatch {
  /** A tick may be this late before it counts as missed. */
  private static final Duration GRACE = Duration.ofMinutes(10);

  /** The outcome recorded for a tick that did not run; should it run yet, its own replaces it. */
  public static final String MISSED = "missed";

  /** Follow-ups come at least this often; each missed tick is told within one such span. */
  private static final Duration FOLLOW_UP_PERIOD = Duration.ofMinutes(5);

  private static final DateTimeFormatter DUE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

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
   * Tells people of the ticks of today's session that have become overdue since the follow-up
   * before this one and were not recorded, and records them as missed, so that a follow-up a minute
   * later does not tell again. Cheap enough for every follow-up.
   *
   * @return the times told of, in order
   */
  public List<Instant> check(StrategyVersion version) {
    return tellMissed(version, clock.instant().minus(GRACE).minus(FOLLOW_UP_PERIOD));
  }

  /**
   * The same for all ticks of today's session that are overdue by now: those also that no follow-up
   * noticed, because none ran.
   *
   * @return the times told of, in order
   */
  public List<Instant> checkSession(StrategyVersion version) {
    return tellMissed(version, Instant.MIN);
  }

  /** Those due after an instant. */
  private List<Instant> tellMissed(StrategyVersion version, Instant after) {
    Instant now = clock.instant();
    Optional<Session> session = calendar.session(calendar.dateAt(now));
    if (session.isEmpty()) {
      return List.of();
    }
    List<Instant> missed =
        new DecisionSchedule(calendar, version.timeframe())
            .ticks(session.get()).stream()
                .filter(tick -> !tick.plus(GRACE).isAfter(now))
                .filter(tick -> tick.isAfter(after))
                .filter(tick -> !isRecorded(version, tick))
                .toList();
    for (Instant tick : missed) {
      // Told first: a crash in between tells twice rather than never.
      events.publish(missed(version, tick, now));
      journal.record(new Tick(version.strategy(), tick, now, MISSED, Optional.empty()));
    }
    return missed;
  }

  private boolean isRecorded(StrategyVersion version, Instant tick) {
    return !journal.ticks(version.strategy(), tick, tick.plusSeconds(1)).isEmpty();
  }

  private TradingEvent missed(StrategyVersion version, Instant due, Instant now) {
    return new TradingEvent(
        TradingEvent.Type.TICK_MISSED,
        Severity.WARNING,
        now,
        version.account().id(),
        Optional.of(version.strategy()),
        Optional.empty(),
        "the tick of " + DUE.format(due.atZone(calendar.zone())) + " New York did not run",
        Map.of("scheduledAt", due.toString()));
  }
}
