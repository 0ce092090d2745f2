package io.bellwether.research.walkforward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Bars;
import io.bellwether.market.Timeframe;
import io.bellwether.research.engine.Backtest;
import io.bellwether.research.engine.BacktestResult;
import io.bellwether.research.engine.BacktestSettings;
import io.bellwether.research.engine.MarketData;
import io.bellwether.research.metrics.Conventions;
import io.bellwether.research.search.ParameterSpace;
import io.bellwether.research.sweep.BarsMarket;
import io.bellwether.research.sweep.LocalSweep;
import io.bellwether.research.sweep.Market;
import io.bellwether.research.sweep.Objective;
import io.bellwether.research.sweep.ParameterSet;
import io.bellwether.research.sweep.Search;
import io.bellwether.research.sweep.Selection;
import io.bellwether.research.sweep.SweepListener;
import io.bellwether.research.sweep.SweepRequest;
import io.bellwether.research.sweep.SweepSamples;
import io.bellwether.research.sweep.Trial;
import io.bellwether.strategy.StrategyCatalog;
import java.util.List;
import org.junit.jupiter.api.Test;

class WalkForwardTest {
  private static final long SEED = 5;
  private static final int SIZE = 800;
  private static final Bars BARS = SweepSamples.walk(SEED, "UP", SIZE, Timeframe.DAY);
  private static final ParameterSpace SPACE =
      SweepSamples.space("entry-rsi=10..40:10", "exit-rsi=60..90:10");
  private static final SweepRequest REQUEST =
      SweepSamples.request(
          List.of("UP"), Timeframe.DAY, Selection.of(Objective.SHARPE, 3, SEED), SPACE);
  private static final LocalSweep SWEEP = LocalSweep.on(2);
  private static final Search SEARCH =
      (market, listener, cancelled) -> SWEEP.run(REQUEST, market, listener, cancelled);
  private static final WindowPlan PLAN =
      new WindowPlan(false, Span.parse("300d"), Span.parse("100d"), 2, 1);

  private static BarsMarket market(Bars bars) {
    return new BarsMarket(
        List.of(bars),
        traded -> MarketData.of(traded, Conventions.US_EQUITIES),
        BacktestSettings.usEquities(10_000),
        bars.start(0),
        bars.lastStart().plusMillis(1));
  }

  private static List<Window> windows(WindowPlan plan, Bars bars) {
    return plan.windows(MarketData.of(List.of(bars), Conventions.US_EQUITIES), 0);
  }

  private static WalkForwardResult walk(Bars bars) {
    return new WalkForward(REQUEST.task(), SPACE, SEARCH, SWEEP)
        .run(market(bars), windows(PLAN, bars), SweepListener.NONE, () -> false);
  }

  @Test
  void windowsFollowEachOtherWithoutAGapButTheEmbargo() {
    List<Window> windows = windows(PLAN, BARS);
    assertEquals(5, windows.size());
    for (int w = 0; w < windows.size(); w++) {
      Window window = windows.get(w);
      assertEquals(BARS.start(100 * w), window.trainFrom());
      assertEquals(BARS.start(300 + 100 * w - 2), window.trainEnd());
      assertEquals(BARS.start(300 + 100 * w + 1), window.testFrom());
      int end = 300 + 100 * (w + 1);
      assertEquals(
          end < SIZE ? BARS.start(end) : BARS.start(SIZE - 1).plusMillis(1), window.testEnd());
    }
    List<Window> anchored =
        windows(new WindowPlan(true, Span.parse("1y"), Span.parse("6m"), 0, 0), BARS);
    assertEquals(BARS.start(0), anchored.getLast().trainFrom());
    assertEquals(anchored.getFirst().testLast().plusDays(1), anchored.get(1).testFirst());
    assertEquals(anchored.getFirst().trainFirst().plusYears(1), anchored.getFirst().testFirst());
  }

  @Test
  void tooShortAHistoryHasNoWindow() {
    assertThrows(
        IllegalArgumentException.class,
        () -> windows(new WindowPlan(false, Span.parse("800d"), Span.parse("1d"), 0, 0), BARS));
    assertThrows(
        IllegalArgumentException.class,
        () -> windows(new WindowPlan(false, Span.parse("10d"), Span.parse("5d"), 0, 5), BARS));
    assertThrows(IllegalArgumentException.class, () -> Span.parse("0m"));
    assertThrows(IllegalArgumentException.class, () -> Span.parse("six"));
  }

  /** The bars, and from a place on those of another market. */
  private static Bars changedFrom(int place) {
    Bars later = SweepSamples.walk(SEED + 1, "UP", SIZE, Timeframe.DAY);
    Bars.Builder changed = Bars.builder(BARS.symbol(), BARS.timeframe(), BARS.provenance());
    for (int i = 0; i < SIZE; i++) {
      changed.add(i < place ? BARS : later, i);
    }
    return changed.build();
  }

  @Test
  void barsToComeChangeNothing() {
    WalkForwardResult whole = walk(BARS);
    // All that follows the first two tests, and with them the later windows, is another market.
    WalkForwardResult changed = walk(changedFrom(500));
    assertEquals(whole.windows().subList(0, 2), changed.windows().subList(0, 2));
    assertEquals(whole.days().subList(0, 198), changed.days().subList(0, 198));
    assertTrue(!whole.days().equals(changed.days()));
  }

  @Test
  void neitherTheTestNorThePurgedBarsAreUsedToChoose() {
    WindowResult whole = walk(BARS).windows().getFirst();
    // The training ends two bars before the test, which begins with bar 300.
    WindowResult changed = walk(changedFrom(298)).windows().getFirst();
    assertEquals(whole.chosen(), changed.chosen());
    assertTrue(!whole.outOfSample().equals(changed.outOfSample()));
    assertTrue(!whole.chosen().equals(walk(changedFrom(200)).windows().getFirst().chosen()));
  }

  @Test
  void aTestIsARunOfTheChosenSetThatPaysToCloseItsPositions() {
    WalkForwardResult result = walk(BARS);
    assertEquals(5 * 99, result.days().size());
    double capital = 10_000;
    for (WindowResult row : result.windows()) {
      Trial chosen = row.chosen().orElseThrow();
      Market test =
          market(BARS)
              .between(row.window().testFrom(), row.window().testEnd())
              .withCapital(capital)
              .of(List.of("UP"));
      ParameterSet set =
          new ParameterSet(chosen.set(), List.copyOf(SPACE.values(chosen.set()).values()));
      BacktestResult run =
          Backtest.run(
              REQUEST.task().strategy(StrategyCatalog.standard(), set),
              test.data(),
              test.settings());
      assertEquals(!run.open().isEmpty(), run.closingCosts() > 0);
      double expected = run.finalEquity() - run.closingCosts();
      double stitched =
          result.days().stream()
              .filter(day -> day.window() == row.window().number())
              .reduce((first, second) -> second)
              .orElseThrow()
              .equity();
      assertEquals(expected, stitched);
      capital = stitched;
    }
    assertEquals(capital / 10_000 - 1, result.totalReturn());
    assertTrue(
        result.windows().stream().anyMatch(row -> row.outOfSample().isPresent()), "tests ran");
  }

  @Test
  void withoutAChoiceATestPassesInCash() {
    SweepRequest strict =
        SweepSamples.request(
            List.of("UP"), Timeframe.DAY, Selection.of(Objective.SHARPE, 999, SEED), SPACE);
    WalkForwardResult result =
        new WalkForward(
                strict.task(),
                SPACE,
                (market, listener, cancelled) -> SWEEP.run(strict, market, listener, cancelled),
                SWEEP)
            .run(market(BARS), windows(PLAN, BARS), SweepListener.NONE, () -> false);
    assertEquals(0, result.totalReturn());
    assertTrue(result.efficiency().isEmpty());
    assertEquals(5 * 99, result.days().size());
    assertTrue(WalkForwardChart.svg(result, "title", "subtitle").endsWith("</svg>\n"));
  }

  @Test
  void tablesHaveARowPerWindowAndPerDay() {
    WalkForwardResult result = walk(BARS);
    List<String> rows = WalkForwardTables.windows(result).lines().toList();
    assertEquals(1 + 5, rows.size());
    for (String row : rows) {
      assertEquals(rows.getFirst().split(",", -1).length, row.split(",", -1).length);
    }
    assertEquals(1 + 5 * 99, WalkForwardTables.equity(result).lines().count());
    WalkForwardResult.Stability entry = result.stability().getFirst();
    assertEquals("entry-rsi", entry.name());
    assertEquals(5, entry.values().size());
    assertTrue(entry.moves() <= 4 && entry.distinct() <= entry.moves() + 1);
  }
}
