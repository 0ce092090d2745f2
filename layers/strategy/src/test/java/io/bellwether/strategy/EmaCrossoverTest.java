package io.bellwether.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Timeframe;
import io.bellwether.strategy.parameter.InvalidParametersException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EmaCrossoverTest {
  private static final EmaCrossover.Parameters ONE_TWO = new EmaCrossover.Parameters(1, 2, 0.95);

  private static Target decide(LegState state, double... closes) {
    SeriesSet series = SeriesSet.align(List.of(TestBars.ofCloses("TQQQ", closes)));
    Rules rules = new EmaCrossover("TQQQ", Timeframe.DAY, ONE_TWO).on(series);
    return Decider.decide(rules, closes.length - 1, Map.of("TQQQ", state)).targets().getFirst();
  }

  private static final LegState HELD = new LegState.Held(Direction.LONG, 10, 100, TestBars.START);

  private static Target decideTwoThree(LegState state, double... closes) {
    SeriesSet series = SeriesSet.align(List.of(TestBars.ofCloses("TQQQ", closes)));
    EmaCrossover strategy =
        new EmaCrossover("TQQQ", Timeframe.DAY, new EmaCrossover.Parameters(2, 3, 0.5));
    Rules rules = strategy.on(series);
    return Decider.decide(rules, closes.length - 1, Map.of("TQQQ", state)).targets().getFirst();
  }

  @Test
  void bullishHoldsWithAllOfTheAccount() {
    Target.Hold hold =
        assertInstanceOf(Target.Hold.class, decideTwoThree(LegState.Flat.NEW, 3, 4, 5, 7));
    assertEquals(new Sizing.WeightOfBuyingPower(0.5), hold.sizing());
    assertEquals(Optional.empty(), hold.stopLoss());
    assertEquals(Direction.LONG, hold.direction());
    assertTrue(hold.concentrate());
    assertInstanceOf(Target.Hold.class, decideTwoThree(HELD, 3, 4, 5, 7));
  }

  @Test
  void bearishHoldsNothing() {
    assertInstanceOf(Target.Flat.class, decideTwoThree(HELD, 3, 4, 5, 2));
    assertInstanceOf(Target.Keep.class, decideTwoThree(LegState.Flat.NEW, 3, 4, 5, 2));
  }

  @Test
  void aCloseBelowTheFastAverageAloneIsBearish() {
    // After a steep rise both averages rise on, the fast one ahead; the close has fallen below it.
    double[] closes = {1, 2, 3, 20, 30, 22};
    Rules rules =
        new EmaCrossover("TQQQ", Timeframe.DAY, new EmaCrossover.Parameters(2, 3, 0.5))
            .on(SeriesSet.align(List.of(TestBars.ofCloses("TQQQ", closes))));
    String why = rules.legs().getFirst().explain(5);
    assertEquals("bearish: close 22.0000, EMA(2) 22.9074, EMA(3) 21.2500", why);
    assertInstanceOf(Target.Flat.class, decideTwoThree(HELD, closes));
  }

  @Test
  void aFastAverageBelowTheSlowOneAloneIsBearish() {
    // Falling for long, then a jump above both averages: close > slow > fast.
    double[] closes = {30, 20, 10, 5, 4, 3, 2, 4};
    assertInstanceOf(Target.Flat.class, decideTwoThree(HELD, closes));
    assertInstanceOf(Target.Keep.class, decideTwoThree(LegState.Flat.NEW, closes));
  }

  @Test
  void aTieKeepsWhatIsHeld() {
    double[] flat = new double[12];
    Arrays.fill(flat, 37.635);
    assertInstanceOf(Target.Keep.class, decideTwoThree(HELD, flat));
    assertInstanceOf(Target.Keep.class, decideTwoThree(LegState.Flat.NEW, flat));
    // An EMA of one bar is the close: close = fast > slow is a tie, however strong the trend.
    assertInstanceOf(Target.Keep.class, decide(HELD, 1, 2, 3));
    assertInstanceOf(Target.Keep.class, decide(LegState.Flat.NEW, 1, 2, 3));
  }

  @Test
  void needsBarsForTheSlowAverage() {
    EmaCrossover strategy =
        new EmaCrossover("TQQQ", Timeframe.HOUR, EmaCrossover.Parameters.defaults());
    assertEquals(19, strategy.warmUpBars());
    SeriesSet series = SeriesSet.align(List.of(TestBars.random(1, 100, Timeframe.HOUR)));
    EmaCrossover onTest =
        new EmaCrossover("TEST", Timeframe.HOUR, EmaCrossover.Parameters.defaults());
    assertEquals(19, onTest.on(series).firstDecision());
    assertEquals(10, onTest.on(series.prefix(10)).firstDecision());
    assertFalse(onTest.on(series).legs().isEmpty());
  }

  @Test
  void allThatIsWrongIsReportedAtOnce() {
    InvalidParametersException error =
        assertThrows(
            InvalidParametersException.class, () -> new EmaCrossover.Parameters(30, 20, 1.5));
    assertEquals(
        """
        strategy 'ema-crossover' cannot be configured:
        - weight must be a number such as 0.5, above 0 and at most 1, not 1.5
        - fast must be less than slow, but 30 is not less than 20""",
        error.getMessage());
    assertEquals(2, error.problems().size());
  }
}
