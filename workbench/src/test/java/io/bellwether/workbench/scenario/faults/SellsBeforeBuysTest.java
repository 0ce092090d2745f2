package io.bellwether.workbench.scenario.faults;

import static io.bellwether.workbench.scenario.faults.Books.assertAmount;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Bars;
import io.bellwether.strategy.ExitReason;
import io.bellwether.trading.event.TradingEvent.Type;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Positions this system did not open: sold first where that is allowed, left alone elsewhere. */
@Tag("integration")
@ExtendWith(SharedCloud.Parameter.class)
class SellsBeforeBuysTest {
  /** Rises until 10:30: ema-crossover enters. */
  private static final Bars RISING =
      Prices.hourly(
          Story.SYMBOL,
          Story.DAY_BEFORE,
          100,
          new double[] {100.2, 100.4, 100.2, 100, 99.8, 99.6, 99.4},
          new double[] {101, 102, 103, 103.5, 104, 104.5, 105});

  private static final Bars OTHER =
      Prices.hourly(
          "SPY",
          Story.DAY_BEFORE,
          50,
          new double[] {50.1, 50, 50.1, 50, 50.1, 50, 50.1},
          new double[] {50, 50.1, 50, 50.1, 50, 50.1, 50});

  /** 1,900 shares leave too little cash for the purchase, 40 more than enough. */
  @ParameterizedTest
  @CsvSource({"1900, 938", "40, 940"})
  void aForeignPositionIsSoldBeforeAnythingIsBought(int shares, String bought, SharedCloud shared) {
    try (Story story = Story.emaCrossover(shared).concentrate().bars(RISING, OTHER).begin()) {
      story.to("09:31").byHand("buy", shares, "SPY");
      story.to("09:40");
      assertAmount(Integer.toString(shares), story.held("SPY"));

      story.tick("10:30").minutes(8);

      assertEquals(0, story.held("SPY").signum());
      assertEquals(0, story.booked("SPY").signum());
      assertEquals(
          List.of("BUY SPY", "SELL SPY", "BUY TQQQ"),
          story.exchange().fills().stream()
              .map(fill -> fill.side() + " " + fill.symbol())
              .toList());
      // Sized on all of the account, with the proceeds.
      assertAmount(bought, story.held(Story.SYMBOL));
      assertEquals(1, Books.trades(story).size());
      assertEquals("SPY", Books.trades(story).getFirst().symbol());
      assertEquals(ExitReason.RISK, Books.trades(story).getFirst().exitReason());
      assertTrue(story.told(Type.POSITION_UNEXPLAINED));
    }
  }

  @Test
  void withoutConcentrateAForeignPositionIsLeftAloneAndReported(SharedCloud shared) {
    try (Story story = Story.emaCrossover(shared).bars(RISING, OTHER).begin()) {
      story.to("09:31").byHand("buy", 40, "SPY");
      story.to("09:40");

      story.tick("10:30").minutes(8);

      assertAmount("40", story.held("SPY"));
      assertEquals(0, story.booked("SPY").signum());
      assertTrue(story.told(Type.POSITION_UNEXPLAINED));
      // The account's profile allows one symbol at a time.
      assertEquals(0, story.held(Story.SYMBOL).signum());
      assertTrue(story.told(Type.STEP_SKIPPED));
    }
  }

  @Test
  void anUnexplainedMismatchOfTheOwnSymbolFreezesNewExposure(SharedCloud shared) {
    try (Story story = Story.emaCrossover(shared).bars(RISING, OTHER).begin()) {
      story.tick("10:30").minutes(2);
      assertEquals(1, story.held(Story.SYMBOL).signum());
      // Somebody sells it all by hand; the strategy wants to hold it still.
      int held = story.held(Story.SYMBOL).intValueExact();
      story.byHand("sell", held, Story.SYMBOL);
      story.to("10:50");
      assertEquals(0, story.held(Story.SYMBOL).signum());

      story.tick("11:30").minutes(4);

      assertTrue(story.told(Type.POSITION_UNEXPLAINED));
      assertTrue(story.told(Type.STEP_SKIPPED));
      assertEquals(0, story.held(Story.SYMBOL).signum());
      assertEquals(2, story.exchange().orders().size());
    }
  }

  @Test
  void anUnexplainedPositionInTheOwnSymbolIsNotAddedTo(SharedCloud shared) {
    try (Story story = Story.emaCrossover(shared).bars(RISING, OTHER).begin()) {
      story.to("09:31").byHand("buy", 10, Story.SYMBOL);
      story.to("09:40").tick("10:30").minutes(4);

      assertTrue(story.told(Type.POSITION_UNEXPLAINED));
      assertAmount("10", story.held(Story.SYMBOL));
      assertEquals(1, story.exchange().orders().size());
    }
  }
}
