package io.bellwether.research.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EquityCurveTest {
  private static final Instant FIRST = Instant.parse("2024-01-02T14:30:00Z");

  @Test
  void columnsAndSamplesSayTheSame() {
    List<EquitySample> samples =
        List.of(
            new EquitySample(FIRST, 100, 100, false),
            new EquitySample(FIRST.plusSeconds(300), 101, 5, true));
    EquityCurve fromSamples = EquityCurve.of(samples);
    EquityCurve fromColumns =
        EquityCurve.of(
            new long[] {FIRST.toEpochMilli(), FIRST.plusSeconds(300).toEpochMilli()},
            new double[] {100, 101},
            new double[] {100, 5},
            new boolean[] {false, true});
    for (EquityCurve curve : List.of(fromSamples, fromColumns)) {
      assertEquals(samples, List.of(curve.sample(0), curve.sample(1)));
      assertEquals(1, curve.barsInMarket());
      assertEquals(101, curve.lastEquity());
    }
    assertTrue(EquityCurve.EMPTY.isEmpty());
    assertFalse(fromColumns.isEmpty());
    assertThrows(IllegalStateException.class, EquityCurve.EMPTY::lastEquity);
  }

  @Test
  void samplesBeforeAnInstantAreCountedAlsoWhenStampsAreEqual() {
    long[] starts = {10, 20, 20, 30};
    EquityCurve curve = EquityCurve.of(starts, new double[4], new double[4], new BitSet());
    assertEquals(0, curve.countBefore(Instant.ofEpochMilli(10)));
    assertEquals(1, curve.countBefore(Instant.ofEpochMilli(20)));
    assertEquals(3, curve.countBefore(Instant.ofEpochMilli(21)));
    assertEquals(4, curve.countBefore(Instant.ofEpochMilli(31)));
  }

  @Test
  void columnsThatMakeNoCurveAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> EquityCurve.of(new long[2], new double[1], new double[2], new BitSet()));
    assertThrows(
        IllegalArgumentException.class,
        () -> EquityCurve.of(new long[1], new double[] {Double.NaN}, new double[1], new BitSet()));
    assertThrows(
        IllegalArgumentException.class,
        () -> EquityCurve.of(new long[] {2, 1}, new double[2], new double[2], new BitSet()));
  }

  /** Against the plain way: the date of every bar asked of the zone, clock changes included. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void theDaysAreThoseOfAskingForEveryBar(long seed) {
    Random random = new Random(seed);
    ZoneId zone = ZoneId.of("America/New_York");
    List<EquitySample> samples = new ArrayList<>();
    TreeMap<LocalDate, Double> expected = new TreeMap<>();
    Instant time = Instant.parse("2024-03-01T00:00:00Z");
    while (samples.size() < 5_000) {
      time = time.plusSeconds(random.nextInt(4) == 0 ? 40_000 : random.nextInt(3_600));
      samples.add(new EquitySample(time, random.nextDouble(), 0, false));
      expected.put(time.atZone(zone).toLocalDate(), samples.getLast().equity());
    }
    List<DailyEquity> days = DailyEquity.lastOfEachDay(EquityCurve.of(samples), zone);
    assertEquals(
        expected.entrySet().stream()
            .map(entry -> new DailyEquity(entry.getKey(), entry.getValue()))
            .toList(),
        days);
  }
}
