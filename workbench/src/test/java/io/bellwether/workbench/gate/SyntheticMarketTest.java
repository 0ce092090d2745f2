package io.bellwether.workbench.gate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.Bars;
import io.bellwether.workbench.gate.SyntheticMarket.Pattern;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The truths of made-up markets, measured on a hundred years of seed 1. */
final class SyntheticMarketTest {
  private static final int DAYS = 25_200;
  private static final SyntheticMarket WALK =
      new SyntheticMarket("TQQQ", 1_000, 0.011, 0, false, new Pattern.None());

  private static double[] returns(SyntheticMarket market) {
    double[] close = market.bars(DAYS, 1).close();
    return IntStream.range(1, close.length).mapToDouble(t -> close[t] / close[t - 1] - 1).toArray();
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double correlation(double[] values, int lag) {
    double mean = mean(values);
    double covariance =
        IntStream.range(lag, values.length)
            .mapToDouble(t -> (values[t] - mean) * (values[t - lag] - mean))
            .sum();
    return covariance / Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
  }

  @Test
  void aWalkEarnsNothingAndRemembersNothing() {
    double[] returns = returns(WALK);
    // The standard error of the mean is 0.011 / sqrt(25,200), that of a correlation 0.006.
    assertEquals(0, mean(returns), 3 * 7e-5);
    assertEquals(
        0.011, Math.sqrt(Arrays.stream(returns).map(r -> r * r).average().orElseThrow()), 2e-4);
    assertEquals(0, correlation(returns, 1), 0.02);
    assertEquals(0, correlation(Arrays.stream(returns).map(r -> r * r).toArray(), 1), 0.02);
  }

  @Test
  void driftIsThatOfTheExpectedPrice() {
    assertEquals(0.25 / 252, mean(returns(WALK.withDrift(0.25))), 3 * 7e-5);
  }

  @Test
  void clustersAreOfVolatilityAlone() {
    double[] returns = returns(WALK.withClusters());
    assertEquals(
        0.011, Math.sqrt(Arrays.stream(returns).map(r -> r * r).average().orElseThrow()), 1.5e-3);
    assertEquals(0, correlation(returns, 1), 0.03);
    assertTrue(correlation(Arrays.stream(returns).map(r -> r * r).toArray(), 5) > 0.1);
  }

  @Test
  void momentumLasts() {
    double[] returns = returns(WALK.with(new Pattern.Momentum(0.5, 0.9)));
    // u has a quarter of the noise's variance: lag k correlates by 0.2 * 0.9^k.
    assertEquals(0.2 * 0.9, correlation(returns, 1), 0.03);
    assertEquals(0.2 * Math.pow(0.9, 5), correlation(returns, 5), 0.03);
  }

  @Test
  void deviationsFade() {
    double[] returns = returns(WALK.with(new Pattern.Reversal(0.74, 0.8)));
    double after = correlation(returns, 1);
    assertTrue(after < -0.02, () -> "correlation of a day with the next " + after);
    // What fades has fallen by 0.8 for each day that has passed.
    assertEquals(0.8 * after, correlation(returns, 2), 0.02);
  }

  @Test
  void barsAreBarsAndALongerMarketBeginsLikeAShorterOne() {
    Bars bars = WALK.with(new Pattern.Reversal(0.74, 0.8)).bars(2_000, 5);
    for (int t = 0; t < bars.size(); t++) {
      double low = Math.min(bars.open()[t], bars.close()[t]);
      double high = Math.max(bars.open()[t], bars.close()[t]);
      assertTrue(0 < bars.low()[t] && bars.low()[t] <= low && high <= bars.high()[t]);
    }
    Bars shorter = WALK.with(new Pattern.Reversal(0.74, 0.8)).bars(1_000, 5);
    assertArrayEquals(Arrays.copyOf(shorter.close(), 1_000), Arrays.copyOf(bars.close(), 1_000));
  }
}
