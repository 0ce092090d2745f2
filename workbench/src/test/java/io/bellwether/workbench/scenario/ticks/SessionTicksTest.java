package io.bellwether.workbench.scenario.ticks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.Session;
import io.bellwether.trading.signal.DecisionSchedule;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ticks at the edges of sessions. */
@Tag("integration")
final class SessionTicksTest {
  private static final List<String> NONE = List.of();

  @Test
  void theFirstTickDecidesOnYesterdaysLastBarAndFillsAtTheOpen() {
    HourlyMarket market =
        HourlyMarket.falling("2024-02-01", "2024-03-15").risesFrom("2024-03-12T15:30");
    try (ScenarioSystem system = ScenarioSystem.emaCrossover(market, "2024-03-12T15:00")) {
      assertEquals("decided", system.tick("2024-03-12T15:30"));
      assertEquals(NONE, system.orders());

      assertEquals("decided", system.tick("2024-03-13T09:30"));

      assertEquals(List.of("2024-03-12T14:30", "2024-03-12T15:30"), system.decidedBars());
      assertEquals(List.of("2024-03-13T09:30 BUY TQQQ"), system.fills());
      BigDecimal lastClose = system.signals().getLast().closes().get("TQQQ");
      assertEquals(0, lastClose.compareTo(system.exchange().fills().getFirst().price()));
    }
  }

  /** The bars that turned bullish just before are still there to be decided on; nobody does. */
  @ParameterizedTest
  @CsvSource({
    "a Saturday, 2024-03-27T15:30, 2024-03-30T10:30",
    "a Sunday, 2024-03-27T15:30, 2024-03-31T09:30",
    "Good Friday, 2024-03-28T15:30, 2024-03-29T09:30",
    "Good Friday, 2024-03-28T15:30, 2024-03-29T15:30",
    "Juneteenth, 2024-06-18T15:30, 2024-06-19T10:30",
    "before the open, 2024-06-18T15:30, 2024-06-20T09:00",
    "after the close, 2024-06-18T15:30, 2024-06-20T16:00"
  })
  void outsideASessionNothingIsDecided(String name, String turn, String tick) {
    HourlyMarket market = HourlyMarket.falling("2024-02-20", "2024-06-21").risesFrom(turn);
    try (ScenarioSystem system = ScenarioSystem.emaCrossover(market, "2024-02-21T00:00")) {
      assertEquals("closed", system.tick(tick), name);

      assertEquals(NONE, system.orders());
      assertEquals(List.of(), system.signals());
    }
  }

  @Test
  void afterAnEarlyCloseTheDayIsOverAndTheNextSessionDecides() {
    HourlyMarket market =
        HourlyMarket.falling("2024-10-15", "2024-12-03").risesFrom("2024-11-29T12:30");
    try (ScenarioSystem system = ScenarioSystem.emaCrossover(market, "2024-11-29T12:00")) {
      assertEquals("decided", system.tick("2024-11-29T12:30"));
      for (String tick : List.of("13:00", "13:30", "15:30")) {
        assertEquals("closed", system.tick("2024-11-29T" + tick));
      }
      assertEquals(NONE, system.orders());

      assertEquals("decided", system.tick("2024-12-02T09:30"));

      assertEquals(List.of("2024-11-29T11:30", "2024-11-29T12:30"), system.decidedBars());
      assertEquals(List.of("2024-12-02T09:30 BUY TQQQ"), system.fills());
    }
  }

  /** New York changes its clocks on the Sunday before; the exchange opens at 09:30 all the same. */
  @ParameterizedTest
  @ValueSource(strings = {"2024-03-11", "2024-11-04"})
  void aChangeOfTheClocksMovesNoTickAndNoBar(String monday) {
    LocalDate day = LocalDate.parse(monday);
    LocalDate friday = day.minusDays(3);
    LocalDate tuesday = day.plusDays(1);
    HourlyMarket market =
        HourlyMarket.falling(day.minusDays(45).toString(), tuesday.toString())
            .risesFrom(friday + "T15:30")
            .fallsFrom(day + "T15:30");
    try (ScenarioSystem system = ScenarioSystem.emaCrossover(market, friday + "T09:00")) {
      for (LocalDate date : List.of(friday, day, tuesday)) {
        runTicks(system, date);
      }

      assertEquals(
          List.of(monday + "T09:30 BUY TQQQ", tuesday + "T09:30 SELL TQQQ"), system.fills());
      List<String> bars = system.decidedBars();
      assertEquals(3 * 7, bars.size());
      assertEquals(friday + "T15:30", bars.get(7));
      assertEquals(day + "T09:30", bars.get(8));
      assertEquals(day + "T15:30", bars.get(14));
    }
  }

  private static void runTicks(ScenarioSystem system, LocalDate date) {
    Session session = ScenarioSystem.CALENDAR.session(date).orElseThrow();
    DecisionSchedule schedule =
        new DecisionSchedule(ScenarioSystem.CALENDAR, Timeframe.parse("1h"));
    List<String> ticks =
        schedule.ticks(session).stream().map(t -> ScenarioSystem.local(t).toString()).toList();
    assertEquals(date + "T09:30", ticks.getFirst());
    assertEquals(date + "T15:30", ticks.getLast());
    // As the schedule has it: what is held over night is looked at before anything is decided.
    system.followUp(date + "T09:00");
    ticks.forEach(system::tick);
  }
}
