package io.bellwether.research.overfit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.research.overfit.PlateauScore.Neighbours;
import io.bellwether.research.overfit.PlateauScore.Results;
import io.bellwether.research.search.ParameterAxis;
import io.bellwether.research.search.ParameterSpace;
import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PlateauScoreTest {
  private static final List<String> TEN = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
  private static final ParameterSpace GRID =
      new ParameterSpace(
          List.of(new ParameterAxis("x", TEN, true), new ParameterAxis("y", TEN, true)));

  private static Results results(ParameterSpace space, ToDoubleFunction<int[]> objective) {
    long[] all = space.all().toArray();
    return new Results(
        space,
        all,
        LongStream.of(all)
            .mapToDouble(i -> objective.applyAsDouble(space.coordinates(i)))
            .toArray());
  }

  @Test
  void aPlateauScoresOneAndANeedleNothing() {
    Results plateau = results(GRID, c -> 2);
    PlateauScore flat = PlateauScore.of(plateau, GRID.index(4, 4));
    assertEquals(8, flat.box().count());
    assertEquals(1, flat.box().meanRatio().orElseThrow());

    Results needle = results(GRID, c -> c[0] == 7 && c[1] == 2 ? 3 : 0);
    PlateauScore score = PlateauScore.of(needle, GRID.index(7, 2));
    assertEquals(3, score.objective());
    assertEquals(0, score.box().meanRatio().orElseThrow());
    assertEquals(List.of(), score.edges());
  }

  /** Neighbours of (0, 5): (0,4) 4, (0,6) 6, (1,4) 14, (1,5) 15, (1,6) 16; itself 5. */
  @Test
  void ratiosByHandAtAnEdge() {
    Results slope = results(GRID, c -> 10 * c[0] + c[1]);
    PlateauScore score = PlateauScore.of(slope, GRID.index(0, 5));
    assertEquals(5, score.box().count());
    assertEquals(55 / 5.0 / 5, score.box().meanRatio().orElseThrow(), 1e-15);
    assertEquals(List.of("x"), score.edges());
  }

  @Test
  void setsThatWereNotTriedDoNotCount() {
    long[] tried = {GRID.index(4, 4), GRID.index(4, 5), GRID.index(5, 5)};
    PlateauScore score =
        PlateauScore.of(new Results(GRID, tried, new double[] {4, 2, 1}), tried[0]);
    assertEquals(2, score.box().count());
    assertEquals(1.5 / 4, score.box().meanRatio().orElseThrow());
  }

  @Test
  void noRatioToABestThatLoses() {
    PlateauScore score = PlateauScore.of(results(GRID, c -> -1), 0);
    assertEquals(3, score.box().count());
    assertTrue(score.box().meanRatio().isEmpty());
  }

  /** Drawn x: 0, 1, 2, 9, whose ranks are equally far apart: of 0 the nearest two are 1 and 2. */
  @Test
  void nearestByRankNotByValue() {
    ParameterSpace line = new ParameterSpace(List.of(new ParameterAxis("x", TEN, true)));
    Results drawn = new Results(line, new long[] {0, 1, 2, 9}, new double[] {8, 4, 2, 1});
    assertEquals(3 / 8.0, PlateauScore.nearest(drawn, 0, 2).meanRatio().orElseThrow());
    Neighbours ofLast = PlateauScore.nearest(drawn, 9, 100);
    assertEquals(3, ofLast.count());
    // Of 7 both 0 and 8 are one rank away; the lower index comes first.
    Results skewed = new Results(line, new long[] {0, 7, 8, 9}, new double[] {6, 2, 5, 1});
    assertEquals(6 / 2.0, PlateauScore.nearest(skewed, 7, 1).meanRatio().orElseThrow());
  }

  /** Ranks looked up one by one in a list would take minutes here. */
  @Test
  void manyValuesOfOneParameterAreRankedAtOnce() {
    int many = 400_000;
    List<String> values = IntStream.range(0, many).mapToObj(Integer::toString).toList();
    ParameterSpace line = new ParameterSpace(List.of(new ParameterAxis("x", values, true)));
    Results rising = results(line, c -> 1 + c[0]);
    Neighbours nearest =
        assertTimeoutPreemptively(
            Duration.ofMinutes(1), () -> PlateauScore.nearest(rising, many / 2, 2));
    assertEquals(1, nearest.meanRatio().orElseThrow(), 1e-12);
  }

  @Test
  void anotherWordIsAsFarAsTheWholeRange() {
    ParameterSpace space =
        new ParameterSpace(
            List.of(
                new ParameterAxis("x", TEN, true),
                new ParameterAxis("hedge", List.of("on", "off"), false)));
    Results results = results(space, c -> c[1] == 0 ? 1 + c[0] : 100);
    // Of x 0 and on, nine ranks of which each is nearer than the word, the last as far.
    Neighbours nearest = PlateauScore.nearest(results, space.index(0, 0), 8);
    assertEquals((2 + 9) / 2.0, nearest.meanRatio().orElseThrow());
  }

  @Test
  void wrongInputIsNamed() {
    assertThrows(
        IllegalArgumentException.class, () -> new Results(GRID, new long[0], new double[0]));
    assertThrows(
        IllegalArgumentException.class, () -> new Results(GRID, new long[] {1}, new double[2]));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Results(GRID, new long[] {2, 1}, new double[] {1, 1}));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Results(GRID, new long[] {1}, new double[] {Double.NaN}));
    Results one = new Results(GRID, new long[] {1}, new double[] {1});
    assertThrows(IllegalArgumentException.class, () -> PlateauScore.of(one, 2));
  }
}
