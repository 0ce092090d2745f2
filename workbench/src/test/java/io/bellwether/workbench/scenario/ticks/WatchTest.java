package io.bellwether.workbench.scenario.ticks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.trading.event.TradingEvent;
import io.bellwether.trading.event.TradingEvent.Severity;
import io.bellwether.trading.ledger.SessionRecord;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What people are told of ticks and days. */
@Tag("integration")
final class WatchTest {
  private static HourlyMarket market() {
    return HourlyMarket.falling("2024-02-01", "2024-03-15")
        .risesFrom("2024-03-12T09:30")
        .fallsFrom("2024-03-12T12:30");
  }

  private static ScenarioSystem start() {
    return ScenarioSystem.emaCrossover(market(), "2024-03-12T09:00");
  }

  @Test
  void aMissedTickIsToldOnce() {
    try (ScenarioSystem system = start()) {
      system.tick("2024-03-12T10:00");
      system.followUp("2024-03-12T10:36");
      assertEquals(List.of(), system.told(TradingEvent.Type.TICK_MISSED));

      system.followUp("2024-03-12T10:41").followUp("2024-03-12T10:42");

      List<TradingEvent> told = system.told(TradingEvent.Type.TICK_MISSED);
      assertEquals(1, told.size());
      assertEquals(Severity.WARNING, told.getFirst().severity());
      assertEquals("2024-03-12T14:30:00Z", told.getFirst().details().get("scheduledAt"));
      assertEquals(List.of(), system.orders());
    }
  }

  @Test
  void ticksThatRanAreNotMissed() {
    try (ScenarioSystem system = start()) {
      for (String tick : List.of("09:30", "10:00", "10:30", "11:00")) {
        system.tick("2024-03-12T" + tick);
        system.followUp("2024-03-12T" + tick + ":50");
      }
      system.followUp("2024-03-12T11:12");

      assertEquals(List.of(), system.told(TradingEvent.Type.TICK_MISSED));
    }
  }

  @Test
  void theDayIsSummedUp() {
    try (ScenarioSystem system = start()) {
      system.tick("2024-03-12T10:30");
      system.tick("2024-03-12T13:30");
      system.dailySummary("2024-03-12T16:30");

      SessionRecord day =
          system
              .ledger()
              .journal()
              .sessions(
                  "ema-crossover",
                  ScenarioSystem.date("2024-03-12"),
                  ScenarioSystem.date("2024-03-12"))
              .getFirst();
      assertEquals(0, day.equity().compareTo(system.exchange().equity()));
      assertEquals(1, day.trades());
      assertEquals(2, day.orders());
      assertEquals(0, day.pnl().compareTo(system.trades().getFirst().pnl()));
      assertEquals(1, system.told(TradingEvent.Type.DAILY_SUMMARY).size());
    }
  }

  /** Nothing ran in the afternoon, the follow-up that would have noticed neither. */
  @Test
  void anOutageIsInTheSummary() {
    try (ScenarioSystem system = start()) {
      for (String tick : List.of("09:30", "10:00", "10:30", "11:00")) {
        system.tick("2024-03-12T" + tick);
      }
      system.dailySummary("2024-03-12T16:30");

      assertEquals(9, system.told(TradingEvent.Type.TICK_MISSED).size());
      String summary = system.told(TradingEvent.Type.DAILY_SUMMARY).getFirst().message();
      assertTrue(summary.contains("Missed ticks: 9\n"), summary);
      assertTrue(summary.contains("NOT normal"), summary);
    }
  }

  @Test
  void aDayWithoutASessionIsNotSummedUp() {
    try (ScenarioSystem system = start()) {
      system.dailySummary("2024-03-16T16:30");

      assertEquals(List.of(), system.told(TradingEvent.Type.DAILY_SUMMARY));
    }
  }
}
