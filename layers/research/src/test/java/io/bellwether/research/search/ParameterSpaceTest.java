package io.bellwether.research.search;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Timeframe;
import io.bellwether.strategy.StrategyCatalog;
import io.bellwether.strategy.parameter.Interval;
import io.bellwether.strategy.parameter.ParameterSpec;
import io.bellwether.strategy.parameter.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterSpaceTest {
  private static final List<ParameterSpec> SPECS =
      List.of(
          ParameterSpec.wholeNumber("fast", 10, 1, 10_000, "a period"),
          ParameterSpec.wholeNumber("slow", 20, 2, 10_000, "a period"),
          ParameterSpec.number("weight", "0.95", Interval.openClosed(0, 1), "a fraction"),
          ParameterSpec.number("atr", "3", Interval.atLeast(0), "a multiple"),
          ParameterSpec.onOff("hedge", true, "a switch"),
          ParameterSpec.choice("order", List.of("market", "limit", "stop"), "a word"));

  private static ParameterSpace space(String... ranges) {
    List<Problem> problems = new ArrayList<>();
    ParameterSpace space = ParameterSpace.read(SPECS, List.of(ranges), problems);
    assertEquals(List.of(), problems);
    return space;
  }

  private static List<String> problems(String... ranges) {
    List<Problem> problems = new ArrayList<>();
    ParameterSpace.read(SPECS, List.of(ranges), problems);
    return problems.stream().map(Problem::text).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fast=10..40:5 | 10 15 20 25 30 35 40",
        "fast=10..42:5 | 10 15 20 25 30 35 40",
        "fast=3..6 | 3 4 5 6",
        "fast=7 | 7",
        "fast= 20, 5 ,10 | 5 10 20",
        "fast=50,1..3 | 1 2 3 50",
        "fast=5..50*1.5 | 5 8 11 17 25 38",
        "fast=1..6*1.2 | 1 2 3 4 5",
        "weight=0.1..0.5:0.1 | 0.1 0.2 0.3 0.4 0.5",
        "weight=0.5..1:0.25 | 0.5 0.75 1.00",
        "weight=0.90,.5 | .5 0.90",
        "atr=5..50*1.5 | 5 7.5 11.25 16.875 25.3125 37.9688",
        "atr=1000..4000*2 | 1000 2000 4000",
        "hedge=on,off | on off",
        "order=stop,market | stop market",
      })
  void rangesAsPeopleWriteThem(String range, String values) {
    assertEquals(List.of(values.split(" ")), space(range).axes().getFirst().values());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "fast | 'fast' is no range",
        "=5 | '=5' is no range",
        "fost=5 | did you mean 'fast'?",
        "fast= | fast: must be a whole number",
        "fast=5,,6 | fast: must be a whole number",
        "fast=0..3 | not '0'",
        "fast=9990..20000:10 | (1000 values)",
        "fast=1.5 | not '1.5'",
        "fast=1..5:1.5 | not '2.5",
        "fast=40..10:5 | ends before it starts",
        "fast=1..9:0 | step of '1..9:0' must be more than 0",
        "fast=1..9:-1 | step of '1..9:-1' must be more than 0",
        "fast=1..9*1 | factor of '1..9*1' must be more than 1",
        "atr=0..9*2 | must start above 0",
        "atr=0..1:0.000001 | more than 100000 values",
        "atr=1..9*1.000000001 | more than 100000 values",
        "fast=1...9 | is no range",
        "fast=1..x | is no range",
        "fast=1..9/2 | is no range",
        "fast=5,5 | has the value 5 twice",
        "fast=1..5,3 | has the value 3 twice",
        "weight=0.5,.50 | has one value twice",
        "weight=0.1..0.9 | needs a step",
        "weight=0.5..1.5:0.5 | not '1.5'",
        "hedge=yes | must be on or off, not 'yes'",
        "order=1..2 | must be one of market, limit, stop",
      })
  void whatIsWrongIsSaid(String range, String expected) {
    List<String> problems = problems(range);
    assertEquals(1, problems.size(), problems::toString);
    assertTrue(problems.getFirst().contains(expected), problems::toString);
  }

  @Test
  void everythingWrongIsSaidAtOnce() {
    assertEquals(
        5, problems("fast=0", "slow=x", "fast=5", "speed=1", "hedge=off", "weight=2").size());
  }

  @Test
  void theOrderIsThatOfTheStrategyAndTheLastAxisIsFastest() {
    ParameterSpace space = space("hedge=on,off", "slow=30,20", "fast=5,10,15");
    assertEquals(12, space.size());
    assertEquals(
        List.of("fast", "slow", "hedge"), space.axes().stream().map(ParameterAxis::name).toList());
    assertEquals(Map.of("fast", "5", "slow", "20", "hedge", "on"), space.values(0));
    assertEquals(Map.of("fast", "5", "slow", "20", "hedge", "off"), space.values(1));
    assertEquals(Map.of("fast", "5", "slow", "30", "hedge", "on"), space.values(2));
    assertEquals(Map.of("fast", "15", "slow", "30", "hedge", "off"), space.values(11));
    for (long i = 0; i < 12; i++) {
      assertEquals(i, space.index(space.values(i)));
      assertEquals(i, space.index(space.coordinates(i)));
    }
    assertThrows(IndexOutOfBoundsException.class, () -> space.values(12));
    assertThrows(IndexOutOfBoundsException.class, () -> space.values(-1));
    assertThrows(IndexOutOfBoundsException.class, () -> space.index(0, 2, 0));
    assertThrows(IllegalArgumentException.class, () -> space.index(Map.of("fast", "5")));
  }

  @Test
  void noRangesAreOneSet() {
    assertEquals(1, space().size());
    assertEquals(Map.of(), space().values(0));
    assertArrayEquals(new long[0], space().boxNeighbours(0));
  }

  @Test
  void moreSetsThanAnIntAreNoTrouble() {
    ParameterSpace space = space("fast=1..9999", "slow=2..9999", "atr=0..9999:1");
    assertEquals(9_999L * 9_998 * 10_000, space.size());
    long last = space.size() - 1;
    assertEquals(Map.of("fast", "9999", "slow", "9999", "atr", "9999"), space.values(last));
    assertEquals(last, space.index(space.values(last)));
    long[] drawn = space.shuffled(new SplittableRandom(1)).limit(1_000).sorted().toArray();
    assertEquals(1_000, Arrays.stream(drawn).distinct().count());
    assertEquals(0.5, (double) drawn[500] / space.size(), 0.06);
  }

  @Test
  void moreSetsThanALongIsAProblem() {
    List<ParameterSpec> many =
        IntStream.range(0, 5)
            .mapToObj(i -> ParameterSpec.wholeNumber("p" + i, 1, 1, 10_000, ""))
            .toList();
    List<Problem> problems = new ArrayList<>();
    ParameterSpace.read(
        many, many.stream().map(spec -> spec.name() + "=1..10000").toList(), problems);
    assertEquals(1, problems.size());
    assertTrue(problems.getFirst().text().contains("more sets than can be counted"));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void aShuffleHasEverySetOnce(long seed) {
    ParameterSpace space = space("fast=1..30", "slow=2..9", "hedge=on,off");
    long[] shuffled = space.shuffled(new SplittableRandom(seed)).toArray();
    assertFalse(Arrays.equals(space.all().toArray(), shuffled));
    Arrays.sort(shuffled);
    assertArrayEquals(space.all().toArray(), shuffled);
  }

  @Test
  void everyOrderIsAsLikely() {
    ParameterSpace space = space("fast=1..4");
    SplittableRandom random = new SplittableRandom(5);
    Map<String, Long> orders =
        IntStream.range(0, 24_000)
            .mapToObj(
                i -> space.shuffled(random).mapToObj(Long::toString).collect(Collectors.joining()))
            .collect(Collectors.groupingBy(order -> order, Collectors.counting()));
    assertEquals(24, orders.size());
    assertTrue(Collections.min(orders.values()) > 850 && Collections.max(orders.values()) < 1_150);
  }

  @Test
  void neighboursAreOneStepAwayInNumbersOnly() {
    ParameterSpace space = space("fast=1..4", "slow=2..6", "order=market,stop");
    long center = space.index(1, 2, 1);
    assertEquals(8, space.boxNeighbours(center).length);
    assertArrayEquals(
        sorted(space.index(0, 1, 0), space.index(1, 0, 0), space.index(1, 1, 0)),
        space.boxNeighbours(0));
    assertEquals(List.of(), space.edges(center));
    assertEquals(
        List.of("fast", "slow"), space.edges(0).stream().map(ParameterAxis::name).toList());
  }

  /** Neighbourhood is mutual, and exactly Chebyshev distance 1. */
  @Test
  void neighboursAgreeWithTheDistance() {
    ParameterSpace space = space("fast=1..3", "slow=5", "atr=1..5*1.3", "hedge=on,off");
    for (long i = 0; i < space.size(); i++) {
      int[] a = space.coordinates(i);
      long center = i;
      long[] near =
          space
              .all()
              .filter(
                  j -> {
                    int[] b = space.coordinates(j);
                    int farthest =
                        IntStream.range(0, 3).map(k -> Math.abs(a[k] - b[k])).max().orElseThrow();
                    return a[3] == b[3] && farthest == 1 && center != j;
                  })
              .toArray();
      assertArrayEquals(near, space.boxNeighbours(i));
    }
  }

  @Test
  void whatTheStrategyRefusesIsSkippedAndCounted() {
    StrategyCatalog catalog = StrategyCatalog.standard();
    List<Problem> problems = new ArrayList<>();
    ParameterSpace space =
        ParameterSpace.read(
            catalog.parameters("ema-crossover", Timeframe.HOUR),
            List.of("fast=5..50:5", "slow=5..50:5"),
            problems);
    Constraint constraint =
        Constraint.ofStrategy(
            catalog, "ema-crossover", List.of("TQQQ"), Timeframe.HOUR, Map.of("weight", "0.5"));

    Candidates grid = Candidates.grid(space, constraint);

    assertEquals(45, grid.size());
    assertEquals(55, grid.refused());
    assertEquals(
        "fast must be less than slow, but 5 is not less than 5", grid.firstRefusal().orElseThrow());
    Candidates left = Candidates.grid(space, 0, 37, constraint);
    Candidates right = Candidates.grid(space, 37, 100, constraint);
    assertArrayEquals(
        grid.indices(),
        LongStream.concat(LongStream.of(left.indices()), LongStream.of(right.indices())).toArray());
    assertEquals(55, left.refused() + right.refused());

    Candidates sample = Candidates.sample(space, 20, 7, constraint);
    assertEquals(20, sample.size());
    assertEquals(20, Arrays.stream(sample.indices()).distinct().count());
    assertTrue(
        Arrays.stream(sample.indices()).allMatch(i -> Arrays.binarySearch(grid.indices(), i) >= 0));
    assertArrayEquals(sample.indices(), Candidates.sample(space, 20, 7, constraint).indices());
    assertFalse(
        Arrays.equals(sample.indices(), Candidates.sample(space, 20, 8, constraint).indices()));
    assertArrayEquals(grid.indices(), Candidates.sample(space, 1_000, 7, constraint).indices());
  }

  private static long[] sorted(long... indices) {
    Arrays.sort(indices);
    return indices;
  }
}
