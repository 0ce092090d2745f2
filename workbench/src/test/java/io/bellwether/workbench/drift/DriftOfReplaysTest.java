package io.bellwether.workbench.drift;

import static io.bellwether.workbench.drift.DriftDays.count;
import static io.bellwether.workbench.drift.DriftDays.reports;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.trading.analysis.DriftFinding.Kind;
import io.bellwether.trading.analysis.DriftReport;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.ledger.Activations;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.workbench.replay.LiveDays;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Days that the real functions traded on a simulated market are those of the backtest, to the last
 * digit.
 */
@Tag("integration")
class DriftOfReplaysTest {
  private static final double TOLERANCE_BPS = 1e-6;
  private static final Map<String, String> OTHER = Map.of("entry-rsi", "12", "exit-rsi", "55");
  private static final Instant T0 = Instant.parse("2025-01-01T00:00:00Z");

  @Test
  void whatWasTradedIsWhatTheBacktestTrades() {
    int decisions = 0;
    int executions = 0;
    for (LiveDays traded : List.of(Traded.hourly(), Traded.daily())) {
      for (DriftReport report : reports(traded, traded.ledger())) {
        report.findings().forEach(one -> assertEquals(Kind.AGREES, one.kind(), one::toString));
        assertFalse(report.exposed());
        report.medianBps().ifPresent(bps -> assertEquals(0, bps));
        decisions += report.decisions();
        executions += report.executions();
      }
    }
    // Seven bars an hour long on each day but the early close, whose last is decided a day later.
    assertEquals(6 * 7 - 4 + 28, decisions);
    assertTrue(executions >= 12, "executions " + executions);
  }

  @Test
  void slippageIsFoundToTheBasisPoint() {
    LiveDays slipped =
        Traded.days("ema-crossover", Traded.SEED, Traded.TO_HOURLY, new BigDecimal("6.5"));
    List<Double> bps =
        reports(slipped, slipped.ledger()).stream()
            .flatMap(report -> report.findings().stream())
            .flatMap(finding -> finding.bps().stream())
            .toList();
    assertFalse(bps.isEmpty());
    bps.forEach(one -> assertEquals(6.5, one, TOLERANCE_BPS));
  }

  /** Seeds for the market and for what the exchange takes. */
  @Test
  void otherMarketsAreTheSame() {
    long seed = Long.getLong("bellwether.seed", 20_261_122L);
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    int decisions = 0;
    int executions = 0;
    for (int i = 0; i < 2; i++) {
      LiveDays traded =
          Traded.days("rsi2", random.nextLong(1, 1 << 30), Traded.TO_DAILY, BigDecimal.ZERO);
      for (DriftReport report : reports(traded, traded.ledger())) {
        assertEquals(List.of(), report.alerts());
        assertEquals(0, report.medianBps().orElse(0.0), TOLERANCE_BPS);
        decisions += report.decisions();
        executions += report.executions();
      }
    }
    assertTrue(decisions >= 50, "decisions " + decisions);
    assertTrue(executions >= 2, "executions " + executions);
  }

  /** Each bar is decided by the version that decided it. */
  @Test
  void aVersionThatWasActivatedOnTheWayIsFollowed() {
    LiveDays traded =
        Traded.days(
            "rsi2",
            Traded.SEED,
            Traded.TO_DAILY,
            BigDecimal.ZERO,
            (date, ledger) -> {
              if (date.equals(LocalDate.of(2025, 7, 18))) {
                StrategyVersion first = ledger.strategies().active("rsi2").orElseThrow();
                Instant evening = Instant.parse("2025-07-18T22:00:00Z");
                Activations.bringIn(
                    ledger.strategies(),
                    first.successor(2, OTHER, "test", evening, Optional.empty()));
              }
            });
    List<DriftReport> reports = reports(traded, traded.ledger());
    reports.forEach(report -> assertEquals(List.of(), report.alerts()));
    assertEquals(1, reports.getFirst().version());
    assertEquals(2, reports.getLast().version());
  }

  @Test
  void anotherParameterThanTheRecordedOneIsFound() {
    for (LiveDays traded : List.of(Traded.hourly(), Traded.daily())) {
      Map<String, String> other =
          traded == Traded.daily() ? OTHER : Map.of("fast", "3", "slow", "8");
      Ledger ledger =
          Tampering.<List<StrategyVersion>>of(
              traded.ledger(),
              "strategies",
              "versions",
              versions ->
                  versions.stream()
                      .map(version -> version.successor(1, other, "test", T0, Optional.empty()))
                      .toList());
      assertTrue(
          reports(traded, ledger).stream()
              .anyMatch(report -> count(report, Kind.DECISION_DIFFERS) > 0));
    }
  }
}
