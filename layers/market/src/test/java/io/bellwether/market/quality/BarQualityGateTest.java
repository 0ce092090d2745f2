package io.bellwether.market.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Bars;
import io.bellwether.market.PriceBasis;
import io.bellwether.market.Provenance;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.BarGrid;
import io.bellwether.market.calendar.NyseCalendar;
import io.bellwether.market.calendar.TradingCalendar;
import io.bellwether.market.quality.QualityIssue.Kind;
import io.bellwether.market.quality.QualityIssue.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Defects planted in a sound series of half-hour bars of two months. */
final class BarQualityGateTest {
  private static final Timeframe HALF_HOUR = Timeframe.parse("30m");
  private static final Provenance SOURCE = new Provenance("test", PriceBasis.RAW);
  private static final int FIRST_BAR_OF_A_SESSION = 26 * 13;
  private static final int MIDDLE = FIRST_BAR_OF_A_SESSION + 5;

  private final TradingCalendar calendar = new NyseCalendar();
  private final BarGrid grid = new BarGrid(calendar, HALF_HOUR);
  private final BarQualityGate gate = new BarQualityGate(QualityLimits.DEFAULT);
  private final Bars sound = sound();
  private final Instant now = grid.end(sound.lastStart());

  /** Changes one bar: open, high, low, close and volume in an array. */
  private interface Defect {
    void plant(double[] bar);
  }

  @Test
  void aSoundSeriesHasNoIssues() {
    QualityReport report = gate.check(sound, grid, now);
    assertEquals(List.of(), report.issues());
    assertFalse(report.blocks());
  }

  /** Half way through a session, the bars still to come are not missing. */
  @Test
  void aSoundSeriesHasNoIssuesAtAnyBar() {
    for (int size = FIRST_BAR_OF_A_SESSION - 13; size <= sound.size(); size++) {
      Bars soFar = sound.prefix(size);
      assertEquals(List.of(), gate.check(soFar, grid, grid.end(soFar.lastStart())).issues());
    }
  }

  @Test
  void noBarsBlock() {
    assertBlocks(Kind.EMPTY, gate.check(sound.prefix(0), grid, now));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void badPricesBlockWhereverTheyAre(double bad) {
    for (int field = 0; field < 4; field++) {
      int planted = field;
      assertBlocks(Kind.BAD_PRICE, check(MIDDLE, bar -> bar[planted] = bad));
      assertBlocks(Kind.BAD_PRICE, check(sound.size() - 1, bar -> bar[planted] = bad));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
  void badVolumesBlock(double bad) {
    assertBlocks(Kind.BAD_VOLUME, check(MIDDLE, bar -> bar[4] = bad));
  }

  @Test
  void inconsistentRangesBlock() {
    assertBlocks(Kind.INCONSISTENT_RANGE, check(MIDDLE, bar -> bar[1] = bar[0] - 0.01));
    assertBlocks(Kind.INCONSISTENT_RANGE, check(MIDDLE, bar -> bar[2] = bar[0] + 0.01));
    assertBlocks(
        Kind.INCONSISTENT_RANGE, check(MIDDLE, bar -> bar[2] = Math.max(bar[0], bar[3]) + 0.01));
  }

  @Test
  void aBadTickBlocksAsASpike() {
    assertBlocks(Kind.SPIKE, check(MIDDLE, bar -> scale(bar, 1.2)));
    assertBlocks(Kind.SPIKE, check(MIDDLE, bar -> scale(bar, 0.8)));
    assertBlocks(Kind.SPIKE, check(MIDDLE, bar -> bar[1] = bar[1] * 2));
    assertBlocks(Kind.SPIKE, check(MIDDLE, bar -> bar[2] = bar[2] / 2));
  }

  @Test
  void aLastingMoveOfTheDayOnlyWarns() {
    Bars crash = moved(MIDDLE, 0.93);
    QualityReport report = gate.check(crash, grid, now);
    assertEquals(List.of(Kind.OUTLIER), kinds(report.issues()));
    assertFalse(report.blocks());
  }

  @Test
  void anExtremeLastBarBlocksUntilTheNextOneConfirmsIt() {
    int last = sound.size() - 1;
    assertBlocks(Kind.OUTLIER, gate.check(moved(last, 0.6), grid, now));
    QualityReport next = gate.check(moved(last - 1, 0.6), grid, now);
    assertFalse(next.blocks(), next.summary());
  }

  @ParameterizedTest
  @ValueSource(doubles = {1 / 2.0, 1 / 3.0, 1 / 4.0, 1 / 5.0, 2, 3, 4, 5, 10, 2.1, 1 / 2.1})
  void aJumpOvernightByTheRatioOfASplitBlocks(double ratio) {
    assertBlocks(Kind.SPLIT_LIKE, gate.check(moved(FIRST_BAR_OF_A_SESSION, ratio), grid, now));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.7, 1.4})
  void aLargeMoveOvernightIsNoSplit(double ratio) {
    QualityReport report = gate.check(moved(FIRST_BAR_OF_A_SESSION, ratio), grid, now);
    assertFalse(kinds(report.issues()).contains(Kind.SPLIT_LIKE));
  }

  @Test
  void oneMissingBarAmongTheLastBlocks() {
    int size = sound.size();
    for (int back = 1; back <= QualityLimits.DEFAULT.decisionBars(); back++) {
      int missing = size - back;
      QualityReport report = gate.check(without(i -> i == missing), grid, now);
      assertBlocks(Kind.MISSING_BARS, report);
    }
    int earlier = size - QualityLimits.DEFAULT.decisionBars() - 1;
    QualityReport report = gate.check(without(i -> i == earlier), grid, now);
    assertEquals(List.of(Kind.MISSING_BARS), kinds(report.warnings()));
    assertFalse(report.blocks());
  }

  @Test
  void manyMissingBarsOfRecentSessionsBlock() {
    int size = sound.size();
    assertBlocks(
        Kind.MISSING_BARS, gate.check(without(i -> i == size - 20 || i == size - 30), grid, now));
  }

  @Test
  void missingBarsOfThePastWarn() {
    Bars gaps = without(i -> (i >= 13 && i < 39) || i == 70);
    QualityReport report = gate.check(gaps, grid, now);
    assertEquals(List.of(Kind.MISSING_BARS, Kind.MISSING_BARS), kinds(report.warnings()));
    assertFalse(report.blocks());
    String days = report.warnings().getFirst().message();
    assertTrue(days.contains("2024-10-02") && days.contains("2024-10-03"), days);
  }

  /** The last bar of a session is fresh until the first one of the next has ended. */
  @ParameterizedTest
  @CsvSource({
    "2024-11-29T18:00:00Z, 0", "2024-11-29T21:00:00Z, 0", "2024-12-01T12:00:00Z, 0",
    "2024-12-02T14:30:00Z, 0", "2024-12-02T14:59:59Z, 0", "2024-12-02T15:00:00Z, 1",
    "2024-12-03T12:00:00Z, 1"
  })
  void staleness(Instant when, int stale) {
    QualityReport report = gate.check(sound, grid, when);
    assertEquals(
        stale, report.blocking().stream().filter(issue -> issue.kind() == Kind.STALE).count());
    assertEquals(stale == 1, report.blocks());
  }

  @Test
  void barsOutsideTheSessionOrStillFormingBlock() {
    Bars late = sound.append(flat("2024-11-29T18:00:00Z", 30));
    assertBlocks(Kind.OFF_GRID, gate.check(late, grid, now.plus(Duration.ofHours(2))));
    Bars forming = sound.append(flat("2024-12-02T14:30:00Z", 30));
    assertBlocks(
        Kind.INCOMPLETE_BAR, gate.check(forming, grid, Instant.parse("2024-12-02T14:45:00Z")));
  }

  @Test
  void aGridOfAnotherTimeframeIsAMistake() {
    BarGrid other = new BarGrid(calendar, Timeframe.DAY);
    assertThrows(IllegalArgumentException.class, () -> gate.check(sound, other, now));
  }

  @Test
  void impossibleLimitsAreListedAllAtOnce() {
    String message =
        String.valueOf(
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new QualityLimits(0, 0, 2, 1, -1, 0, 2, -2, 0, 0.5))
                .getMessage());
    for (String name :
        List.of(
            "decisionBars",
            "recentSessions",
            "maxMissingShare",
            "volatilityWindow",
            "outlierScore",
            "outlierMinimum",
            "spikeReversal",
            "spikeScore",
            "extremeMove",
            "splitTolerance")) {
      assertTrue(message.contains(name), message);
    }
  }

  private QualityReport check(int index, Defect defect) {
    double[] bar = values(sound, index);
    defect.plant(bar);
    Bars.Builder planted = builder();
    for (int i = 0; i < sound.size(); i++) {
      add(planted, sound.startMillis()[i], i == index ? bar : values(sound, i));
    }
    return gate.check(planted.build(), grid, now);
  }

  /** The series, at other prices from a bar on. */
  private Bars moved(int from, double factor) {
    Bars.Builder moved = builder();
    for (int i = 0; i < sound.size(); i++) {
      double[] bar = values(sound, i);
      if (i >= from) {
        scale(bar, factor);
      }
      add(moved, sound.startMillis()[i], bar);
    }
    return moved.build();
  }

  private Bars without(IntPredicate missing) {
    Bars.Builder some = builder();
    for (int i = 0; i < sound.size(); i++) {
      if (!missing.test(i)) {
        some.add(sound, i);
      }
    }
    return some.build();
  }

  private Bars sound() {
    Random random = new Random(20_241_001);
    Bars.Builder bars = builder();
    LocalDate first = LocalDate.of(2024, 10, 1);
    Stream<Instant> starts =
        first
            .datesUntil(LocalDate.of(2024, 11, 30))
            .flatMap(date -> calendar.session(date).stream())
            .flatMap(session -> grid.starts(session).stream());
    double[] price = {500};
    starts.forEach(
        start -> {
          double open = price[0] * Math.exp(0.001 * random.nextGaussian());
          price[0] = open * Math.exp(0.002 * random.nextGaussian());
          double high = Math.max(open, price[0]) * (1 + 0.001 * random.nextDouble());
          double low = Math.min(open, price[0]) * (1 - 0.001 * random.nextDouble());
          bars.add(start.toEpochMilli(), open, high, low, price[0], 1000 + random.nextInt(1000));
        });
    return bars.build();
  }

  private Bars flat(String start, int minutes) {
    double close = sound.close()[sound.size() - 1];
    return Bars.builder("QQQ", new Timeframe(minutes), SOURCE)
        .add(Instant.parse(start).toEpochMilli(), close, close, close, close, 1)
        .build();
  }

  private static Bars.Builder builder() {
    return Bars.builder("QQQ", HALF_HOUR, SOURCE);
  }

  private static void add(Bars.Builder bars, long start, double[] bar) {
    bars.add(start, bar[0], bar[1], bar[2], bar[3], bar[4]);
  }

  private static double[] values(Bars bars, int i) {
    return new double[] {
      bars.open()[i], bars.high()[i], bars.low()[i], bars.close()[i], bars.volume()[i]
    };
  }

  private static void scale(double[] bar, double factor) {
    for (int field = 0; field < 4; field++) {
      bar[field] *= factor;
    }
  }

  private static List<Kind> kinds(List<QualityIssue> issues) {
    return issues.stream().map(QualityIssue::kind).toList();
  }

  private static void assertBlocks(Kind kind, QualityReport report) {
    assertTrue(report.blocks(), report.summary());
    assertTrue(
        report.blocking().stream()
            .anyMatch(issue -> issue.kind() == kind && issue.severity() == Severity.BLOCKING),
        report.issues().toString());
  }
}
