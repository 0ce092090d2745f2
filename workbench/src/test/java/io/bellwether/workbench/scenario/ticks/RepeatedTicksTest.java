package io.bellwether.workbench.scenario.ticks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.bellwether.trading.event.TradingEvent;
import io.bellwether.workbench.replay.LocalFunctions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Ticks that come twice, at once, out of order, late, early or by hand. */
@Tag("integration")
final class RepeatedTicksTest {
  private static final List<String> NONE = List.of();

  /** Bullish from the first bar of the 12th on. */
  private static HourlyMarket bullishDay() {
    return HourlyMarket.falling("2024-02-01", "2024-03-15").risesFrom("2024-03-12T09:30");
  }

  private static ScenarioSystem bullishDay(String start) {
    return ScenarioSystem.emaCrossover(bullishDay(), start);
  }

  @Test
  void oneBarIsDecidedOnceAndOrderedOnce() {
    try (ScenarioSystem system = bullishDay("2024-03-12T10:00")) {
      assertEquals("decided", system.tick("2024-03-12T10:30"));
      assertEquals("repeated", system.tickOf("2024-03-12T10:30"));
      assertEquals("repeated", system.tick("2024-03-12T11:00"));
      system.followUp("2024-03-12T11:01");

      assertEquals(1, system.signals().size());
      assertEquals(List.of("2024-03-12T10:30 BUY TQQQ"), system.fills());
      assertEquals(List.of("BUY MARKET DAY FILLED"), system.orders());
    }
  }

  /** The next bar says the same again; a position that is held is not topped up. */
  @Test
  void theSameSayingOfTheNextBarIsNoOrder() {
    try (ScenarioSystem system = bullishDay("2024-03-12T10:00")) {
      system.tick("2024-03-12T10:30");
      assertEquals("decided", system.tick("2024-03-12T11:30"));

      assertEquals(2, system.signals().size());
      assertEquals(1, system.orders().size());
    }
  }

  @RepeatedTest(3)
  void twoInvocationsAtOnceOrderOnce() throws Exception {
    try (ScenarioSystem system = bullishDay("2024-03-12T10:30")) {
      LocalFunctions one = system.anotherInstance();
      LocalFunctions other = system.anotherInstance();
      Instant time = ScenarioSystem.newYork("2024-03-12T10:30");

      system.atOnce(() -> one.tick(time), () -> other.tick(time));
      system.followUp("2024-03-12T10:32");

      assertEquals(1, system.signals().size());
      assertEquals(List.of("BUY MARKET DAY FILLED"), system.orders());
      assertEquals(1, system.told(TradingEvent.Type.SIGNAL_RAISED).size());
      assertEquals(1, system.told(TradingEvent.Type.ORDER_FILLED).size());
    }
  }

  /** Follow-ups of two instances meet the signal's delivery to a third. */
  @RepeatedTest(3)
  void executionsAtOnceOrderOnce() throws Exception {
    try (ScenarioSystem system = bullishDay("2024-03-12T10:30")) {
      LocalFunctions one = system.anotherInstance();
      LocalFunctions other = system.anotherInstance();
      LocalFunctions third = system.anotherInstance();
      system.signalsFunction("{}");

      system.atOnce(one::deliver, other::followUp, third::followUp);
      system.followUp("2024-03-12T10:32");

      assertEquals(List.of("BUY MARKET DAY FILLED"), system.orders());
      assertEquals(1, system.told(TradingEvent.Type.ORDER_FILLED).size());
    }
  }

  /** The market has turned again by half past eleven; the earlier tick must not undo that. */
  @Test
  void anEarlierTickAfterALaterOneIsSuperseded() {
    HourlyMarket market = bullishDay().fallsFrom("2024-03-12T10:30");
    try (ScenarioSystem system = ScenarioSystem.emaCrossover(market, "2024-03-12T11:00")) {
      assertEquals("decided", system.tick("2024-03-12T11:30"));
      assertEquals("superseded", system.tickOf("2024-03-12T10:30"));
      system.followUp("2024-03-12T11:31");

      assertEquals(List.of("2024-03-12T10:30"), system.decidedBars());
      assertEquals(NONE, system.orders());
    }
  }

  @Test
  void aTickLateBeyondValidityIsRecordedAndDoesNotEnter() {
    for (String late : List.of("2024-03-12T11:30:01", "2024-03-12T15:50", "2024-03-14T10:05")) {
      try (ScenarioSystem system = bullishDay("2024-03-12T10:00")) {
        system.until(late);
        assertEquals("decided", system.tickOf("2024-03-12T10:30"), late);
        system.followUp(late.substring(0, 11) + "15:55");

        assertEquals(List.of("2024-03-12T09:30"), system.decidedBars(), late);
        assertEquals(NONE, system.orders(), late);
        assertEquals(1, system.told(TradingEvent.Type.SIGNAL_EXPIRED).size(), late);
        assertEquals(1, system.told(TradingEvent.Type.STEP_SKIPPED).size(), late);
      }
    }
  }

  @Test
  void aTickLateBeyondValidityStillLeavesAPosition() {
    HourlyMarket market = bullishDay().fallsFrom("2024-03-12T13:30");
    try (ScenarioSystem system = ScenarioSystem.emaCrossover(market, "2024-03-12T10:00")) {
      system.tick("2024-03-12T10:30");

      system.until("2024-03-13T12:00");
      system.followUp("2024-03-13T12:00");
      assertEquals("decided", system.tickOf("2024-03-12T14:30"));

      assertEquals(
          List.of("2024-03-12T10:30 BUY TQQQ", "2024-03-13T12:00 SELL TQQQ"), system.fills());
      assertEquals(1, system.told(TradingEvent.Type.SIGNAL_EXPIRED).size());
    }
  }

  /** Late, but the bar that follows the one decided on has not ended. */
  @Test
  void aTickLateWithinValidityEnters() {
    try (ScenarioSystem system = bullishDay("2024-03-12T10:00")) {
      system.until("2024-03-12T11:20");
      assertEquals("decided", system.tickOf("2024-03-12T10:30"));

      assertEquals(List.of("2024-03-12T11:20 BUY TQQQ"), system.fills());
    }
  }

  @Test
  void aTickOfTheFutureIsRefused() {
    try (ScenarioSystem system = bullishDay("2024-03-12T10:00")) {
      String payload = "{'strategy': 'ema-crossover', 'scheduledTime': '2024-03-12T14:30:00Z'}";

      assertThrows(IllegalArgumentException.class, () -> system.signalsFunction(payload));

      assertEquals(List.of(), system.signals());
      assertEquals(NONE, system.orders());
    }
  }

  @Test
  void anEmptyPayloadEvaluatesEveryEnabledStrategyNow() {
    try (ScenarioSystem system = bullishDay("2024-03-12T10:32")) {
      JsonNode results = system.signalsFunction("{}").path("results");
      system.deliver();
      system.followUp("2024-03-12T10:36");

      assertEquals(List.of("ema-crossover"), results.findValuesAsText("strategy"));
      assertEquals(List.of("decided"), results.findValuesAsText("outcome"));
      assertEquals(List.of("2024-03-12T10:35 BUY TQQQ"), system.fills());
    }
  }

  @Test
  void anExplicitPastIsDecidedOnAndNothingIsStoredOrSent() {
    try (ScenarioSystem system = bullishDay("2024-03-13T12:00")) {
      JsonNode result =
          system.signalsFunction("{'asOf': '2024-03-12T14:30:00Z'}").path("results").path(0);
      system.deliver();
      system.followUp("2024-03-13T12:05");

      assertEquals("decision-only", result.path("outcome").asText());
      assertEquals("2024-03-12T13:30:00Z", result.path("bar").asText());
      assertEquals("hold", result.path("targets").path(0).path("target").asText());
      assertEquals(List.of(), system.signals());
      assertEquals(NONE, system.orders());
      assertTrue(system.told(TradingEvent.Type.SIGNAL_RAISED).isEmpty());
      assertTrue(
          system.outcome(ScenarioSystem.newYork("2024-03-12T10:30")).isEmpty(),
          "a question is no tick");
    }
  }
}
