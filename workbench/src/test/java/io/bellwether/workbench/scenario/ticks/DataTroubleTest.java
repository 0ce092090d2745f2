package io.bellwether.workbench.scenario.ticks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.trading.alert.EventMessage;
import io.bellwether.trading.event.TradingEvent;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Bars that are missing, late or wrong: no new exposure, and a message that says why. */
@Tag("integration")
final class DataTroubleTest {
  private static final List<String> NONE = List.of();

  /** Bullish from the bar of 09:30 on the 12th; served in half hours. */
  private static Market bullish() {
    return HourlyMarket.falling("2024-02-01", "2024-03-15").risesFrom("2024-03-12T09:30").market();
  }

  @Test
  void aMissingBarIsWaitedForAndThenTold() {
    Market market = bullish().withoutData("2024-03-12T09:30", "2024-03-12T10:30");
    try (ScenarioSystem system = ScenarioSystem.emaCrossover(market, "2024-03-12T10:00")) {
      assertEquals("missing-bar", system.tick("2024-03-12T10:30"));

      assertWaited(system, "2024-03-12T10:30");
      assertNothingDone(system, "2024-03-12T13:30:00Z");
    }
  }

  /** Half of the hour is there: it must not pass for the whole. */
  @Test
  void anHourWithoutItsLastHalfIsMissing() {
    Market market = bullish().withoutData("2024-03-12T10:00", "2024-03-12T10:30");
    try (ScenarioSystem system = ScenarioSystem.emaCrossover(market, "2024-03-12T10:00")) {
      assertEquals("missing-bar", system.tick("2024-03-12T10:30"));

      assertWaited(system, "2024-03-12T10:30");
      assertNothingDone(system, "2024-03-12T13:30:00Z");
    }
  }

  /** The clock says that the bar is over; that the data went on after it nothing says. */
  @Test
  void aBarInWhichTheDataStoppedIsMissing() {
    Market market = bullish().withDataStoppingIn("2024-03-12T10:00");
    try (ScenarioSystem system = ScenarioSystem.emaCrossover(market, "2024-03-12T10:00")) {
      assertEquals("missing-bar", system.tick("2024-03-12T10:30"));
      assertWaited(system, "2024-03-12T10:30");
      assertEquals("missing-bar", system.tick("2024-03-12T11:00"));

      assertEquals(NONE, system.orders());
      assertEquals(List.of(), system.signals());
    }
  }

  /** Half an hour without a trade, which the bars after it show, is not waited for for ever. */
  @Test
  void aPartThatNoFeedHasIsDoneWithoutAtTheNextTick() {
    Market market = bullish().withoutData("2024-03-12T10:00", "2024-03-12T10:30");
    try (ScenarioSystem system = ScenarioSystem.emaCrossover(market, "2024-03-12T10:00")) {
      assertEquals("missing-bar", system.tick("2024-03-12T10:30"));
      assertEquals("decided", system.tick("2024-03-12T11:00"));

      assertEquals(List.of("2024-03-12T09:30"), system.decidedBars());
    }
  }

  @Test
  void aBarFiftySecondsLateIsDecidedOnAndOrdered() {
    Market market = bullish().withDataLate("2024-03-12T10:00", "2024-03-12T10:30:50");
    try (ScenarioSystem system = ScenarioSystem.emaCrossover(market, "2024-03-12T10:00")) {
      assertEquals("decided", system.tick("2024-03-12T10:30"));

      assertEquals(List.of("2024-03-12T10:30 BUY TQQQ"), system.fills());
      assertEquals(List.of(), system.told(TradingEvent.Type.DATA_REJECTED));
      LocalDateTime decidedAt = ScenarioSystem.local(system.signals().getFirst().decidedAt());
      assertEquals(LocalDateTime.parse("2024-03-12T10:30:50"), decidedAt);
    }
  }

  /** The bar comes when nobody waits any more: the next run is the retry. */
  @Test
  void aBarMinutesLateIsDecidedOnByTheNextTick() {
    Market market = bullish().withDataLate("2024-03-12T10:00", "2024-03-12T10:40");
    try (ScenarioSystem system = ScenarioSystem.emaCrossover(market, "2024-03-12T10:00")) {
      assertEquals("missing-bar", system.tick("2024-03-12T10:30"));
      assertEquals("decided", system.tick("2024-03-12T11:00"));

      assertEquals(List.of("2024-03-12T09:30"), system.decidedBars());
      assertEquals(List.of("2024-03-12T11:00 BUY TQQQ"), system.fills());
    }
  }

  /** The first tick of a day does not wait: the bar ended yesterday. */
  @Test
  void staleDataIsNotWaitedForInTheMorning() {
    Market market = bullish().withoutData("2024-03-12T15:30", "2024-03-14T00:00");
    try (ScenarioSystem system = ScenarioSystem.emaCrossover(market, "2024-03-13T09:00")) {
      assertEquals("missing-bar", system.tick("2024-03-13T09:30"));

      assertEquals(LocalDateTime.parse("2024-03-13T09:30"), system.now());
      assertNothingDone(system, "2024-03-12T19:30:00Z");
    }
  }

  @Test
  void daysOfStaleDataAreToldTickByTick() {
    Market market = bullish().withoutData("2024-03-12T12:30", "2024-03-16T00:00");
    try (ScenarioSystem system = ScenarioSystem.emaCrossover(market, "2024-03-13T09:00")) {
      for (String tick : List.of("10:30", "11:30", "12:30")) {
        assertEquals("missing-bar", system.tick("2024-03-14T" + tick));
      }

      assertEquals(3, system.told(TradingEvent.Type.DATA_REJECTED).size());
      assertEquals(NONE, system.orders());
    }
  }

  @Test
  void aSpikeThatTheNextBarTakesBackBlocks() {
    Market market = bullish().withSpike("2024-03-11T12:00", 1.5);
    try (ScenarioSystem system = ScenarioSystem.emaCrossover(market, "2024-03-12T10:00")) {
      assertEquals("rejected", system.tick("2024-03-12T10:30"));

      assertNothingDone(system, "the next bar takes it back: a bad price");
    }
  }

  @Test
  void aSplitThatTheDataDoesNotKnowBlocks() {
    Market market = bullish().withSplitUnadjusted("2024-03-11T09:30");
    try (ScenarioSystem system = ScenarioSystem.emaCrossover(market, "2024-03-12T10:00")) {
      assertEquals("rejected", system.tick("2024-03-12T10:30"));

      assertNothingDone(system, "looks like a split, 2 for 1");
    }
  }

  /** Without the bad bar the same market buys: the tests above could fail. */
  @Test
  void soundDataOfTheSameMarketBuys() {
    try (ScenarioSystem system = ScenarioSystem.emaCrossover(bullish(), "2024-03-12T10:00")) {
      assertEquals("decided", system.tick("2024-03-12T10:30"));

      assertEquals(List.of("2024-03-12T10:30 BUY TQQQ"), system.fills());
    }
  }

  private static void assertWaited(ScenarioSystem system, String tick) {
    LocalDateTime start = LocalDateTime.parse(tick);
    assertTrue(system.now().isAfter(start.plusSeconds(80)), "gave up at " + system.now());
    assertFalse(system.now().isAfter(start.plusSeconds(90)), "gave up at " + system.now());
  }

  private static void assertNothingDone(ScenarioSystem system, String why) {
    assertEquals(NONE, system.orders());
    assertEquals(List.of(), system.signals());
    List<TradingEvent> told = system.told(TradingEvent.Type.DATA_REJECTED);
    assertEquals(1, told.size());
    String message = EventMessage.of(told.getFirst(), "dev", 0).body();
    assertTrue(message.contains(why), message);
    assertTrue(message.contains("Nothing was decided on this bar"), message);
  }
}
