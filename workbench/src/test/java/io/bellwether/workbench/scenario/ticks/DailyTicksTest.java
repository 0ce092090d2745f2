package io.bellwether.workbench.scenario.ticks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.strategy.ExitReason;
import io.bellwether.trading.alert.EventMessage;
import io.bellwether.trading.event.TradingEvent;
import io.bellwether.trading.ledger.Trade;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The daily rhythm: decided in the evening, ordered in the morning, filled at the open. */
@Tag("integration")
final class DailyTicksTest {
  private static final List<String> NONE = List.of();

  /** Weak on Monday the 11th: RSI(2) asks for an entry at Tuesday's open, which is at 97. */
  private static DailyMarket weakMonday() {
    return DailyMarket.quiet("2023-11-01", "2024-03-15").day("2024-03-11", 96.5, 97);
  }

  /** And on Tuesday the price falls through the stop, 5 % below the open. */
  private static DailyMarket fallingTuesday() {
    return weakMonday().day("2024-03-12", 91, 93);
  }

  private static ScenarioSystem start(Market market) {
    return ScenarioSystem.rsi2(market, "2024-03-11T16:10");
  }

  /** Monday evening to Tuesday 09:31: the position is there, and its stop. */
  private static void enter(ScenarioSystem system) {
    assertEquals("decided", system.tick("2024-03-11T16:20"));
    assertEquals("repeated", system.tick("2024-03-12T09:00"));
    system.followUp("2024-03-12T09:00").followUp("2024-03-12T09:31");
  }

  @Test
  void theEveningDecidesTheMorningOrdersTheOpenFills() {
    try (ScenarioSystem system = start(weakMonday().market())) {
      assertEquals("decided", system.tick("2024-03-11T16:20"));
      system.followUp("2024-03-11T16:25").followUp("2024-03-12T08:59");
      assertEquals(NONE, system.orders());

      assertEquals("repeated", system.tick("2024-03-12T09:00"));
      system.followUp("2024-03-12T09:00");
      assertEquals(List.of("BUY MARKET OPG ACCEPTED"), system.orders());

      system.followUp("2024-03-12T09:30");
      assertEquals(List.of("2024-03-12T09:30 BUY TQQQ"), system.fills());
      assertPrice("97", system.exchange().fills().getFirst().price());
    }
  }

  @Test
  void theStopIsPlacedFromTheAverageFillStopsOutAndTheNextDayEntersAgain() {
    try (ScenarioSystem system = start(fallingTuesday().market())) {
      enter(system);
      system.until("2024-03-12T09:31:10");
      assertEquals(List.of("BUY MARKET OPG FILLED", "SELL STOP GTC NEW"), system.orders());
      assertPrice("92.15", system.exchange().orders().getLast().stopPrice().orElseThrow());

      system.followUp("2024-03-12T13:00");
      Trade trade = system.trades().getFirst();
      assertEquals(ExitReason.STOP, trade.exitReason());
      assertPrice("92.15", trade.exitPrice());

      assertEquals("decided", system.tick("2024-03-12T16:20"));
      system.tick("2024-03-13T09:00");
      system.followUp("2024-03-13T09:00").followUp("2024-03-13T09:31");
      assertEquals(
          List.of(
              "2024-03-12T09:30 BUY TQQQ",
              "2024-03-12T11:30 SELL TQQQ",
              "2024-03-13T09:30 BUY TQQQ"),
          system.fills());
      system.until("2024-03-13T09:31:10");
      assertEquals("SELL STOP GTC NEW", system.orders().getLast());
    }
  }

  @Test
  void aMissedEveningIsMadeGoodInTheMorning() {
    try (ScenarioSystem system = start(weakMonday().market())) {
      assertEquals("decided", system.tick("2024-03-12T09:00"));
      system.followUp("2024-03-12T09:31");

      assertEquals(List.of("2024-03-11T00:00"), system.decidedBars());
      assertEquals(List.of("2024-03-12T09:30 BUY TQQQ"), system.fills());
    }
  }

  /** Nothing but a day order could still be sent, and the decision was for the open. */
  @Test
  void anEveningAndAMorningMissedAreTooLateOnceTheMarketIsOpen() {
    try (ScenarioSystem system = start(weakMonday().market())) {
      system.until("2024-03-12T09:40");
      assertEquals("decided", system.tickOf("2024-03-11T16:20"));
      system.followUp("2024-03-12T09:45");

      assertEquals(NONE, system.orders());
      assertEquals(1, system.told(TradingEvent.Type.SIGNAL_EXPIRED).size());
    }
  }

  @Test
  void theKillSwitchLeavesTheStopItsWork() {
    try (ScenarioSystem system = start(fallingTuesday().market())) {
      system.tick("2024-03-11T16:20");
      system.tick("2024-03-12T09:00");
      system.followUp("2024-03-12T09:00").until("2024-03-12T09:30").kill();

      system.followUp("2024-03-12T09:31").followUp("2024-03-12T13:00");
      assertEquals(ExitReason.STOP, system.trades().getFirst().exitReason());

      system.tick("2024-03-12T16:20");
      system.tick("2024-03-13T09:00");
      system.followUp("2024-03-13T09:00").followUp("2024-03-13T09:31");
      assertEquals(2, system.fills().size(), "no entry after the kill");
    }
  }

  /** Tuesday's data turns out unadjusted: nothing is decided, and the stop stands. */
  @Test
  void onBadDataAHoldingKeepsItsStop() {
    Market market = weakMonday().market();
    try (ScenarioSystem system = start(market.withSplitUnadjusted("2024-03-12T00:00"))) {
      enter(system);

      assertEquals("rejected", system.tick("2024-03-12T16:20"));
      system.followUp("2024-03-12T16:25").followUp("2024-03-13T09:31");

      assertEquals(List.of("BUY MARKET OPG FILLED", "SELL STOP GTC NEW"), system.orders());
      TradingEvent told = system.told(TradingEvent.Type.DATA_REJECTED).getLast();
      String message = EventMessage.of(told, "dev", 0).body();
      assertTrue(message.contains("looks like a split"), message);
      assertTrue(message.contains("Positions and their stops stand"), message);
    }
  }

  private static void assertPrice(String expected, BigDecimal actual) {
    assertEquals(0, new BigDecimal(expected).compareTo(actual), actual.toPlainString());
  }
}
