package io.bellwether.research.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.research.proof.CheatingColumns.BehindTheEnd;
import io.bellwether.research.proof.CheatingColumns.CentredMean;
import io.bellwether.research.proof.CheatingColumns.CloseOfTheDay;
import io.bellwether.research.proof.CheatingColumns.CrashAhead;
import io.bellwether.research.proof.CheatingColumns.LastBeforeBreak;
import io.bellwether.research.proof.CheatingColumns.MeanOf;
import io.bellwether.research.proof.CheatingColumns.MinMax;
import io.bellwether.research.proof.CheatingColumns.OffByOneHighest;
import io.bellwether.research.proof.CheatingColumns.OtherAtTheEnd;
import io.bellwether.research.proof.CheatingColumns.Shifted;
import io.bellwether.research.proof.CheatingColumns.ZScore;
import io.bellwether.research.proof.CheatingColumns.ZigZag;
import io.bellwether.research.proof.Finding.Kind;
import io.bellwether.strategy.Entry;
import io.bellwether.strategy.SeriesSet;
import io.bellwether.strategy.Sizing;
import io.bellwether.strategy.Strategy;
import io.bellwether.strategy.indicator.Columns;
import io.bellwether.strategy.indicator.Indicator;
import io.bellwether.strategy.indicator.Sma;
import io.bellwether.strategy.indicator.Source;
import io.bellwether.strategy.ta4j.Ta4jColumn;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ta4j.core.indicators.ichimoku.IchimokuChikouSpanIndicator;

/** Strategies that look ahead are found out, by bar and by column. */
class PlantedCheatsTest {
  private static final long SEED = 20_260_101;
  private static final int LONG_SERIES = 2_500;

  /** Each with the first bar at which it looks ahead, where that does not hang on prices. */
  static Stream<Arguments> columns() {
    Indicator chikou =
        new Ta4jColumn("chikou-5", series -> new IchimokuChikouSpanIndicator(series, 5));
    return Stream.of(
        Arguments.of(new CentredMean(2), 0, "it is final 2 bars later"),
        Arguments.of(new Shifted(1), 0, "it is final 1 bar later"),
        Arguments.of(new Shifted(3), 0, "it is final 3 bars later"),
        Arguments.of(new ZScore(), 0, "it is not final before the last bar"),
        Arguments.of(new MinMax(), 0, "final"),
        Arguments.of(new CloseOfTheDay(), 0, "it is final 9 bars later"),
        Arguments.of(new ZigZag(0.02), -1, "with "),
        Arguments.of(new OffByOneHighest(10), 0, "with made-up bars after it"),
        Arguments.of(new OtherAtTheEnd(), 0, "it is final 1 bar later"),
        Arguments.of(new BehindTheEnd(), 0, "it is final 1 bar later"),
        Arguments.of(new CrashAhead(), -1, "with made-up bars after it"),
        Arguments.of(new LastBeforeBreak(), -1, "with made-up bars after it"),
        Arguments.of(chikou, 0, "it is final 5 bars later"));
  }

  @ParameterizedTest
  @MethodSource("columns")
  void aColumnThatLooksAheadIsNamed(Indicator cheat, int firstBar, String detail) {
    assertNamed(cheat, firstBar, detail, randomWalk(200));
  }

  /** What looks ahead by a bar is found at once although not every bar can have its whole past. */
  @ParameterizedTest
  @MethodSource("columns")
  void aColumnThatLooksAheadIsNamedOnALongSeries(Indicator cheat, int firstBar, String detail) {
    assertNamed(cheat, firstBar, detail, randomWalk(LONG_SERIES));
  }

  private static void assertNamed(
      Indicator cheat, int firstBar, String detail, ProofSeries series) {
    List<Finding> found = check(OneLeg.above(20, cheat), series);

    assertFalse(found.isEmpty(), () -> cheat + " was not found out");
    Finding first = found.getFirst();
    assertEquals(Kind.COLUMN, first.kind(), first::toString);
    assertEquals("column " + cheat + " of TEST", first.subject());
    assertTrue(first.detail().contains(detail), first::toString);
    assertEquals(series.bars().getFirst().start(first.bar()), first.start());
    if (firstBar >= 0) {
      assertEquals(firstBar, first.bar(), first::toString);
    }
  }

  @Test
  void theColumnThatOthersBuildOnIsNamedFirst() {
    Indicator cheat = new OffByOneHighest(5);

    List<Finding> found = check(OneLeg.above(20, new MeanOf(cheat, 8)), randomWalk(200));

    assertEquals("column " + cheat + " of TEST", found.getFirst().subject());
    assertTrue(found.get(1).subject().contains("MeanOf"), found::toString);
  }

  private static ProofSeries randomWalk(int size) {
    return RandomSeries.of(
        RandomShape.RANDOM_WALK,
        List.of(OneLeg.SYMBOL),
        OneLeg.above(0, Source.CLOSE).timeframe(),
        size,
        SEED);
  }

  private static List<Finding> check(Strategy strategy, ProofSeries series) {
    return new SeriesProof(() -> strategy, series, ProofSettings.ofSeed(SEED), ProofListener.NONE)
        .check();
  }

  /** A leg on the close and its average of ten bars, with one method that cheats. */
  private static Strategy leg(BiFunction<double[], SeriesSet, OneLeg.Above> leg) {
    return new OneLeg(
        10, series -> leg.apply(series.columns(OneLeg.SYMBOL).get(new Sma(10)), series));
  }

  private static double[] close(SeriesSet series) {
    return series.columns(OneLeg.SYMBOL).get(Source.CLOSE);
  }

  private static Finding first(Strategy strategy) {
    List<Finding> found = check(strategy, randomWalk(300));
    assertFalse(found.isEmpty(), "was not found out");
    return found.getFirst();
  }

  @Test
  void anExitThatSeesTheNextOpenIsFound() {
    Finding found =
        first(
            leg(
                (level, series) ->
                    new OneLeg.Above(close(series), level) {
                      private final double[] open = series.main().open();

                      @Override
                      public int nextExit(int from, int to, Entry held) {
                        for (int t = from; t < to; t++) {
                          double next = t + 1 < open.length ? open[t + 1] : close[t];
                          if (next < level[t]) {
                            return t;
                          }
                        }
                        return to;
                      }
                    }));

    assertEquals(Kind.DECISION, found.kind(), found::toString);
    assertTrue(found.subject().startsWith("decision for TEST (long"), found::toString);
    assertTrue(found.subject().endsWith("what to do"), found::toString);
  }

  @Test
  void aSizeByTheNextCloseIsFound() {
    Finding found =
        first(
            leg(
                (level, series) ->
                    new OneLeg.Above(close(series), level) {
                      @Override
                      public Sizing sizing(int t) {
                        boolean rises = t + 1 < close.length && close[t + 1] > close[t];
                        return new Sizing.WeightOfEquity(rises ? 0.9 : 0.1);
                      }
                    }));

    assertEquals(Kind.DECISION, found.kind(), found::toString);
    assertEquals("decision for TEST (flat): size", found.subject());
    assertTrue(found.known().contains("0.1"), found::toString);
    assertTrue(found.hindsight().contains("0.9"), found::toString);
  }

  @Test
  void aLegThatRemembersHavingBeenAskedIsFound() {
    Finding found =
        first(
            leg(
                (level, series) ->
                    new OneLeg.Above(close(series), level) {
                      private int asked;

                      @Override
                      public int nextEntry(int from, int to) {
                        asked++;
                        return asked % 40 == 0 ? to : super.nextEntry(from, to);
                      }
                    }));

    assertEquals(Kind.MEMORY, found.kind(), found::toString);
  }

  @Test
  void aScanThatSeesMoreThanAQuestionIsFound() {
    Finding found =
        first(
            leg(
                (level, series) ->
                    new OneLeg.Above(close(series), level) {
                      @Override
                      public int nextEntry(int from, int to) {
                        int t = super.nextEntry(from, to);
                        return t + 1 < to && close[t + 1] < close[t] ? nextEntry(t + 1, to) : t;
                      }
                    }));

    assertEquals(Kind.MEMORY, found.kind(), found::toString);
    assertEquals("entry for TEST", found.subject());
  }

  /** Trades on the next close wherever it has been seen before. */
  private static Strategy remembering() {
    Map<Long, Double> seen = new HashMap<>();
    return new OneLeg(
        20,
        series -> {
          double[] close = series.columns(OneLeg.SYMBOL).get(Source.CLOSE);
          long[] starts = series.main().startMillis();
          double[] level = close.clone();
          for (int t = 0; t < level.length; t++) {
            if (t + 1 < level.length) {
              seen.putIfAbsent(starts[t], close[t + 1]);
            }
            level[t] -= seen.getOrDefault(starts[t], close[t]) - close[t];
          }
          return new OneLeg.Above(close, level);
        });
  }

  @Test
  void anObjectThatKeepsWhatItSawIsFoundByMakingItAnew() {
    ProofSettings settings = ProofSettings.ofSeed(SEED);
    ProofSeries series = randomWalk(200);
    SeriesProof proof =
        new SeriesProof(PlantedCheatsTest::remembering, series, settings, ProofListener.NONE);
    List<Finding> found = proof.check();
    assertFalse(found.isEmpty(), "a strategy with a memory was not found out");
    assertEquals(Kind.DECISION, found.getFirst().kind(), found::toString);
    assertTrue(found.getFirst().bar() < 30, found::toString);
    // One object is the same every time, but at the last bar, of which it learns too late.
    assertEquals(series.size() - 1, check(remembering(), series).getFirst().bar());
  }

  @Test
  void readingABarThatIsNotThereIsFound() {
    Finding found =
        first(
            leg(
                (level, series) ->
                    new OneLeg.Above(close(series), level) {
                      @Override
                      public String explain(int t) {
                        return "next close " + close[t + 1];
                      }
                    }));

    assertEquals(Kind.FAILURE, found.kind(), found::toString);
    assertEquals(299, found.bar());
    assertTrue(found.known().contains("Index 300 out of bounds"), found::toString);
  }

  @Test
  void anExplanationFromLaterBarsIsFound() {
    Finding found =
        first(
            leg(
                (level, series) ->
                    new OneLeg.Above(close(series), level) {
                      @Override
                      public String explain(int t) {
                        return "bar " + t + " of " + close.length;
                      }
                    }));

    assertEquals(Kind.DECISION, found.kind(), found::toString);
    assertTrue(found.subject().endsWith("explanation"), found::toString);
  }

  @Test
  void aColumnOfAnotherLengthIsAFailure() {
    record Short() implements Indicator {
      @Override
      public double[] compute(Columns columns) {
        return new double[Math.max(0, columns.bars().size() - 1)];
      }
    }

    List<Finding> found = check(OneLeg.above(20, new Short()), randomWalk(200));

    assertEquals(Kind.FAILURE, found.getFirst().kind(), found::toString);
  }

  /** Live keeps a position that is to be closed and opened again; the engine did both. */
  @Test
  void aBacktestThatDoesNotDoWhatIsDecidedIsFound() {
    Finding found =
        first(
            leg(
                (level, series) ->
                    new OneLeg.Above(close(series), level) {
                      @Override
                      public boolean reverses() {
                        return true;
                      }

                      @Override
                      public int nextExit(int from, int to, Entry held) {
                        return nextEntry(from, to);
                      }
                    }));

    assertEquals(Kind.BACKTEST, found.kind(), found::toString);
    assertEquals("next bar of TEST", found.subject());
    assertEquals("hold long", found.known());
    assertEquals("closed, rule; entered long", found.hindsight());
  }

  @Test
  void everyBarOfALongSeriesIsTakenForTheLastOne() {
    Strategy honest = OneLeg.above(20, new Sma(20));
    SeriesProof proof =
        new SeriesProof(
            () -> honest, randomWalk(LONG_SERIES), ProofSettings.ofSeed(SEED), ProofListener.NONE);

    assertEquals(List.of(), proof.check());
    assertEquals(LONG_SERIES, proof.coverage().barsAsLast());
    assertEquals(12, proof.coverage().fullPasts());
    assertTrue(proof.coverage().trades() > 100, () -> proof.coverage().toString());
  }

  @Test
  void aBudgetTakesPartsOfALongSeriesAndSaysSo() {
    Strategy honest = OneLeg.above(20, new Sma(20));
    SeriesProof proof =
        new SeriesProof(
            () -> honest,
            randomWalk(LONG_SERIES),
            new ProofSettings(SEED, 100_000),
            ProofListener.NONE);

    assertEquals(List.of(), proof.check());
    int taken = proof.coverage().barsAsLast();
    assertTrue(taken > 256 && taken < LONG_SERIES, () -> proof.coverage().toString());
  }
}
