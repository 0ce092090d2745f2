package io.bellwether.trading.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.bellwether.market.PriceBasis;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.market.feed.FeedName;
import io.bellwether.trading.TradingMode;
import io.bellwether.trading.config.AccountSettings;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.event.EventPublisher;
import io.bellwether.trading.event.TradingEvent;
import io.bellwether.trading.event.TradingEvent.Severity;
import io.bellwether.trading.ledger.Tick;
import io.bellwether.trading.signal.DecisionSchedule;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TickWatchTest {
  private static final LocalDate DATE = LocalDate.of(2024, 7, 2);
  private static final Instant TICK = Instant.parse("2024-07-02T14:00:00Z");

  private final TradingCalendar calendar = new NyseCalendar();
  private final MemoryJournal journal = new MemoryJournal();
  private final List<TradingEvent> events = new ArrayList<>();
  private Instant now = TICK;

  @ParameterizedTest
  @CsvSource({
    // Ten minutes of grace, then told within the five until the next follow-up.
    "2024-07-02T14:09:59Z, false",
    "2024-07-02T14:10:00Z, true",
    "2024-07-02T14:14:59Z, true",
    "2024-07-02T14:15:00Z, false"
  })
  void aMissedTickIsToldWhenItsGraceIsOver(Instant time, boolean told) {
    now = time;
    assertEquals(told ? List.of(TICK) : List.of(), watch().check(version(Timeframe.HOUR)));
    assertEquals(told ? 1 : 0, events.size());
  }

  @Test
  void whatIsTold() {
    now = TICK.plusSeconds(600);
    watch().check(version(Timeframe.HOUR));
    TradingEvent event = events.getFirst();
    assertEquals(TradingEvent.Type.TICK_MISSED, event.type());
    assertEquals(Severity.WARNING, event.severity());
    assertEquals("paper-1", event.account());
    assertEquals(Optional.of("test"), event.strategy());
    assertEquals(now, event.time());
    assertEquals(TICK.toString(), event.details().get("scheduledAt"));
  }

  @Test
  void aRecordedTickIsNotMissedWhateverCameOfIt() {
    journal.record(new Tick("test", TICK, TICK.plusSeconds(2), "rejected", Optional.empty()));
    now = TICK.plusSeconds(660);
    assertEquals(List.of(), watch().check(version(Timeframe.HOUR)));
    assertEquals(List.of(), events);
  }

  @Test
  void anotherStrategysTickDoesNotCount() {
    journal.record(new Tick("other", TICK, TICK, "decided", Optional.empty()));
    journal.record(new Tick("test", TICK.plusSeconds(1), TICK, "decided", Optional.empty()));
    now = TICK.plusSeconds(660);
    assertEquals(List.of(TICK), watch().check(version(Timeframe.HOUR)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2024-07-04T14:10:00Z", "2024-07-06T14:10:00Z", "2024-07-03T17:10:00Z"})
  void nothingIsDueOnAHolidayAWeekendOrAfterAnEarlyClose(Instant time) {
    now = time;
    assertEquals(List.of(), watch().check(version(Timeframe.HOUR)));
    assertEquals(List.of(), events);
  }

  /** Follow-ups come every minute while a plan is open, else every five. */
  @ParameterizedTest
  @CsvSource({"1m, 5", "1m, 1", "5m, 5", "1h, 5", "1h, 1", "1d, 5", "1d, 1"})
  void everyTickOfADayIsToldOnce(String timeframe, int followUpMinutes) {
    StrategyVersion version = version(Timeframe.parse(timeframe));
    TickWatch watch = watch();
    List<Instant> told = new ArrayList<>();
    Instant end = Instant.parse("2024-07-03T03:00:00Z");
    for (now = Instant.parse("2024-07-02T12:00:20Z");
        now.isBefore(end);
        now = now.plus(Duration.ofMinutes(followUpMinutes))) {
      told.addAll(watch.check(version));
    }
    List<Instant> ticks =
        new DecisionSchedule(calendar, version.timeframe())
            .ticks(calendar.session(DATE).orElseThrow());
    assertEquals(ticks, told);
    assertEquals(ticks.size(), events.size());
  }

  /** No follow-up ran either, so none noticed; the close of the day does, once. */
  @ParameterizedTest
  @ValueSource(strings = {"1m", "1h", "1d"})
  void whatNoFollowUpNoticedIsToldAtTheEndOfTheSession(String timeframe) {
    StrategyVersion version = version(Timeframe.parse(timeframe));
    List<Instant> ticks =
        new ArrayList<>(
            new DecisionSchedule(calendar, version.timeframe())
                .ticks(calendar.session(DATE).orElseThrow()));
    Instant ran = ticks.removeFirst();
    journal.record(new Tick("test", ran, ran, "decided", Optional.empty()));
    now = Instant.parse("2024-07-02T20:30:00Z");
    assertEquals(ticks, watch().checkSession(version));
    assertEquals(ticks.size(), events.size());
    assertEquals(List.of(), watch().checkSession(version));
  }

  @Test
  void aTickThatIsNotOverdueYetIsNotMissedAtAnyCheck() {
    now = TICK.plusSeconds(599);
    assertEquals(
        List.of(Instant.parse("2024-07-02T13:30:00Z")),
        watch().checkSession(version(Timeframe.HOUR)));
  }

  @Test
  void aTickThatRunsYetReplacesTheRecordOfItsAbsence() {
    now = TICK.plusSeconds(600);
    watch().check(version(Timeframe.HOUR));
    Tick late = new Tick("test", TICK, TICK.plusSeconds(700), "decided", Optional.of("signal-1"));
    journal.record(late);
    assertEquals(List.of(late), journal.ticks("test", TICK, TICK.plusSeconds(1)));
  }

  @Test
  void whatCouldNotBeToldIsToldByTheNextFollowUp() {
    now = TICK.plusSeconds(600);
    EventPublisher broken =
        event -> {
          throw new IllegalStateException("no connection to the bus");
        };
    TickWatch watch = new TickWatch(calendar, journal, broken, () -> now);
    assertThrows(IllegalStateException.class, () -> watch.check(version(Timeframe.HOUR)));
    now = TICK.plusSeconds(660);
    assertEquals(List.of(TICK), watch().check(version(Timeframe.HOUR)));
  }

  private TickWatch watch() {
    return new TickWatch(calendar, journal, events::add, () -> now);
  }

  private static StrategyVersion version(Timeframe timeframe) {
    return new StrategyVersion(
        "test",
        1,
        Optional.empty(),
        true,
        new AccountSettings(
            "paper-1",
            "alpaca",
            TradingMode.PAPER,
            false,
            false,
            false,
            "none",
            BigDecimal.ZERO,
            BigDecimal.ONE),
        List.of("TQQQ"),
        timeframe,
        PriceBasis.SPLIT,
        List.of(FeedName.ALPACA),
        Map.of(),
        "test",
        Instant.EPOCH,
        false);
  }
}
