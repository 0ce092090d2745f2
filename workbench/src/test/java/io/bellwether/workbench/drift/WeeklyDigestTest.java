package io.bellwether.workbench.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.analyst.digest.WeeklyDigest;
import io.bellwether.cloud.dynamo.AttemptTokens;
import io.bellwether.cloud.dynamo.DynamoLedger;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.strategy.ExitReason;
import io.bellwether.strategy.Target;
import io.bellwether.trading.analysis.Analysis;
import io.bellwether.trading.analysis.AnalysisLedger;
import io.bellwether.trading.analysis.Criterion;
import io.bellwether.trading.analysis.DriftFinding;
import io.bellwether.trading.analysis.DriftReport;
import io.bellwether.trading.analysis.GateResult;
import io.bellwether.trading.analysis.MonthlySpend;
import io.bellwether.trading.analysis.Proposal;
import io.bellwether.trading.analysis.ProposalRecord;
import io.bellwether.trading.analysis.ShadowDecision;
import io.bellwether.trading.config.Activation;
import io.bellwether.trading.config.StrategyBook;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.event.EventPublisher;
import io.bellwether.trading.event.TradingEvent;
import io.bellwether.trading.ledger.Activations;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.workbench.cloud.MemoryItemStore;
import io.bellwether.workbench.golden.Replays;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What people read of a week: of one that the real functions traded, of the first, of none. */
@Tag("integration")
class WeeklyDigestTest {
  private static final LocalDate FRIDAY = LocalDate.of(2025, 7, 18);
  private static final Instant T0 = Instant.parse("2025-07-18T20:30:00Z");

  @Test
  void aWeekThatWasTradedAndStudied() {
    Ledger studied = new DynamoLedger(new MemoryItemStore("digest"), AttemptTokens.of("digest"));
    study(studied.analysis());
    StrategyVersion active = Traded.daily().version();
    StrategyVersion waiting =
        active.successor(2, Map.of("entry-rsi", "25"), "analyst", T0, Optional.of("A-1#1"));
    Ledger ledger =
        Tampering.<List<StrategyVersion>>of(
            Tampering.<AnalysisLedger>of(
                Traded.daily().ledger(), "analysis", known -> studied.analysis()),
            "strategies",
            "versions",
            versions -> List.of(active, waiting));
    TradingEvent event = events(ledger, FRIDAY).getFirst();
    assertEquals(
        """
        Week 2025-W29, 5 sessions.

        rsi2, version 1
        - Equity 9562.24 USD, -858.68 USD (-8.24 %); drawdown 8.24 %
        - 5 sessions on record
        - 1 trade closed, 0 won, -608.96 USD
        - Studied once, 2 proposals
          entry-rsi to 25: version 2 waits. Gate: not passed, 1 of 2 criteria not met: trades 12 \
        (needs at least 30)
          weight to 7: refused: weight 7 is out of bounds everyone now
        - 1 version waiting for a person
          version 2 by analyst, of A-1#1
            ./bellwether strategies diff rsi2 1 2 --stage dev
            ./bellwether strategies activate rsi2 2 --stage dev --reason TEXT
        - Version 2 in the shadow: 3 decisions, 1 of them others
        - 2 days held against the backtest: 1 difference to look at, median price difference +2.5 bps
          rsi2 on 2025-07-18: 1 difference to look at; 1 decision and 1 execution in both, median \
        price difference +2.5 bps
        - Signals of 13 weeks
          right after 1 bar: 1 of 3, 33 % (95 % interval 6 to 79 %)
          right after 5 bars: 3 of 3, 100 % (95 % interval 44 to 100 %)
          right after 20 bars: 1 of 2, 50 % (95 % interval 9 to 91 %)

        Models in 2025-07: 1.23 of 20.00 USD, 3 questions.""",
        event.message());
  }

  @Test
  void theFirstWeekSaysSo() {
    TradingEvent event = events(Traded.daily().ledger(), LocalDate.of(2025, 7, 3)).getFirst();
    assertTrue(event.message().contains("it is the first week"), event::message);
  }

  @Test
  void aWeekInWhichNothingHappenedSaysSo() {
    Ledger ledger = ledger(Replays.version("rsi2", Optional.empty()));
    String text = events(ledger, FRIDAY).getFirst().message();
    assertTrue(text.contains("No session is on record"), text);
    assertTrue(text.contains("No trade was closed"), text);
    assertTrue(text.contains("It was not studied"), text);
    assertTrue(text.contains("No day was held against the backtest"), text);
  }

  /** Told on a Saturday, of which the Sunday may be of a month that has not begun. */
  @Test
  void whatModelsCostIsThatOfTheMonthOfTheLastSession() {
    Ledger ledger = ledger(Replays.version("rsi2", Optional.empty()));
    ledger
        .analysis()
        .spend()
        .update(new MonthlySpend(YearMonth.of(2026, 10), BigDecimal.TEN, 4, Map.of(), 0));
    String text = events(ledger, LocalDate.of(2026, 10, 30)).getFirst().message();
    assertTrue(text.contains("Models in 2026-10: 10.00 of 20.00 USD, 4 questions."), text);
  }

  @Test
  void whereNothingIsEnabledItSaysSo() {
    StrategyVersion version = Replays.version("rsi2", Optional.empty());
    StrategyVersion off =
        new StrategyVersion(
            version.strategy(),
            version.version(),
            version.parent(),
            false,
            version.account(),
            version.symbols(),
            version.timeframe(),
            version.basis(),
            version.feeds(),
            version.parameters(),
            version.author(),
            version.createdAt(),
            false);
    assertEquals(
        "Week 2025-W29: no strategy is enabled. Nothing was decided, nothing studied.",
        events(ledger(off), FRIDAY).getFirst().message());
  }

  @Test
  void whatIsPublishedTwiceBearsOneNameAndTime() {
    List<TradingEvent> told = new ArrayList<>();
    WeeklyDigest digest = digest(Traded.daily().ledger(), told::add);
    digest.publish(versions(Traded.daily().ledger()), after(FRIDAY));
    digest.publish(versions(Traded.daily().ledger()), after(FRIDAY.plusDays(4)));
    assertEquals(2, told.size());
    assertEquals(told.getFirst().occurrence(), told.getLast().occurrence());
    assertEquals(told.getFirst().time(), told.getLast().time());
  }

  /**
   * One of a week that goes on would bear the name of the whole one, which nobody would be told.
   */
  @Test
  void aWeekThatIsNotOverIsNotToldOf() {
    List<TradingEvent> told = new ArrayList<>();
    WeeklyDigest digest = digest(Traded.daily().ledger(), told::add);
    Instant close = FRIDAY.atTime(16, 0).atZone(new NyseCalendar().zone()).toInstant();
    for (Instant time :
        List.of(after(FRIDAY.minusDays(4)), close.minusSeconds(1), close, after(FRIDAY))) {
      digest.publish(versions(Traded.daily().ledger()), time);
    }
    assertEquals(
        List.of("2025-W28", "2025-W28", "2025-W29", "2025-W29"),
        told.stream().map(event -> event.details().get("week")).toList());
    assertEquals(told.getFirst().occurrence(), told.get(1).occurrence());
    assertEquals(told.get(2), told.get(3));
    assertTrue(told.getLast().message().contains("5 sessions on record"));
  }

  /** Independence Day is a Friday: the week is over with Thursday's early close. */
  @Test
  void aShortWeekIsOverWithItsLastSession() {
    Instant early = Instant.parse("2025-07-03T17:00:00Z");
    Ledger ledger = Traded.daily().ledger();
    assertEquals(
        Optional.of("2025-W27"),
        Optional.ofNullable(
            digest(ledger, told -> {})
                .events(versions(ledger), early)
                .getFirst()
                .details()
                .get("week")));
  }

  @Test
  void aVersionThatAPersonActivatedSinceWaitsNoMore() {
    Ledger ledger = new DynamoLedger(new MemoryItemStore("digest"), AttemptTokens.of("digest"));
    StrategyVersion first = Traded.daily().version();
    Activations.bringIn(ledger.strategies(), first);
    study(ledger.analysis());
    StrategyVersion second =
        first.successor(2, Map.of("entry-rsi", "25"), "analyst", T0, Optional.of("A-1#1"));
    assertTrue(ledger.strategies().create(second));
    assertTrue(
        ledger
            .strategies()
            .activate(
                new Activation(
                    "rsi2",
                    2,
                    2,
                    Optional.of(1),
                    "jane",
                    false,
                    "agreed",
                    Optional.of("A-1#1"),
                    T0.plusSeconds(3600))));
    String text = events(ledger, FRIDAY).getFirst().message();
    assertTrue(text.contains("version 2, activated by jane since. Gate: not passed"), text);
    assertTrue(text.contains("Version 2 was activated by jane"), text);
    assertFalse(text.contains("waits"), text);
  }

  @Test
  void whatCouldNotBePublishedIsForARepetition() {
    EventPublisher refusing =
        new EventPublisher() {
          @Override
          public void publish(TradingEvent event) {}

          @Override
          public boolean taken(TradingEvent event) {
            return false;
          }
        };
    assertThrows(
        IllegalStateException.class,
        () ->
            digest(Traded.daily().ledger(), refusing)
                .publish(versions(Traded.daily().ledger()), after(FRIDAY)));
  }

  private static Ledger ledger(StrategyVersion version) {
    Ledger ledger = new DynamoLedger(new MemoryItemStore("digest"), AttemptTokens.of("digest"));
    Activations.bringIn(ledger.strategies(), version);
    return ledger;
  }

  private static List<StrategyVersion> versions(Ledger ledger) {
    return new StrategyBook(ledger.strategies()).all();
  }

  private static List<TradingEvent> events(Ledger ledger, LocalDate date) {
    return digest(ledger, told -> {}).events(versions(ledger), after(date));
  }

  /** Midnight after a date. */
  private static Instant after(LocalDate date) {
    return new NyseCalendar().startOfDay(date.plusDays(1));
  }

  private static WeeklyDigest digest(Ledger ledger, EventPublisher events) {
    return new WeeklyDigest(ledger, new NyseCalendar(), events, new BigDecimal("20"), "dev");
  }

  private static void study(AnalysisLedger ledger) {
    GateResult gate =
        new GateResult(
            41,
            List.of(
                new Criterion("walk-forward", "walk-forward", true, "0.31", "0", "better outside"),
                new Criterion("trades", "trades", false, "12", "at least 30", "enough of them")));
    ledger
        .analyses()
        .create(
            new Analysis(
                "A-1",
                "rsi2",
                Traded.daily().version().account().id(),
                FRIDAY,
                "schedule",
                1,
                T0,
                Analysis.State.DECIDED,
                "claude",
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(
                    proposal(
                        1,
                        Map.of("entry-rsi", "25"),
                        ProposalRecord.Standing.WAITING,
                        Optional.of(gate),
                        Optional.of(2),
                        "the gate was not passed"),
                    proposal(
                        2,
                        Map.of("weight", "7"),
                        ProposalRecord.Standing.REFUSED,
                        Optional.empty(),
                        Optional.empty(),
                        "weight 7 is out of bounds @everyone **now**")),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                0));
    ledger
        .spend()
        .update(new MonthlySpend(YearMonth.of(2025, 7), new BigDecimal("1.234"), 3, Map.of(), 0));
    List<Target> keep = List.of(new Target.Keep("TQQQ", "rsi 40"));
    List<Target> leave = List.of(new Target.Flat("TQQQ", ExitReason.RULE, "rsi 80"));
    for (int day = 0; day < 3; day++) {
      ledger
          .shadows()
          .record(
              new ShadowDecision(
                  "rsi2",
                  2,
                  T0.minus(Duration.ofDays(day)),
                  T0,
                  "s-" + day,
                  1,
                  keep,
                  day == 1 ? leave : keep));
    }
    ledger.drifts().create(report(FRIDAY.minusDays(1), List.of()));
    ledger
        .drifts()
        .create(
            report(
                FRIDAY,
                List.of(
                    new DriftFinding(
                        DriftFinding.Kind.MISSING,
                        "decision",
                        T0,
                        "nothing",
                        "hold TQQQ",
                        "no run is on record",
                        Optional.empty(),
                        Optional.empty(),
                        true))));
  }

  private static DriftReport report(LocalDate date, List<DriftFinding> findings) {
    return new DriftReport(
        "rsi2",
        Traded.daily().version().account().id(),
        date,
        1,
        T0,
        10_000,
        1,
        1,
        Optional.of(2.5),
        findings,
        false,
        List.of());
  }

  private static ProposalRecord proposal(
      int number,
      Map<String, String> changes,
      ProposalRecord.Standing standing,
      Optional<GateResult> gate,
      Optional<Integer> version,
      String why) {
    return new ProposalRecord(
        number, new Proposal(changes, "because", "more", 0.6, 1), standing, gate, version, why);
  }
}
