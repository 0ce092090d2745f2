package io.bellwether.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Bars;
import io.bellwether.market.Timeframe;
import io.bellwether.strategy.indicator.Atr;
import io.bellwether.strategy.indicator.Columns;
import io.bellwether.strategy.parameter.InvalidParametersException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WilliamsTrendTest {
  private static final Timeframe FIVE_MINUTES = new Timeframe(5);

  /** An average of two closes, %R and ATR of one bar, a stop two ranges away. */
  private static final WilliamsTrend.Parameters SHORT =
      new WilliamsTrend.Parameters(2, 1, -80, -20, 1, 2, 0.02, 1);

  /** Bars given as high, low and close. */
  private static Bars bars(double[]... highLowClose) {
    Bars.Builder builder = TestBars.builder("QQQ", FIVE_MINUTES);
    for (int i = 0; i < highLowClose.length; i++) {
      double[] bar = highLowClose[i];
      long start = TestBars.START.plusSeconds(300L * i).toEpochMilli();
      builder.add(start, bar[2], bar[0], bar[1], bar[2], 1);
    }
    return builder.build();
  }

  private static Leg leg(WilliamsTrend.Parameters parameters, double[]... highLowClose) {
    return leg(parameters, bars(highLowClose));
  }

  private static Leg leg(WilliamsTrend.Parameters parameters, Bars bars) {
    WilliamsTrend strategy = new WilliamsTrend(bars.symbol(), FIVE_MINUTES, parameters);
    return strategy.on(SeriesSet.align(List.of(bars))).legs().getFirst();
  }

  private static double[] bar(double high, double low, double close) {
    return new double[] {high, low, close};
  }

  private static Entry entered(int bar, double price) {
    return new Entry(Direction.LONG, 1, price, bar);
  }

  @Test
  void buysAWeakCloseAboveTheAverage() {
    // The second close is above the mean of both and in the lowest tenth of its bar.
    Leg leg = leg(SHORT, bar(101, 99, 100), bar(112, 102, 103));
    assertTrue(leg.entry(1));
    assertEquals(new Sizing.RiskOfEquity(0.02, 2 * 12, 1), leg.sizing(1));
    assertTrue(leg.stopLoss().isEmpty(), "its stop is a rule and no order");
    assertEquals("close 103.0000, SMA 101.5000, Williams %R -90.00, ATR 12.0000", leg.explain(1));
  }

  @Test
  void buysNeitherAtTheThresholdNorBelowTheAverage() {
    assertEquals(2, leg(SHORT, bar(101, 99, 100), bar(112, 102, 104)).nextEntry(0, 2), "%R -80");
    assertEquals(2, leg(SHORT, bar(101, 99, 100), bar(102, 92, 93)).nextEntry(0, 2), "below");
    assertEquals(2, leg(SHORT, bar(101, 99, 100), bar(100, 100, 100)).nextEntry(0, 2), "no range");
  }

  @Test
  void aRangeOfZeroHasNoStopAndSoNoEntry() {
    WilliamsTrend.Parameters wide = new WilliamsTrend.Parameters(4, 3, -80, -20, 1, 2, 0.02, 1);
    Bars still = bars(bar(90, 80, 80), bar(120, 99, 100), bar(101, 99, 99), bar(99, 99, 99));
    Bars moving = bars(bar(90, 80, 80), bar(120, 99, 100), bar(101, 99, 99), bar(100, 99, 99));
    // %R is -100 of three bars and the close above the mean of four: only the range is missing.
    assertEquals(0, new Columns(still).get(new Atr(1))[3]);
    assertEquals(4, leg(wide, still).nextEntry(3, 4));
    assertEquals(3, leg(wide, moving).nextEntry(3, 4));
  }

  @Test
  void theStopTrailsTheHighestCloseAndNeverFalls() {
    Leg leg =
        leg(
            SHORT,
            bar(101, 99, 100), // range undefined
            bar(102, 98, 100), // decided here: range 4, D = 8
            bar(103, 99, 102), // filled at 101: stop 93, then 102 - 8 = 94
            bar(106, 104, 106), // range 4: 106 - 8 = 98
            bar(116, 96, 100), // range 20: 106 - 40 is lower, the stop stays
            bar(101, 97, 98)); // range 4: 106 - 8 = 98, and the close is at it
    Entry held = entered(2, 101);
    assertEquals(94, leg.stopLevel(2, held).orElseThrow());
    assertEquals(98, leg.stopLevel(3, held).orElseThrow());
    assertEquals(98, leg.stopLevel(4, held).orElseThrow());
    assertEquals(5, leg.nextExit(2, 6, held));
    assertEquals(ExitReason.STOP, leg.exitReason(5, held));
    // A higher fill, a higher first stop: 106 - 8 is reached by the second close.
    assertEquals(98, leg.stopLevel(2, entered(2, 106)).orElseThrow());
  }

  @Test
  void aStrongCloseBelowTheAverageEndsItByRuleUnlessTheStopIsDueToo() {
    Leg leg =
        leg(
            new WilliamsTrend.Parameters(3, 1, -80, -20, 1, 5, 0.02, 1),
            bar(101, 99, 100),
            bar(102, 98, 100),
            bar(101, 95, 96)); // range 6
    Leg strong =
        leg(
            new WilliamsTrend.Parameters(3, 1, -80, -20, 1, 5, 0.02, 1),
            bar(101, 99, 100),
            bar(102, 98, 100),
            bar(96.5, 92.5, 96)); // %R -12.5, close below the mean of the three
    assertEquals(3, leg.nextExit(2, 3, entered(2, 100)), "weak: kept");
    assertEquals(2, strong.nextExit(2, 3, entered(2, 100)));
    assertEquals(ExitReason.RULE, strong.exitReason(2, entered(2, 100)));
    // Filled at 120 the first stop is at 120 - 5 * 4 = 100.
    assertEquals(ExitReason.STOP, strong.exitReason(2, entered(2, 120)));
  }

  @Test
  void aPositionFromBeforeTheSeriesIsStoppedByWhatTrailsItAlone() {
    Leg leg = leg(SHORT, bar(101, 99, 100), bar(102, 98, 100), bar(103, 99, 102), bar(94, 90, 91));
    for (int bar : new int[] {-1, 0}) {
      Entry held = entered(bar, 500);
      assertTrue(leg.stopLevel(0, held).isEmpty(), "no range yet, and no first distance");
      assertEquals(92, leg.stopLevel(1, held).orElseThrow());
      assertEquals(94, leg.stopLevel(2, held).orElseThrow());
      // 102 - 2 * 12 is lower: 94 stays.
      assertEquals(3, leg.nextExit(0, 4, held));
      assertEquals(ExitReason.STOP, leg.exitReason(3, held));
    }
  }

  /** A scan from any bar on finds what a scan from the entry finds, and the path has no memory. */
  @Test
  void aScanMayStartAnywhereOnThePath() {
    for (long seed = 1; seed <= 20; seed++) {
      Bars random = TestBars.random(seed, 400, FIVE_MINUTES);
      Bars bars = seed % 2 == 0 ? random : TestBars.withHoles(seed, random);
      Leg leg = leg(new WilliamsTrend.Parameters(20, 5, -80, -20, 5, 3, 0.02, 1), bars);
      Random choice = new Random(seed);
      for (int i = 0; i < 20; i++) {
        int entry = choice.nextInt(bars.size() - 1);
        Entry held = entered(entry, bars.open()[entry]);
        int exit = leg.nextExit(entry, bars.size(), held);
        for (int from = entry; from <= exit && from < bars.size(); from++) {
          assertEquals(exit, leg.nextExit(from, bars.size(), held), "seed " + seed);
          assertEquals(from == exit, leg.exit(from, held), "seed " + seed);
        }
      }
    }
  }

  @Test
  void theExitCarriesItsReasonThroughTheDecision() {
    Bars series = bars(bar(101, 99, 100), bar(102, 98, 100), bar(103, 99, 102), bar(94, 90, 91));
    Rules rules =
        new WilliamsTrend("QQQ", FIVE_MINUTES, SHORT).on(SeriesSet.align(List.of(series)));
    LegState held = new LegState.Held(Direction.LONG, 1, 101, series.start(2));
    Target.Flat flat =
        assertInstanceOf(
            Target.Flat.class, Decider.decide(rules, 3, Map.of("QQQ", held)).targets().getFirst());
    assertEquals(ExitReason.STOP, flat.reason());
  }

  @Test
  void asksForItsWholePath() {
    WilliamsTrend strategy =
        new WilliamsTrend("QQQ", FIVE_MINUTES, WilliamsTrend.Parameters.defaults());
    assertTrue(strategy.exitsByPath());
    assertEquals(199, strategy.warmUpBars());
  }

  @Test
  void allThatIsWrongIsReportedAtOnce() {
    InvalidParametersException error =
        assertThrows(
            InvalidParametersException.class,
            () -> new WilliamsTrend.Parameters(0, 10, -10, -20, 14, 0, 1.5, 1));
    assertEquals(
        """
        strategy 'williams-trend' cannot be configured:
        - trend-period must be a whole number, at least 1 and at most 10000, not 0
        - atr-multiple must be a number such as 0.5, above 0 and at most 1000, not 0
        - risk must be a number such as 0.5, above 0 and at most 1, not 1.5
        - entry-williams must be less than exit-williams, but -10 is not less than -20""",
        error.getMessage());
  }
}
