package io.bellwether.research.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReturnCorrelationTest {
  private static final LocalDate FIRST = LocalDate.of(2024, 3, 1);

  private static List<DailyEquity> days(int skipped, double... equity) {
    List<DailyEquity> days = new ArrayList<>();
    for (int i = skipped; i < equity.length; i++) {
      days.add(new DailyEquity(FIRST.plusDays(i), equity[i]));
    }
    return days;
  }

  @Test
  void returnsAreThoseBetweenTheDatesThatBothHave() {
    // Returns of 10, -10, 20 %, and of 5, -5, 10 % with two more days between.
    List<DailyEquity> daily = days(0, 110, 99, 118.8);
    List<DailyEquity> other =
        List.of(
            new DailyEquity(FIRST, 105),
            new DailyEquity(FIRST.plusDays(1), 99.75),
            new DailyEquity(FIRST.plusDays(2), 109.725),
            new DailyEquity(FIRST.plusDays(9), 1));
    assertEquals(1, ReturnCorrelation.of(100, daily, other).orElseThrow(), 1e-12);
    assertEquals(1, ReturnCorrelation.of(100, other, daily).orElseThrow(), 1e-12);
  }

  @Test
  void theFirstReturnCountsOnlyIfBothBeginTogether() {
    // 5, -50, 20, 10 %, the other a day later: -50, 20, 10 % against 30, 25, 5 % without its first.
    List<DailyEquity> daily = days(0, 105, 52.5, 63, 69.3);
    List<DailyEquity> later = days(1, 0, 130, 162.5, 170.625);
    double[] returns = {0.2, 0.1};
    double[] others = {0.25, 0.05};
    assertEquals(
        Comparison.correlation(returns, others).orElseThrow(),
        ReturnCorrelation.of(100, daily, later).orElseThrow(),
        1e-12);
  }

  @Test
  void independentRunsAreNotAlike() {
    Random random = new Random(11);
    double[] one = new double[2_000];
    double[] two = new double[one.length];
    double[] opposite = new double[one.length];
    for (int i = 0; i < one.length; i++) {
      double step = random.nextGaussian() / 100;
      one[i] = (i == 0 ? 100 : one[i - 1]) * (1 + step);
      opposite[i] = (i == 0 ? 100 : opposite[i - 1]) * (1 - step);
      two[i] = (i == 0 ? 100 : two[i - 1]) * (1 + random.nextGaussian() / 100);
    }
    assertEquals(0, ReturnCorrelation.of(100, days(0, one), days(0, two)).orElseThrow(), 0.07);
    assertEquals(
        -1, ReturnCorrelation.of(100, days(0, one), days(0, opposite)).orElseThrow(), 1e-9);
  }

  @Test
  void whatDoesNotMoveOrIsLostOrNeverMeetsHasNone() {
    List<DailyEquity> moving = days(0, 101, 99, 102, 103);
    assertEquals(
        OptionalDouble.empty(), ReturnCorrelation.of(100, moving, days(0, 100, 100, 100, 100)));
    assertEquals(
        OptionalDouble.empty(), ReturnCorrelation.of(100, moving, days(0, 90, -5, -5, -5)));
    assertEquals(OptionalDouble.empty(), ReturnCorrelation.of(100, moving, List.of()));
    assertEquals(
        OptionalDouble.empty(),
        ReturnCorrelation.of(100, moving, List.of(new DailyEquity(FIRST.plusYears(1), 5))));
  }
}
