package io.bellwether.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Bars;
import io.bellwether.market.Timeframe;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class Rsi2Test {
  private static final LegState HELD = new LegState.Held(Direction.LONG, 10, 100, TestBars.START);

  private static Strategy rsi2(String... keysAndValues) {
    return rsi2(Timeframe.DAY, keysAndValues);
  }

  private static Strategy rsi2(Timeframe timeframe, String... keysAndValues) {
    Map<String, String> parameters = new HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      parameters.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return StrategyCatalog.standard()
        .create("rsi2", List.of("TQQQ", "SQQQ"), timeframe, parameters);
  }

  private static SeriesSet both(double... closes) {
    return SeriesSet.align(
        List.of(TestBars.ofCloses("TQQQ", closes), TestBars.ofCloses("SQQQ", closes)));
  }

  /** The targets at the last bar, main before hedge. */
  private static List<Target> decide(Strategy strategy, LegState state, double... closes) {
    Rules rules = strategy.on(both(closes));
    return Decider.decide(rules, closes.length - 1, Map.of("TQQQ", state, "SQQQ", state)).targets();
  }

  private static boolean enters(Strategy strategy, double... closes) {
    return decide(strategy, LegState.Flat.NEW, closes).getFirst() instanceof Target.Hold;
  }

  @Test
  void entersAtTheThresholdAndNotAbove() {
    // Changes +3 and -7: RSI(2) is exactly 30. Changes +4 and -6: 40.
    assertTrue(enters(rsi2(), 100, 103, 96));
    assertFalse(enters(rsi2(), 100, 104, 98));
  }

  @Test
  void holdsWithAStopUnderTheEntryPrice() {
    Target.Hold hold =
        assertInstanceOf(
            Target.Hold.class, decide(rsi2(), LegState.Flat.NEW, 100, 99, 98).getFirst());
    assertEquals("TQQQ", hold.symbol());
    assertEquals(new Sizing.WeightOfEquity(0.90), hold.sizing());
    assertEquals(Optional.of(new StopLoss(0.05)), hold.stopLoss());
    assertFalse(hold.concentrate());
    assertEquals("RSI(2) 0.00, close 98.0000", hold.why());
  }

  @Test
  void aStopOfZeroIsNone() {
    Strategy strategy = rsi2("stop-loss", "0");
    Target.Hold hold =
        assertInstanceOf(
            Target.Hold.class, decide(strategy, LegState.Flat.NEW, 100, 99, 98).getFirst());
    assertEquals(Optional.empty(), hold.stopLoss());
  }

  @Test
  void aStopTestedAtClosesIsARuleAndNoOrder() {
    Strategy strategy = rsi2("stop-trigger", "close");
    Target.Hold hold =
        assertInstanceOf(
            Target.Hold.class, decide(strategy, LegState.Flat.NEW, 100, 99, 98).getFirst());
    assertEquals(Optional.empty(), hold.stopLoss());
    // Entered at 100: the stop is at 95, and a close at it is one close enough.
    Target.Flat stopped =
        assertInstanceOf(Target.Flat.class, decide(strategy, HELD, 97, 96, 95).getFirst());
    assertEquals(ExitReason.STOP, stopped.reason());
    assertInstanceOf(Target.Keep.class, decide(strategy, HELD, 97, 96, 95.01).getFirst());
    assertInstanceOf(Target.Keep.class, decide(rsi2(), HELD, 97, 96, 95).getFirst());
    // By the rule above the stop, by the stop if both are due.
    assertEquals(
        ExitReason.RULE,
        assertInstanceOf(Target.Flat.class, decide(strategy, HELD, 100, 103, 102).getFirst())
            .reason());
    assertEquals(
        ExitReason.STOP,
        assertInstanceOf(Target.Flat.class, decide(strategy, HELD, 80, 83, 82).getFirst())
            .reason());
    Leg leg = strategy.on(both(100, 99, 98)).legs().getFirst();
    Entry entry = new Entry(Direction.LONG, 1, 200, 0);
    assertEquals(190, leg.stopLevel(2, entry).orElseThrow());
    assertTrue(rsi2().on(both(100, 99, 98)).legs().getFirst().stopLevel(2, entry).isEmpty());
  }

  @Test
  void exitsAtTheThresholdAndNotBelow() {
    // Changes +3 and -1: RSI(2) is exactly 75. Changes +5 and -2: about 71.
    assertInstanceOf(Target.Flat.class, decide(rsi2(), HELD, 100, 103, 102).getFirst());
    assertInstanceOf(Target.Keep.class, decide(rsi2(), HELD, 100, 105, 103).getFirst());
  }

  @Test
  void theHedgeIsEnteredAboveAndClosedBelowItsThresholds() {
    // RSI(2) exactly 90, then 100, exactly 60 and 50: both comparisons are strict.
    assertInstanceOf(Target.Keep.class, decide(rsi2(), LegState.Flat.NEW, 100, 109, 108).getLast());
    Target.Hold hold =
        assertInstanceOf(
            Target.Hold.class, decide(rsi2(), LegState.Flat.NEW, 100, 109, 110).getLast());
    assertEquals("SQQQ", hold.symbol());
    assertEquals(new Sizing.WeightOfEquity(0.30), hold.sizing());
    assertEquals(Optional.empty(), hold.stopLoss());
    assertInstanceOf(Target.Keep.class, decide(rsi2(), HELD, 100, 103, 101).getLast());
    assertInstanceOf(Target.Flat.class, decide(rsi2(), HELD, 100, 103, 100).getLast());
  }

  @Test
  void theHedgeIsDecidedOnTheMainSymbol() {
    SeriesSet series =
        SeriesSet.align(
            List.of(TestBars.ofCloses("TQQQ", 100, 101, 102), TestBars.ofCloses("SQQQ", 9, 8, 7)));
    List<Target> targets = Decider.decide(rsi2().on(series), 2, Map.of()).targets();
    assertInstanceOf(Target.Keep.class, targets.getFirst());
    assertInstanceOf(Target.Hold.class, targets.getLast());
  }

  @Test
  void withoutItsSeriesOrSwitchedOffThereIsNoHedge() {
    Bars main = TestBars.ofCloses("TQQQ", 100, 101, 102);
    assertEquals(1, rsi2().on(SeriesSet.align(List.of(main))).legs().size());
    assertEquals(1, rsi2("hedge", "off").on(both(100, 101, 102)).legs().size());
    assertEquals(List.of("TQQQ"), rsi2("hedge", "off").symbols());
    assertEquals(List.of("TQQQ", "SQQQ"), rsi2().symbols());
    Strategy alone =
        StrategyCatalog.standard().create("rsi2", List.of("TQQQ"), Timeframe.DAY, Map.of());
    assertEquals(List.of("TQQQ"), alone.symbols());
    assertEquals(1, alone.on(both(100, 101, 102)).legs().size());
  }

  @Test
  void filtersAndTheStopDoNotTouchTheHedge() {
    Strategy strategy = rsi2("volume-filter", "on", "minimum-volume", "5000");
    List<Target> targets = decide(strategy, LegState.Flat.NEW, 100, 109, 110);
    assertInstanceOf(Target.Hold.class, targets.getLast());
  }

  @Test
  void theTrendFilterAsksForACloseAboveTheAverage() {
    double[] above = {50, 50, 100, 99};
    double[] below = {150, 150, 100, 99};
    Strategy strategy = rsi2("trend-filter", "on", "trend-period", "4", "entry-rsi", "74");
    assertTrue(enters(rsi2("entry-rsi", "74", "exit-rsi", "99"), below));
    assertFalse(enters(strategy, below));
    Strategy loose =
        rsi2("trend-filter", "on", "trend-period", "4", "entry-rsi", "98.9", "exit-rsi", "99");
    assertTrue(enters(loose, above));
    assertFalse(enters(loose, 80, 80, 80, 80, 80), "at the average is not above it");
  }

  @Test
  void theVolumeFilterAsksForAtLeastTheMinimum() {
    // The made-up bars have a volume of 1,000.
    double[] closes = {100, 99, 98};
    assertTrue(enters(rsi2("volume-filter", "on", "minimum-volume", "1000"), closes));
    assertFalse(enters(rsi2("volume-filter", "on", "minimum-volume", "1000.5"), closes));
    assertTrue(enters(rsi2("minimum-volume", "5000"), closes), "off by default");
  }

  @Test
  void theBollingerFilterAsksForACloseAtOrBelowTheLowerBand() {
    Strategy narrow =
        rsi2("bollinger-filter", "on", "bollinger-period", "3", "bollinger-width", "1");
    Strategy wide = rsi2("bollinger-filter", "on", "bollinger-period", "3", "bollinger-width", "2");
    // Mean 99, deviation 0.816: the band at one deviation lies at 98.18, at two at 97.37.
    assertTrue(enters(narrow, 100, 99, 98));
    assertFalse(enters(wide, 100, 99, 98));
    Strategy flat = rsi2("bollinger-filter", "on", "bollinger-period", "3", "entry-rsi", "50");
    assertTrue(enters(flat, 80, 80, 80), "at the band");
  }

  @Test
  void theVwapFilterAsksForACloseBelowIt() {
    Strategy rolling = rsi2("vwap-filter", "on", "vwap-period", "3");
    assertTrue(enters(rolling, 100, 99, 98));
    assertFalse(enters(rolling, 60, 100, 80));
  }

  @Test
  void theVwapFilterIsOnWithinTheDay() {
    Timeframe half = new Timeframe(30);
    Bars.Builder bars = TestBars.builder("TQQQ", half);
    // A fall from session to session: the new session's VWAP is its own first price.
    String[] starts = {"2024-01-08T20:00:00Z", "2024-01-08T20:30:00Z", "2024-01-09T14:30:00Z"};
    double[] closes = {100, 99, 98};
    for (int i = 0; i < closes.length; i++) {
      double close = closes[i];
      bars.add(Instant.parse(starts[i]).toEpochMilli(), close, close, close, close, 10);
    }
    SeriesSet series = SeriesSet.align(List.of(bars.build()));
    assertInstanceOf(
        Target.Keep.class, Decider.decide(rsi2(half).on(series), 2, Map.of()).targets().getFirst());
    assertInstanceOf(
        Target.Hold.class,
        Decider.decide(rsi2(half, "vwap-filter", "off").on(series), 2, Map.of())
            .targets()
            .getFirst());
    assertInstanceOf(
        Target.Hold.class,
        Decider.decide(rsi2(half, "session-zone", "Asia/Tokyo").on(series), 2, Map.of())
            .targets()
            .getFirst());
  }

  @Test
  void noDecisionUntilEveryFilterInUseIsDefined() {
    SeriesSet series = SeriesSet.align(List.of(TestBars.random(4, 300, Timeframe.DAY)));
    for (String[] filters :
        new String[][] {
          {},
          {"rsi-period", "14"},
          {"trend-filter", "on", "trend-period", "50"},
          {"bollinger-filter", "on"},
          {"bollinger-filter", "off", "bollinger-period", "90"},
          {"volume-filter", "on"}
        }) {
      Map<String, String> parameters = new HashMap<>();
      for (int i = 0; i < filters.length; i += 2) {
        parameters.put(filters[i], filters[i + 1]);
      }
      Strategy strategy =
          StrategyCatalog.standard().create("rsi2", List.of("TEST"), Timeframe.DAY, parameters);
      assertEquals(strategy.warmUpBars(), strategy.on(series).firstDecision());
    }
    assertEquals(19, rsi2("vwap-filter", "on").warmUpBars());
    assertEquals(2, rsi2(Timeframe.HOUR).warmUpBars());
  }

  @Test
  void reentryAfterResetIsPassedOn() {
    assertFalse(rsi2().on(both(1, 2, 3)).legs().getFirst().reentryAfterReset());
    Rules rules = rsi2("reentry-after-stop", "after-reset").on(both(1, 2, 3));
    assertTrue(rules.legs().getFirst().reentryAfterReset());
    assertFalse(rules.legs().getLast().reentryAfterReset());
  }

  @Test
  void theHedgeNeedsASymbolOfItsOwn() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new Rsi2(
                "TQQQ",
                Optional.of("TQQQ"),
                Timeframe.DAY,
                Rsi2Parameters.defaults(Timeframe.DAY)));
  }
}
