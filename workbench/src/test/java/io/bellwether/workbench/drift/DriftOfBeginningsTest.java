package io.bellwether.workbench.drift;

import static io.bellwether.workbench.drift.DriftDays.reports;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.trading.analysis.DriftFinding;
import io.bellwether.trading.analysis.DriftReport;
import io.bellwether.workbench.golden.Replays;
import io.bellwether.workbench.replay.LiveDays;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nothing was due of a strategy before it was switched on, for the first time or again. */
@Tag("integration")
class DriftOfBeginningsTest {
  private static final NyseCalendar CALENDAR = new NyseCalendar();
  private static final LocalDate DEPLOYED = LocalDate.of(2025, 7, 2);

  /** On hourly bars, and half an hour after one has begun: what is entered at once costs more. */
  @Test
  void aStrategyThatIsDeployedInTheMiddleOfASessionIsHeldToNothingBefore() {
    for (LocalTime time : List.of(LocalTime.of(10, 40), LocalTime.of(12, 10))) {
      Instant on = DEPLOYED.atTime(time).atZone(CALENDAR.zone()).toInstant();
      List<DriftReport> reports =
          traded("ema-crossover", DEPLOYED.plusDays(1), tick -> !tick.isBefore(on));
      assertEquals(2, reports.size());
      assertQuiet(reports);
      assertTrue(reports.getFirst().executions() > 0, "nothing was entered");
      assertEquals(
          time.getHour() == 10,
          reports.getFirst().findings().stream()
              .map(DriftFinding::cause)
              .anyMatch(cause -> cause.contains("when the strategy was switched on")),
          reports::toString);
    }
  }

  /** Held over the gap: what the account has no backtest enters, and nobody is alarmed by it. */
  @Test
  void aStrategyThatIsSwitchedOnAgainIsHeldToNothingBetween() {
    LocalDate off = LocalDate.of(2025, 7, 4);
    LocalDate again = off.plusDays(14);
    List<DriftReport> reports =
        traded(
            "rsi2",
            LocalDate.of(2025, 7, 25),
            tick -> CALENDAR.dateAt(tick).isBefore(off) || !CALENDAR.dateAt(tick).isBefore(again));
    assertQuiet(reports);
    assertTrue(
        reports.stream()
            .flatMap(report -> report.findings().stream())
            .anyMatch(finding -> finding.what().equals("held SQQQ")),
        "nothing was held over the gap");
    assertTrue(reports.stream().anyMatch(report -> report.date().equals(again)));
  }

  private static List<DriftReport> traded(String strategy, LocalDate to, Predicate<Instant> on) {
    LiveDays traded =
        Traded.days(Replays.version(strategy, Optional.empty()), to, (date, evening) -> {}, on);
    return reports(traded, traded.ledger());
  }

  private static void assertQuiet(List<DriftReport> reports) {
    for (DriftReport report : reports) {
      assertEquals(List.of(), report.alerts());
      assertFalse(report.exposed(), report::toString);
    }
  }
}
