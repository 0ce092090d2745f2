package io.bellwether.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Bars;
import io.bellwether.market.Timeframe;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MovingAverageTest {
  private static final Timeframe MINUTE = new Timeframe(1);
  private static final Instant MIDNIGHT = Instant.parse("2024-01-08T00:00:00Z");

  /** An average of three closes, decided every three minutes, whatever the turnover. */
  private static Strategy strategy(List<String> symbols, String... keysAndValues) {
    Map<String, String> parameters =
        new HashMap<>(Map.of("period", "3", "decide-every", "3", "minimum-turnover", "0"));
    for (int i = 0; i < keysAndValues.length; i += 2) {
      parameters.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return StrategyCatalog.standard().create("moving-average", symbols, MINUTE, parameters);
  }

  private static Leg leg(Bars bars, String... keysAndValues) {
    return strategy(List.of(bars.symbol()), keysAndValues)
        .on(SeriesSet.align(List.of(bars)))
        .legs()
        .getFirst();
  }

  /** A bar a minute from midnight on; a close of 0 stands for a minute without a bar. */
  private static Bars minutes(String symbol, double... closes) {
    Bars.Builder builder = TestBars.builder(symbol, MINUTE);
    for (int i = 0; i < closes.length; i++) {
      double close = closes[i];
      if (close != 0) {
        long start = MIDNIGHT.plus(Duration.ofMinutes(i)).toEpochMilli();
        builder.add(start, close, close, close, close, 10);
      }
    }
    return builder.build();
  }

  private static Entry held(Direction direction) {
    return new Entry(direction, 1, 100, 0);
  }

  private static Target decide(Strategy strategy, Bars bars, int t, LegState state) {
    Rules rules = strategy.on(SeriesSet.align(List.of(bars)));
    return Decider.decide(rules, t, Map.of(bars.symbol(), state)).targets().getFirst();
  }

  @Test
  void isLongAboveAndShortBelowTheThreshold() {
    // Means 100.5 and 99.5: a threshold of 0.1 % is 0.1.
    Leg up = leg(minutes("BTCUSDT", 100, 100, 101.5));
    assertTrue(up.entry(2));
    assertEquals(Direction.LONG, up.direction(2));
    assertEquals(new Sizing.FixedMargin(0.5, 10), up.sizing(2));
    assertEquals(Optional.of(new StopLoss(0.02)), up.stopLoss());
    assertEquals(Optional.of(new TakeProfit(0.04)), up.takeProfit());
    Leg down = leg(minutes("BTCUSDT", 100, 100, 98.5));
    assertTrue(down.entry(2));
    assertEquals(Direction.SHORT, down.direction(2));
  }

  @Test
  void isNeitherAtTheThresholdNorWithinIt() {
    // A threshold of 0 compares with the mean itself: a tie is neither.
    assertFalse(leg(minutes("BTCUSDT", 100, 100, 100), "threshold", "0").entry(2));
    assertFalse(leg(minutes("BTCUSDT", 100, 100, 100.1)).entry(2), "within 0.1 %");
    assertFalse(leg(minutes("BTCUSDT", 100, 100, 99.9)).entry(2), "within 0.1 %");
    assertEquals(
        "neutral: close 100.100000, SMA 100.033333",
        leg(minutes("BTCUSDT", 100, 100, 100.1)).explain(2));
  }

  @Test
  void decidesAtTheClockAloneAndOnlyWithoutAGap() {
    double[] rising = {100, 110, 120, 130, 140, 150, 160, 170, 180};
    Leg whole = leg(minutes("BTCUSDT", rising));
    assertEquals(2, whole.nextEntry(0, 9));
    assertEquals(5, whole.nextEntry(3, 9));
    assertEquals("no decision is due, or a bar of the average is missing", whole.explain(3));
    rising[4] = 0; // A minute of the window of minute 5 is missing: index 4 is minute 5 now.
    assertEquals(7, leg(minutes("BTCUSDT", rising)).nextEntry(3, 8));
    rising[4] = 140;
    rising[5] = 0; // The minute before the decision is missing itself.
    assertEquals(7, leg(minutes("BTCUSDT", rising)).nextEntry(3, 8));
  }

  @Test
  void theOppositeSignalTurnsItAroundAndTheSameKeepsIt() {
    Strategy strategy = strategy(List.of("BTCUSDT"));
    Bars up = minutes("BTCUSDT", 100, 100, 102);
    LegState isShort = new LegState.Held(Direction.SHORT, 1, 100, MIDNIGHT);
    LegState isLong = new LegState.Held(Direction.LONG, 1, 100, MIDNIGHT);
    Target.Hold turned = assertInstanceOf(Target.Hold.class, decide(strategy, up, 2, isShort));
    assertEquals(Direction.LONG, turned.direction());
    assertEquals(Optional.of(new TakeProfit(0.04)), turned.takeProfit());
    assertInstanceOf(Target.Keep.class, decide(strategy, up, 2, isLong));
    Bars within = minutes("BTCUSDT", 100, 100, 100);
    assertInstanceOf(Target.Keep.class, decide(strategy, within, 2, isShort));
    assertInstanceOf(Target.Keep.class, decide(strategy, within, 2, isLong));
  }

  @Test
  void scansBothWays() {
    double[] closes = {100, 100, 102, 102, 102, 98, 98, 98, 104};
    Leg leg = leg(minutes("BTCUSDT", closes));
    assertEquals(5, leg.nextExit(0, 9, held(Direction.LONG)));
    assertEquals(2, leg.nextExit(0, 9, held(Direction.SHORT)));
    assertEquals(8, leg.nextExit(3, 9, held(Direction.SHORT)));
    assertEquals(9, leg.nextExit(6, 9, held(Direction.LONG)));
    assertEquals(4, leg.nextExit(3, 4, held(Direction.LONG)), "to is exclusive");
  }

  @Test
  void aQuietMarketIsNotEnteredAndIsLeftAllTheSame() {
    // Minute bars of 100 x 10: a day's turnover of about 1,440,000.
    int day = 1_440;
    double[] closes = new double[day + 60];
    Arrays.fill(closes, 100);
    closes[day + 59] = 104;
    Bars bars = minutes("BTCUSDT", closes);
    String[] busy = {"minimum-turnover", "1440000", "decide-every", "15", "period", "60"};
    String[] quiet = {"minimum-turnover", "1440050", "decide-every", "15", "period", "60"};
    int t = day + 59;
    LegState isShort = new LegState.Held(Direction.SHORT, 1, 100, MIDNIGHT);
    Strategy traded = strategy(List.of("BTCUSDT"), busy);
    Strategy neglected = strategy(List.of("BTCUSDT"), quiet);
    assertInstanceOf(Target.Hold.class, decide(traded, bars, t, LegState.Flat.NEW));
    assertInstanceOf(Target.Keep.class, decide(neglected, bars, t, LegState.Flat.NEW));
    assertInstanceOf(Target.Hold.class, decide(traded, bars, t, isShort));
    Target.Flat closed = assertInstanceOf(Target.Flat.class, decide(neglected, bars, t, isShort));
    assertEquals(ExitReason.RULE, closed.reason());
    // Nothing is decided before a whole day has been seen; without the filter, after the average.
    SeriesSet series = SeriesSet.align(List.of(bars));
    assertEquals(day - 1, traded.on(series).firstDecision());
    assertEquals(day - 1, traded.warmUpBars());
    assertEquals(59, strategy(List.of("BTCUSDT"), "period", "60").on(series).firstDecision());
  }

  @Test
  void everySymbolIsDecidedOnItsOwnSeries() {
    Rules rules =
        strategy(List.of("BTCUSDT", "ETHUSDT"))
            .on(
                SeriesSet.align(
                    List.of(minutes("BTCUSDT", 100, 100, 102), minutes("ETHUSDT", 100, 100, 98))));
    List<Target> targets = Decider.decide(rules, 2, Map.of()).targets();
    assertEquals(Direction.LONG, ((Target.Hold) targets.getFirst()).direction());
    assertEquals(Direction.SHORT, ((Target.Hold) targets.getLast()).direction());
    assertEquals("ETHUSDT", targets.getLast().symbol());
  }

  @Test
  void aSymbolIsGivenOnce() {
    MovingAverageParameters parameters = MovingAverageParameters.defaults();
    assertThrows(
        IllegalArgumentException.class,
        () -> new MovingAverage(List.of("BTCUSDT", "BTCUSDT"), MINUTE, parameters));
    assertThrows(
        IllegalArgumentException.class, () -> new MovingAverage(List.of(), MINUTE, parameters));
  }
}
