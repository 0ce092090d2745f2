package io.bellwether.research.overfit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.research.metrics.Conventions;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Block lengths, resamples and the intervals made of them. */
class BootstrapTest {
  /** Expected: an implementation of the papers with NumPy, matrices of lags instead of loops. */
  @ParameterizedTest
  @CsvSource({
    "500, 0.0, 1, 1.937339420527003",
    "500, 0.5, 2, 7.326923348840309",
    "1000, 0.9, 3, 36.95158250555752",
    "2000, -0.4, 4, 14.813439369363623",
    "300, 0.7, 5, 10.256209030566716"
  })
  void blockLengthOfAutoregressiveSeries(int size, double phi, long seed, double expected) {
    assertEquals(expected, BlockLength.stationary(Series.autoregressive(size, phi, seed)), 1e-9);
  }

  @Test
  void blockLengthIsBounded() {
    double[] oneLongWave = new double[20];
    Arrays.setAll(oneLongWave, t -> Math.sin(t * 0.6));
    assertEquals(7, BlockLength.stationary(oneLongWave), "a third of 20, rounded up");
    assertEquals(1, BlockLength.stationary(new double[100]));
    assertThrows(IllegalArgumentException.class, () -> BlockLength.stationary(new double[9]));
  }

  @ParameterizedTest(name = "mean block length {0}")
  @ValueSource(doubles = {1, 2, 7.5, 40})
  void blocksHaveTheirMeanLengthAndEveryDayItsChance(double meanLength) {
    int periods = 500;
    double[] days = new double[periods];
    Arrays.setAll(days, t -> t);
    StationaryBootstrap bootstrap =
        new StationaryBootstrap(periods, meanLength, new SplittableRandom(8));
    int[] drawn = new int[periods];
    int goesOn = 0;
    int resamples = 400;
    for (int b = 0; b < resamples; b++) {
      double[] resample = bootstrap.resample(days);
      for (int t = 0; t < periods; t++) {
        drawn[(int) resample[t]]++;
        goesOn += t > 0 && resample[t] == (resample[t - 1] + 1) % periods ? 1 : 0;
      }
    }
    // Within a block the next day follows; between blocks it does once in 500.
    double expected = 1 - 1 / meanLength + 1 / (meanLength * periods);
    assertEquals(expected, (double) goesOn / (resamples * (periods - 1)), 0.005);
    assertTrue(Arrays.stream(drawn).min().orElseThrow() > 400 - 5 * 20 * Math.sqrt(2 * meanLength));
    assertTrue(Arrays.stream(drawn).max().orElseThrow() < 400 + 5 * 20 * Math.sqrt(2 * meanLength));
  }

  @Test
  void aSumByBlocksIsTheSumOfTheDays() {
    double[] returns = Series.normal(new SplittableRandom(1), 101, 0.3);
    double[] prefixSums = new double[102];
    for (int t = 0; t < 101; t++) {
      prefixSums[t + 1] = prefixSums[t] + returns[t];
    }
    StationaryBootstrap bootstrap = new StationaryBootstrap(101, 30, new SplittableRandom(2));
    for (int b = 0; b < 200; b++) {
      StationaryBootstrap.Resample resample = bootstrap.next();
      double[] days = resample.of(returns);
      assertEquals(101, days.length);
      assertEquals(Arrays.stream(days).sum(), resample.sum(prefixSums), 1e-12);
    }
  }

  /** Of independent normal returns the standard error of a Sharpe ratio is known. */
  @Test
  void intervalOfASharpeRatioAsInTheory() {
    double[] returns = Series.normal(new SplittableRandom(21), 1_000, 0.06);
    BootstrapIntervals intervals =
        BootstrapIntervals.of(
                returns,
                Conventions.US_EQUITIES,
                new BootstrapIntervals.Settings(2_000, 0.9, 3, OptionalDouble.of(1)))
            .orElseThrow();
    double daily = ReturnMoments.of(returns).sharpe().orElseThrow();
    double error = Math.sqrt((1 + daily * daily / 2) / 999 * 252);
    BootstrapIntervals.Estimate sharpe = intervals.sharpe();
    assertEquals(sharpe.value() - 1.645 * error, sharpe.low(), 0.12 * error * 1.645);
    assertEquals(sharpe.value() + 1.645 * error, sharpe.high(), 0.12 * error * 1.645);
  }

  /** Ignoring dependence makes intervals too narrow: of phi = 0.5 by sqrt(3). */
  @Test
  void dependenceWidensTheInterval() {
    double[] returns = Series.autoregressive(2_000, 0.5, 77);
    Arrays.setAll(returns, t -> 0.01 * returns[t]);
    double single = width(returns, OptionalDouble.of(1));
    double automatic = width(returns, OptionalDouble.empty());
    assertEquals(Math.sqrt(3), automatic / single, 0.3);
  }

  private static double width(double[] returns, OptionalDouble blockLength) {
    BootstrapIntervals.Estimate sharpe =
        BootstrapIntervals.of(
                returns,
                Conventions.CRYPTO,
                new BootstrapIntervals.Settings(1_500, 0.95, 5, blockLength))
            .orElseThrow()
            .sharpe();
    return sharpe.high() - sharpe.low();
  }

  @Test
  void metricsByHand() {
    double[] returns = {0.1, -0.5, 0.2, 0, 0, 0, 0, 0, 0, 0};
    BootstrapIntervals intervals =
        BootstrapIntervals.of(
                returns,
                new Conventions(Conventions.CRYPTO.zone(), 5, 0.05),
                BootstrapIntervals.Settings.withSeed(1))
            .orElseThrow();
    assertEquals(-0.34, intervals.totalReturn().value(), 1e-12);
    assertEquals(Math.sqrt(0.66) - 1, intervals.cagr().value(), 1e-12);
    assertEquals(-0.5, intervals.maxDrawdown().value(), 1e-12);
    // Mean -0.02 less 0.01; squared deviations from -0.02 sum to 0.296.
    assertEquals(-0.03 / Math.sqrt(0.296 / 9) * Math.sqrt(5), intervals.sharpe().value(), 1e-12);
  }

  @Test
  void theSameSeedGivesTheSameIntervalsAndARuinIsNoUndefinedNumber() {
    double[] returns = Series.normal(new SplittableRandom(6), 250, 0.05);
    BootstrapIntervals.Settings seven = BootstrapIntervals.Settings.withSeed(7);
    var first = BootstrapIntervals.of(returns, Conventions.US_EQUITIES, seven);
    assertEquals(first, BootstrapIntervals.of(returns, Conventions.US_EQUITIES, seven));
    assertNotEquals(
        first,
        BootstrapIntervals.of(
            returns, Conventions.US_EQUITIES, BootstrapIntervals.Settings.withSeed(8)));

    returns[100] = -1.2;
    BootstrapIntervals ruin =
        BootstrapIntervals.of(returns, Conventions.US_EQUITIES, seven).orElseThrow();
    assertEquals(-1, ruin.totalReturn().value());
    assertEquals(-1, ruin.maxDrawdown().low());
    assertEquals(-1, ruin.cagr().low());
    assertTrue(BootstrapIntervals.of(new double[50], Conventions.US_EQUITIES, seven).isEmpty());
  }

  @Test
  void realityCheckAgreesWithResamplingDayByDay() {
    SplittableRandom random = new SplittableRandom(31);
    double[][] trials = new double[6][];
    for (int n = 0; n < trials.length; n++) {
      trials[n] = Series.normal(random, 150, 0.1 * n - 0.4);
    }
    RealityCheck check = new RealityCheck(150, 300, 4, 99);
    for (double[] trial : trials) {
      check.add(trial);
    }

    StationaryBootstrap bootstrap = new StationaryBootstrap(150, 4, new SplittableRandom(99));
    double[][] means = new double[6][300];
    for (int b = 0; b < 300; b++) {
      StationaryBootstrap.Resample resample = bootstrap.next();
      for (int n = 0; n < 6; n++) {
        means[n][b] = Arrays.stream(resample.of(trials[n])).average().orElseThrow();
      }
    }
    double[] white = new double[300];
    double[] hansen = new double[300];
    Arrays.fill(white, -1);
    double best = -1;
    double bestRatio = 0;
    for (int n = 0; n < 6; n++) {
      double mean = Arrays.stream(trials[n]).average().orElseThrow();
      double error =
          Math.sqrt(
              Arrays.stream(means[n]).map(m -> (m - mean) * (m - mean)).average().orElseThrow());
      double center = mean / error >= -Math.sqrt(2 * Math.log(Math.log(150))) ? mean : 0;
      best = Math.max(best, mean);
      bestRatio = Math.max(bestRatio, mean / error);
      for (int b = 0; b < 300; b++) {
        white[b] = Math.max(white[b], means[n][b] - mean);
        hansen[b] = Math.max(hansen[b], (means[n][b] - center) / error);
      }
    }
    assertEquals(PermutationTest.pValue(best, white), check.whitePValue());
    for (double[] trial : trials) {
      double mean = Arrays.stream(trial).sum() / 150;
      assertEquals(PermutationTest.pValue(mean, white), check.whitePValue(trial));
    }
    assertThrows(IllegalArgumentException.class, () -> check.whitePValue(new double[149]));
    assertEquals(
        PermutationTest.pValue(bestRatio, hansen), check.superiorPredictiveAbilityPValue());
  }

  /** A test of level 10 % rejects a true hypothesis in about 10 % of the cases. */
  @Test
  void theBestOfNoiseIsRarelySignificant() {
    int white = 0;
    int hansen = 0;
    for (int search = 0; search < 200; search++) {
      SplittableRandom random = new SplittableRandom(search);
      RealityCheck check = new RealityCheck(400, 100, 1, 1_000_000 + search);
      for (int n = 0; n < 10; n++) {
        check.add(Series.normal(random, 400, 0));
      }
      white += check.whitePValue() <= 0.1 ? 1 : 0;
      hansen += check.superiorPredictiveAbilityPValue() <= 0.1 ? 1 : 0;
    }
    assertEquals(20, white, 14);
    assertEquals(20, hansen, 14);
  }

  @Test
  void meritIsSignificantAndBadTrialsDoNotHideItFromHansen() {
    SplittableRandom random = new SplittableRandom(51);
    RealityCheck check = new RealityCheck(500, 500, 2, 1);
    check.add(Series.normal(random, 500, 0.16));
    assertTrue(check.whitePValue() < 0.01);
    for (int n = 0; n < 100; n++) {
      double[] bad = Series.normal(random, 500, -0.5);
      Arrays.setAll(bad, t -> 10 * bad[t]);
      check.add(bad);
    }
    assertTrue(check.whitePValue() > 0.5, () -> "White " + check.whitePValue());
    assertTrue(check.superiorPredictiveAbilityPValue() < 0.01);
  }
}
