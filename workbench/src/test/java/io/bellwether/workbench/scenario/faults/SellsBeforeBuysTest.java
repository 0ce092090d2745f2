package io.bellwether.workbench.scenario.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.bellwether.market.Bars;
import io.bellwether.strategy.ExitReason;
import io.bellwether.trading.event.TradingEvent.Type;
import io.bellwether.trading.ledger.Trade;
import io.bellwether.trading.order.Side;
import io.bellwether.workbench.exchange.ExchangeFill;
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
          100.2,
          100.4,
          100.2,
          100,
          99.8,
          99.6,
          99.4,
          101,
          102,
          103,
          103.5,
          104,
          104.5,
          105);

  private static final Bars OTHER =
      Prices.hourly(
          "SPY",
          Story.DAY_BEFORE,
          50,
          50.1,
          50,
          50.1,
          50,
          50.1,
          50,
          50.1,
          50,
          50.1,
          50,
          50.1,
          50,
          50.1,
          50);

  /** 1,900 shares leave too little cash for the purchase, 40 more than enough. */
  @ParameterizedTest
  @CsvSource({"1900, 938", "40, 940"})
  void aForeignPositionIsSoldBeforeAnythingIsBought(int shares, String bought, SharedCloud shared) {
    try (Story story = Story.emaCrossover(shared).concentrate().bars(RISING, OTHER).begin()) {
      story.to("09:31").byHand("buy", shares, "SPY");
      story.to("09:40");
      assertThat(story.held("SPY")).isEqualByComparingTo(Integer.toString(shares));

      story.tick("10:30").minutes(8);

      assertThat(story.held("SPY")).isZero();
      assertThat(story.booked("SPY")).isZero();
      assertThat(story.exchange().fills())
          .extracting(ExchangeFill::symbol, ExchangeFill::side)
          .containsExactly(
              tuple("SPY", Side.BUY), tuple("SPY", Side.SELL), tuple(Story.SYMBOL, Side.BUY));
      // Sized on all of the account, with the proceeds.
      assertThat(story.held(Story.SYMBOL)).isEqualByComparingTo(bought);
      assertThat(Books.trades(story))
          .singleElement()
          .satisfies(trade -> assertThat(trade.symbol()).isEqualTo("SPY"))
          .extracting(Trade::exitReason)
          .isEqualTo(ExitReason.RISK);
      assertThat(story.told(Type.POSITION_UNEXPLAINED)).isTrue();
    }
  }

  @Test
  void withoutConcentrateAForeignPositionIsLeftAloneAndReported(SharedCloud shared) {
    try (Story story = Story.emaCrossover(shared).bars(RISING, OTHER).begin()) {
      story.to("09:31").byHand("buy", 40, "SPY");
      story.to("09:40");

      story.tick("10:30").minutes(8);

      assertThat(story.held("SPY")).isEqualByComparingTo("40");
      assertThat(story.booked("SPY")).isZero();
      assertThat(story.told(Type.POSITION_UNEXPLAINED)).isTrue();
      // The account's profile allows one symbol at a time.
      assertThat(story.held(Story.SYMBOL)).isZero();
      assertThat(story.told(Type.STEP_SKIPPED)).isTrue();
    }
  }

  @Test
  void anUnexplainedMismatchOfTheOwnSymbolFreezesNewExposure(SharedCloud shared) {
    try (Story story = Story.emaCrossover(shared).bars(RISING, OTHER).begin()) {
      story.tick("10:30").minutes(2);
      assertThat(story.held(Story.SYMBOL)).isPositive();
      // Somebody sells it all by hand; the strategy wants to hold it still.
      int held = story.held(Story.SYMBOL).intValueExact();
      story.byHand("sell", held, Story.SYMBOL);
      story.to("10:50");
      assertThat(story.held(Story.SYMBOL)).isZero();

      story.tick("11:30").minutes(4);

      assertThat(story.told(Type.POSITION_UNEXPLAINED)).isTrue();
      assertThat(story.told(Type.STEP_SKIPPED)).isTrue();
      assertThat(story.held(Story.SYMBOL)).isZero();
      assertThat(story.exchange().orders()).hasSize(2);
    }
  }

  @Test
  void anUnexplainedPositionInTheOwnSymbolIsNotAddedTo(SharedCloud shared) {
    try (Story story = Story.emaCrossover(shared).bars(RISING, OTHER).begin()) {
      story.to("09:31").byHand("buy", 10, Story.SYMBOL);
      story.to("09:40").tick("10:30").minutes(4);

      assertThat(story.told(Type.POSITION_UNEXPLAINED)).isTrue();
      assertThat(story.held(Story.SYMBOL)).isEqualByComparingTo("10");
      assertThat(story.exchange().orders()).hasSize(1);
    }
  }
}
