package io.bellwether.research.overfit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Bars;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.Provenance;
import io.bellwether.market.Timeframe;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a permuted market keeps and what it loses. */
class BarPermutationTest {
  private static final long START = Instant.parse("2024-01-08T14:30:00Z").toEpochMilli();
  private static final Timeframe HALF_HOUR = new Timeframe(30);
  private static final int PER_SESSION = 13;
  private static final int KEPT = 40;

  /** Sessions of 13 half hours; nights gap by more than 2 %, half hours by less than 0.2 %. */
  private static Bars sessions(String symbol, long seed, int size) {
    SplittableRandom random = new SplittableRandom(seed);
    Bars.Builder builder = Bars.builder(symbol, HALF_HOUR, new Provenance("test", PriceBasis.RAW));
    double close = 50;
    for (int i = 0; i < size; i++) {
      int bar = i % PER_SESSION;
      double size0 = bar == 0 ? 0.02 + 0.01 * random.nextDouble() : 0.002 * random.nextDouble();
      double open = close * (1 + (random.nextBoolean() ? size0 : -size0));
      close = open * (1 + 0.004 * random.nextGaussian());
      double high = Math.max(open, close) * (1 + 0.002 * random.nextDouble());
      double low = Math.min(open, close) * (1 - 0.002 * random.nextDouble());
      long start = START + (i / PER_SESSION) * 86_400_000L + bar * 1_800_000L;
      builder.add(start, open, high, low, close, 1 + random.nextInt(1_000_000));
    }
    return builder.build();
  }

  private static Bars permuted(Bars bars, long seed) {
    return new BarPermutation(List.of(bars), KEPT).next(new SplittableRandom(seed)).getFirst();
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void barsStayBarsAndTheEndsStayWhereTheyWere(long seed) {
    Bars bars = sessions("TEST", 5, 2_000);
    Bars permuted = permuted(bars, seed);
    assertEquals(bars.size(), permuted.size());
    assertEquals(bars.provenance(), permuted.provenance());
    for (int i = 0; i < bars.size(); i++) {
      assertEquals(bars.startMillis()[i], permuted.startMillis()[i]);
      assertTrue(permuted.low()[i] <= Math.min(permuted.open()[i], permuted.close()[i]));
      assertTrue(permuted.high()[i] >= Math.max(permuted.open()[i], permuted.close()[i]));
    }
    assertArrayEquals(first(bars.close(), KEPT), first(permuted.close(), KEPT));
    double last = bars.close()[bars.size() - 1];
    assertEquals(last, permuted.close()[bars.size() - 1], last * 1e-11);
    assertNotEquals(bars.close()[1_000], permuted.close()[1_000], 0.01);
  }

  @Test
  void allGapsAndShapesAreThereOnce() {
    Bars bars = sessions("TEST", 6, 1_500);
    Bars permuted = permuted(bars, 7);
    assertArrayEquals(
        sorted(bars, i -> bars.open()[i] / bars.close()[i - 1]),
        sorted(permuted, i -> permuted.open()[i] / permuted.close()[i - 1]),
        1e-12);
    assertArrayEquals(
        sorted(bars, i -> bars.close()[i] / bars.open()[i]),
        sorted(permuted, i -> permuted.close()[i] / permuted.open()[i]),
        1e-12);
    assertArrayEquals(
        sorted(bars, i -> bars.high()[i] / bars.low()[i]),
        sorted(permuted, i -> permuted.high()[i] / permuted.low()[i]),
        1e-12);
    assertArrayEquals(
        sorted(bars, i -> bars.volume()[i]), sorted(permuted, i -> permuted.volume()[i]));
  }

  @Test
  void nightsStayNights() {
    Bars permuted = permuted(sessions("TEST", 8, 1_300), 9);
    for (int i = KEPT; i < permuted.size(); i++) {
      double gap = Math.abs(permuted.open()[i] / permuted.close()[i - 1] - 1);
      assertTrue(i % PER_SESSION == 0 ? gap > 0.0199 : gap < 0.0021, "bar " + i + " gaps " + gap);
    }
  }

  /** The inverse of a series, permuted with it, stays its inverse: the same bars change places. */
  @Test
  void severalSeriesArePermutedAlike() {
    Bars bars = sessions("LONG", 10, 800);
    Bars.Builder inverse = Bars.builder("SHORT", HALF_HOUR, bars.provenance());
    for (int i = 0; i < bars.size(); i++) {
      inverse.add(
          bars.startMillis()[i],
          1 / bars.open()[i],
          1 / bars.low()[i],
          1 / bars.high()[i],
          1 / bars.close()[i],
          1);
    }
    List<Bars> both =
        new BarPermutation(List.of(bars, inverse.build()), KEPT).next(new SplittableRandom(3));
    for (int i = 0; i < bars.size(); i++) {
      assertEquals(1, both.get(0).close()[i] * both.get(1).close()[i], 1e-10);
      assertEquals(1, both.get(0).high()[i] * both.get(1).low()[i], 1e-10);
    }
  }

  /** Closes that rise and fall in turn can be foreseen; permuted, they follow no rule. */
  @Test
  void whatCouldBeForeseenIsGone() {
    Bars.Builder builder =
        Bars.builder("TEST", Timeframe.DAY, new Provenance("test", PriceBasis.RAW));
    for (int i = 0; i < 4_000; i++) {
      double close = i % 2 == 0 ? 100 : 101;
      double open = i % 2 == 0 ? 101 : 100;
      builder.add(START + i * 86_400_000L, open, 101, 100, close, 1);
    }
    Bars bars = builder.build();
    assertEquals(-1, persistence(bars), 0.01);
    double sum = 0;
    for (int seed = 0; seed < 10; seed++) {
      sum += persistence(permuted(bars, seed));
    }
    assertEquals(0, sum / 10, 0.03);
  }

  /** From -1, every move is undone, to 1, every move goes on. */
  private static double persistence(Bars bars) {
    double same = 0;
    for (int i = KEPT + 1; i < bars.size(); i++) {
      boolean up = bars.close()[i] > bars.open()[i];
      boolean before = bars.close()[i - 1] > bars.open()[i - 1];
      same += up == before ? 1 : -1;
    }
    return same / (bars.size() - KEPT - 1);
  }

  @Test
  void everyBarIsAsLikelyToComeFirst() {
    Bars bars = sessions("TEST", 12, 45);
    BarPermutation permutation = new BarPermutation(List.of(bars), KEPT);
    SplittableRandom random = new SplittableRandom(13);
    int[] came = new int[5];
    for (int p = 0; p < 5_000; p++) {
      double volume = permutation.next(random).getFirst().volume()[KEPT];
      came[
          IntStream.range(0, 5)
              .filter(i -> bars.volume()[KEPT + i] == volume)
              .findFirst()
              .orElseThrow()]++;
    }
    for (int count : came) {
      assertEquals(1_000, count, 150);
    }
  }

  @Test
  void theSameSeedMakesTheSameMarket() {
    Bars bars = sessions("TEST", 14, 300);
    assertArrayEquals(first(permuted(bars, 4).close(), 300), first(permuted(bars, 4).close(), 300));
    assertNotEquals(permuted(bars, 4).close()[200], permuted(bars, 5).close()[200]);
  }

  @Test
  void wrongInputIsNamed() {
    Bars bars = sessions("TEST", 15, 100);
    Bars shorter = bars.prefix(99);
    Bars worthless =
        Bars.builder("ZERO", Timeframe.DAY, bars.provenance())
            .add(0, 1, 1, 1, 1, 1)
            .add(1, 1, 1, 0, 1, 1)
            .add(2, 1, 1, 1, 1, 1)
            .build();
    assertThrows(IllegalArgumentException.class, () -> new BarPermutation(List.of(), 1));
    assertThrows(IllegalArgumentException.class, () -> new BarPermutation(List.of(bars), 0));
    assertThrows(IllegalArgumentException.class, () -> new BarPermutation(List.of(bars), 99));
    assertThrows(
        IllegalArgumentException.class, () -> new BarPermutation(List.of(bars, shorter), 10));
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> new BarPermutation(List.of(worthless), 1))
            .getMessage();
    assertTrue(message.contains("ZERO") && message.contains("1970-01-01"), message);
  }

  private static double[] first(double[] column, int count) {
    return Arrays.copyOf(column, count);
  }

  private static double[] sorted(Bars bars, IntToDoubleFunction value) {
    return IntStream.range(KEPT, bars.size()).mapToDouble(value).sorted().toArray();
  }
}
