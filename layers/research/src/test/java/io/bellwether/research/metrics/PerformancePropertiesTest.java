package io.bellwether.research.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of the metrics whatever the returns are. */
class PerformancePropertiesTest {
  private static final double CAPITAL = 10_000;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 20_241_031, -7})
  void moneyInAnotherUnitChangesNoRatio(long seed) {
    double[] equity = equity(returns(seed));
    double[] scaled = Arrays.stream(equity).map(value -> value * 1_370.25).toArray();
    Performance one = Performance.of(PerformanceTest.track(CAPITAL, equity));
    Performance other = Performance.of(PerformanceTest.track(CAPITAL * 1_370.25, scaled));
    for (Metric metric : Metric.values()) {
      if (metric.unit() == Metric.Unit.RATIO || metric.unit() == Metric.Unit.PERCENT) {
        assertSame(metric.of(one), metric.of(other), metric.name());
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 20_241_031, -7})
  void theOrderOfDaysChangesDrawdownsOnly(long seed) {
    List<Double> returns = returns(seed);
    List<Double> shuffled = new ArrayList<>(returns);
    Collections.shuffle(shuffled, new Random(seed));
    Performance one = Performance.of(PerformanceTest.track(CAPITAL, equity(returns)));
    Performance other = Performance.of(PerformanceTest.track(CAPITAL, equity(shuffled)));
    for (Metric metric : List.of(Metric.SHARPE, Metric.SORTINO, Metric.TOTAL_RETURN, Metric.CAGR)) {
      assertSame(metric.of(one), metric.of(other), metric.name());
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 20_241_031, -7})
  void ratiosHaveTheSignOfTheMeanAndDrawdownsStayBetweenMinusOneAndZero(long seed) {
    List<Double> returns = returns(seed);
    double mean = returns.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    Performance performance = Performance.of(PerformanceTest.track(CAPITAL, equity(returns)));
    assertEquals(Math.signum(mean), Math.signum(performance.sharpe().orElseThrow()));
    assertEquals(Math.signum(mean), Math.signum(performance.sortino().orElseThrow()));
    assertTrue(performance.maxDrawdownDaily() <= 0 && performance.maxDrawdownDaily() > -1);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 20_241_031, -7})
  void aDayAtTheLastEquityDeepensNoDrawdown(long seed) {
    double[] equity = equity(returns(seed));
    double[] longer = Arrays.copyOf(equity, equity.length + 1);
    longer[equity.length] = equity[equity.length - 1];
    assertEquals(
        Performance.of(PerformanceTest.track(CAPITAL, equity)).maxDrawdownDaily(),
        Performance.of(PerformanceTest.track(CAPITAL, longer)).maxDrawdownDaily());
  }

  private static List<Double> returns(long seed) {
    Random random = new Random(seed);
    List<Double> returns = new ArrayList<>();
    for (int day = 0; day < 300; day++) {
      returns.add(0.0005 + 0.015 * random.nextGaussian());
    }
    return returns;
  }

  private static double[] equity(List<Double> returns) {
    double[] equity = new double[returns.size()];
    double value = CAPITAL;
    for (int day = 0; day < equity.length; day++) {
      value *= 1 + returns.get(day);
      equity[day] = value;
    }
    return equity;
  }

  private static void assertSame(OptionalDouble one, OptionalDouble other, String name) {
    assertEquals(one.isPresent(), other.isPresent(), name);
    if (one.isPresent()) {
      assertEquals(one.getAsDouble(), other.getAsDouble(), 1e-8, name);
    }
  }
}
