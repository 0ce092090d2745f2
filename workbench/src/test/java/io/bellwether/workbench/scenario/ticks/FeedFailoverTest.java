package io.bellwether.workbench.scenario.ticks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Bars;
import io.bellwether.market.feed.TwelveDataServer;
import io.bellwether.trading.event.TradingEvent;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Twelve Data first, Alpaca after it, and a decision as long as one of them has the bars. */
@Tag("integration")
final class FeedFailoverTest {
  private static final String TICK = "2024-03-12T10:30";

  /** How long after a bar's end a feed is trusted with it, in seconds. */
  private static final int TWELVE_DATA = 60;

  private static final int ALPACA = 35;

  private final TwelveDataServer twelveData = new TwelveDataServer();

  @AfterEach
  void close() throws IOException {
    twelveData.close();
  }

  /** Bullish from the bar of 09:30 on the 12th; served in half hours. */
  private static Market bullish() {
    return HourlyMarket.falling("2024-02-01", "2024-03-15").risesFrom("2024-03-12T09:30").market();
  }

  /** The same market, of which Alpaca has no data. */
  private static Market withoutAlpaca() {
    return bullish().withoutData("2024-02-01T00:00", "2024-03-16T00:00");
  }

  private static Bars until(String newYork) {
    return bullish().served().between(Instant.EPOCH, ScenarioSystem.newYork(newYork));
  }

  @Test
  void theFirstFeedDecidesAlone() {
    twelveData.serve(until("2024-03-12T11:00"));
    try (ScenarioSystem system = system(withoutAlpaca())) {
      assertBought(system, TWELVE_DATA);
    }
  }

  @Test
  void aDaysLimitIsLearntOnceAndTheSecondFeedDecides() {
    twelveData.fail(TwelveDataServer.dayUsedUp(200));
    try (ScenarioSystem system = system(bullish())) {
      assertBought(system, ALPACA);
      assertEquals("decided", system.tick("2024-03-12T11:30"));

      assertEquals(1, twelveData.requests().size());
    }
  }

  /** Late is not failed: the first feed has its time, then the second serves the whole series. */
  @Test
  void aLateFeedIsWaitedForAndThenPassedOver() {
    twelveData.serve(until("2024-03-12T10:00"));
    try (ScenarioSystem system = system(bullish())) {
      assertEquals("decided", system.tick(TICK));

      LocalDateTime decidedAt = ScenarioSystem.local(system.signals().getFirst().decidedAt());
      assertTrue(decidedAt.isAfter(LocalDateTime.parse("2024-03-12T10:31:20")), "" + decidedAt);
      assertFalse(decidedAt.isAfter(LocalDateTime.parse("2024-03-12T10:31:30")), "" + decidedAt);
      // Past the bar's first minute the order meets the price of its own moment.
      system.followUp("2024-03-12T10:41");
      assertEquals(1, system.fills().size());
    }
  }

  /** Its bar of 10:00 is there, and all that is known of it is its first trade. */
  @Test
  void aFeedThatStoppedIsPassedOver() {
    Market stopped = bullish().withDataStoppingIn("2024-03-12T10:00");
    twelveData.serve(stopped.served());
    try (ScenarioSystem system = system(bullish())) {
      assertEquals("decided", system.tick(TICK));

      assertEquals(close("2024-03-12T10:00"), decidedOn(system), 1e-9);
    }
  }

  /** Half an hour of the first feed must not pass for an hour because nobody waits any more. */
  @Test
  void theNextTickAsksTheFeedThatHasTheWholeHour() {
    twelveData.serve(until("2024-03-12T10:00"));
    Market late = bullish().withDataLate("2024-03-12T10:00", "2024-03-12T10:40");
    try (ScenarioSystem system = system(late)) {
      assertEquals("missing-bar", system.tick(TICK));
      assertEquals("decided", system.tick("2024-03-12T11:00"));

      assertEquals(List.of("2024-03-12T09:30"), system.decidedBars());
      assertEquals(close("2024-03-12T10:00"), decidedOn(system), 1e-9);
    }
  }

  /** The first feed went on without it; only if every feed did was there no trade. */
  @Test
  void aPartThatOneFeedLacksIsAnotherFeedsTurn() {
    twelveData.serve(
        bullish()
            .withoutData("2024-03-12T10:00", "2024-03-12T10:30")
            .served()
            .between(Instant.EPOCH, ScenarioSystem.newYork("2024-03-12T11:00")));
    try (ScenarioSystem system = system(bullish())) {
      assertEquals("decided", system.tick("2024-03-12T11:00"));

      assertEquals(List.of("2024-03-12T09:30"), system.decidedBars());
      assertEquals(close("2024-03-12T10:00"), decidedOn(system), 1e-9);
    }
  }

  private static double close(String bar) {
    Bars served = bullish().served();
    return served.close()[served.indexOf(ScenarioSystem.newYork(bar))];
  }

  private static double decidedOn(ScenarioSystem system) {
    return system.signals().getFirst().closes().values().iterator().next().doubleValue();
  }

  @Test
  void aBarThatNoFeedHasIsMissing() {
    twelveData.serve(until("2024-03-12T10:00"));
    try (ScenarioSystem system = system(withoutAlpaca())) {
      assertEquals("missing-bar", system.tick(TICK));

      String message = system.told(TradingEvent.Type.DATA_REJECTED).getFirst().message();
      assertTrue(message.contains("twelve-data"), message);
      assertTrue(message.contains("alpaca/iex"), message);
      assertFalse(message.contains(TwelveDataServer.KEY), message);
    }
  }

  /** New York's time in place of UTC: never traded on, and nothing to wait for. */
  @Test
  void aFeedInAnotherTimeZoneIsPassedOver() {
    twelveData.serve(until("2024-03-12T11:00"));
    twelveData.mangle(
        body -> body.replaceAll("\"datetime\":\"([0-9-]+) 1([3-9])", "\"datetime\":\"$1 0$2"));
    try (ScenarioSystem system = system(bullish())) {
      assertBought(system, ALPACA);
    }
  }

  /** Prices as traded, across a split, in place of adjusted ones. */
  @Test
  void aFeedThatIsNotAdjustedIsPassedOver() {
    twelveData.serve(
        bullish()
            .withSplitUnadjusted("2024-03-11T09:30")
            .served()
            .between(Instant.EPOCH, ScenarioSystem.newYork("2024-03-12T11:00")));
    try (ScenarioSystem system = system(bullish())) {
      assertBought(system, TWELVE_DATA);
    }
  }

  private ScenarioSystem system(Market market) {
    return ScenarioSystem.emaCrossover(market, "2024-03-12T10:00", twelveData);
  }

  /** Bought in the first minute, once the bars of the feed decided on were final. */
  private static void assertBought(ScenarioSystem system, int seconds) {
    assertEquals("decided", system.tick(TICK));
    assertEquals(List.of("2024-03-12T10:30 BUY TQQQ"), system.fills());
    assertEquals(
        LocalDateTime.parse(TICK).plusSeconds(seconds),
        ScenarioSystem.local(system.signals().getFirst().decidedAt()));
  }
}
