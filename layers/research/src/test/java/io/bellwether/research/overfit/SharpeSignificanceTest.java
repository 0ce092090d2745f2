package io.bellwether.research.overfit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples that the authors of the formulas print, and what must hold of any returns. */
class SharpeSignificanceTest {
  private static ReturnMoments moments(int count, double sharpe, double skewness, double kurtosis) {
    return new ReturnMoments(count, sharpe * 0.01, 0.01, skewness, kurtosis);
  }

  /** The hedge fund of "The Sharpe Ratio Efficient Frontier": 24 months, 0.458 a month. */
  @Test
  void probabilisticSharpeOfThePaper() {
    assertEquals(
        0.982,
        ProbabilisticSharpe.of(moments(24, 0.458, 0, 3), 0).orElseThrow(),
        5e-4,
        "were its returns normal");
    assertEquals(
        0.913,
        ProbabilisticSharpe.of(moments(24, 0.458, -2.448, 10.164), 0).orElseThrow(),
        5e-4,
        "as they are");
  }

  /** Same paper: an annual Sharpe ratio of 2 against one of 1, at 95 %, in years. */
  @ParameterizedTest
  @CsvSource({"250, 0, 3, 2.73", "52, 0, 3, 2.83", "12, 0, 3, 3.24", "12, -0.72, 5.78, 4.99"})
  void minimumTrackRecordOfThePaper(int perYear, double skewness, double kurtosis, double years) {
    ReturnMoments returns = moments(100, 2 / Math.sqrt(perYear), skewness, kurtosis);
    double periods =
        ProbabilisticSharpe.minimumTrackRecord(returns, 1 / Math.sqrt(perYear), 0.95).orElseThrow();
    assertEquals(years, periods / perYear, 5e-3);
  }

  /**
   * The strategist of "The Deflated Sharpe Ratio": 2.5 a year over 1,250 days of 250 a year,
   * skewness -3, kurtosis 10, variance of the trials' annual ratios 1/2. The paper: 0.1132 a day is
   * to be expected and DSR is 0.9004 of 100 trials; 46 trials would have given 0.9505, and with
   * normal returns so would 88.
   */
  @Test
  void deflatedSharpeOfThePaper() {
    double sharpe = 2.5 / Math.sqrt(250);
    double deviation = Math.sqrt(0.5 / 250);
    ReturnMoments fat = moments(1_250, sharpe, -3, 10);
    DeflatedSharpe of100 = DeflatedSharpe.of(fat, 100, deviation).orElseThrow();
    assertEquals(0.1132, of100.expectedMaximum(), 5e-5);
    assertEquals(0.9004, of100.probability(), 5e-5);
    assertEquals(0.9505, DeflatedSharpe.of(fat, 46, deviation).orElseThrow().probability(), 5e-5);
    assertEquals(
        0.9505,
        DeflatedSharpe.of(moments(1_250, sharpe, 0, 3), 88, deviation).orElseThrow().probability(),
        5e-5);
  }

  @Test
  void oneTrialIsNoSearch() {
    ReturnMoments returns = moments(500, 0.1, -1, 6);
    assertEquals(
        ProbabilisticSharpe.of(returns, 0).orElseThrow(),
        DeflatedSharpe.of(returns, 1, 0.05).orElseThrow().probability());
  }

  /** Of 10,000 trials without merit one looks like this: near-copies of it must not hide that. */
  @Test
  void trialsThatDoNotDifferAreDeflatedAsNoise() {
    double luck = ExpectedMaximumSharpe.of(10_000, 1 / Math.sqrt(999));
    ReturnMoments lucky = moments(1_000, luck, -1, 8);
    for (double found : new double[] {0, 1e-9, 0.5 / Math.sqrt(999)}) {
      DeflatedSharpe deflated = DeflatedSharpe.of(lucky, 10_000, found).orElseThrow();
      assertEquals(luck, deflated.expectedMaximum(), 1e-15);
      assertEquals(0.5, deflated.probability(), 1e-12);
    }
    assertEquals(
        2 * luck,
        DeflatedSharpe.of(lucky, 10_000, 2 / Math.sqrt(999)).orElseThrow().expectedMaximum(),
        1e-15,
        "what was found counts if it is more");
  }

  /** The formula against the maxima that it approximates. */
  @ParameterizedTest(name = "{0} trials")
  @ValueSource(ints = {10, 100, 1_000})
  void expectedMaximumIsThatOfNormalDraws(int trials) {
    SplittableRandom random = new SplittableRandom(4);
    double sum = 0;
    int searches = 1_000;
    for (int s = 0; s < searches; s++) {
      double largest = Double.NEGATIVE_INFINITY;
      for (int n = 0; n < trials; n++) {
        largest = Math.max(largest, random.nextGaussian());
      }
      sum += largest;
    }
    assertEquals(sum / searches, ExpectedMaximumSharpe.of(trials, 1), 0.06);
  }

  @Test
  void moreTrialsNeverHelp() {
    double before = 0;
    for (double trials = 1; trials < 1e9; trials *= 1.3) {
      double expected = ExpectedMaximumSharpe.of(trials, 0.05);
      assertTrue(expected >= before && Double.isFinite(expected), "at " + trials);
      before = expected;
    }
  }

  @Test
  void momentsByHand() {
    ReturnMoments moments = ReturnMoments.of(new double[] {1, 2, 3, 10});
    // Deviations -3, -2, -1, 6: squares 50, cubes 180, fourth powers 1394.
    assertEquals(4, moments.mean());
    assertEquals(Math.sqrt(50 / 3.0), moments.standardDeviation(), 1e-15);
    assertEquals(180 / 4.0 / Math.pow(12.5, 1.5), moments.skewness(), 1e-15);
    assertEquals(1394 / 4.0 / (12.5 * 12.5), moments.kurtosis(), 1e-15);
  }

  @Test
  void returnsWithoutSpreadHaveNoSharpeRatio() {
    double[] returns = new double[300];
    Arrays.fill(returns, 0.0001);
    returns[7] = 0.0001 + 1e-19;
    ReturnMoments moments = ReturnMoments.of(returns);
    assertTrue(moments.sharpe().isEmpty());
    assertTrue(ProbabilisticSharpe.of(moments, 0).isEmpty());
    assertTrue(DeflatedSharpe.of(moments, 10, 0.1).isEmpty());
    assertTrue(ProbabilisticSharpe.minimumTrackRecord(moments, 0, 0.95).isEmpty());
  }

  /** PSR is 1 - p of a test: of merit 0 it is below 0.05 in a twentieth of the cases. */
  @Test
  void probabilitiesAreUniformWithoutMerit() {
    SplittableRandom random = new SplittableRandom(11);
    int below = 0;
    int series = 2_000;
    for (int s = 0; s < series; s++) {
      ReturnMoments moments = ReturnMoments.of(Series.normal(random, 250, 0));
      below += ProbabilisticSharpe.of(moments, 0).orElseThrow() < 0.05 ? 1 : 0;
    }
    assertEquals(0.05, (double) below / series, 0.015);
  }

  @Test
  void aMinimumTrackRecordIsJustLongEnough() {
    ReturnMoments moments = moments(250, 0.09, -0.8, 7);
    double needed = ProbabilisticSharpe.minimumTrackRecord(moments, 0.01, 0.975).orElseThrow();
    ReturnMoments longer =
        new ReturnMoments(
            (int) Math.round(needed), moments.mean(), 0.01, moments.skewness(), moments.kurtosis());
    assertEquals(0.975, ProbabilisticSharpe.of(longer, 0.01).orElseThrow(), 1e-3);
    assertTrue(ProbabilisticSharpe.minimumTrackRecord(moments, 0.09, 0.975).isEmpty());
  }

  @Test
  void trialsAreSummedUpAsIfAllWereKept() {
    SplittableRandom random = new SplittableRandom(3);
    double[] common = Series.normal(random, 400, 0);
    double[][] trials = new double[12][];
    TrialSummary summary = new TrialSummary(400);
    for (int n = 0; n < trials.length; n++) {
      trials[n] = Series.normal(random, 400, 0.02 * n);
      for (int t = 0; t < 400; t++) {
        trials[n][t] += n * 0.2 * common[t];
      }
      summary.add(trials[n]);
    }
    double correlations = 0;
    for (int a = 0; a < 12; a++) {
      for (int b = 0; b < a; b++) {
        correlations += correlation(trials[a], trials[b]) / 66;
      }
    }
    assertEquals(correlations, summary.averageCorrelation(), 1e-12);
    assertEquals(correlations + (1 - correlations) * 12, summary.effectiveTrials(12), 1e-11);
  }

  @Test
  void copiesOfOneTrialAreWorthOne() {
    double[] returns = Series.normal(new SplittableRandom(5), 300, 0.1);
    TrialSummary summary = new TrialSummary(300);
    for (int n = 0; n < 500; n++) {
      summary.add(returns);
    }
    assertEquals(1, summary.effectiveTrials(500), 1e-8);
  }

  @Test
  void wrongInputIsNamed() {
    assertThrows(IllegalArgumentException.class, () -> ReturnMoments.of(new double[] {0.1}));
    assertThrows(
        IllegalArgumentException.class, () -> ReturnMoments.of(new double[] {0.1, Double.NaN}));
    assertThrows(IllegalArgumentException.class, () -> ExpectedMaximumSharpe.of(0.5, 1));
    assertThrows(IllegalArgumentException.class, () -> ExpectedMaximumSharpe.of(5, -1));
    assertThrows(
        IllegalArgumentException.class, () -> new TrialSummary(5).add(new double[] {1, 2, 3}));
    assertThrows(IllegalArgumentException.class, () -> new TrialSummary(5).effectiveTrials(0));
  }

  private static double correlation(double[] a, double[] b) {
    double meanA = Arrays.stream(a).average().orElseThrow();
    double meanB = Arrays.stream(b).average().orElseThrow();
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int t = 0; t < a.length; t++) {
      ab += (a[t] - meanA) * (b[t] - meanB);
      aa += (a[t] - meanA) * (a[t] - meanA);
      bb += (b[t] - meanB) * (b[t] - meanB);
    }
    return ab / Math.sqrt(aa * bb);
  }
}
