package io.bellwether.research.overfit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cross-validation against a plain reading of the paper, and against searches of known merit. */
class BacktestOverfittingTest {
  private static BacktestOverfitting of(double[][] trials, int blocks) {
    TrialBlocks reduced = new TrialBlocks(trials[0].length, blocks);
    for (double[] trial : trials) {
      reduced.add(trial);
    }
    return BacktestOverfitting.of(reduced);
  }

  private static double[][] noise(long seed, int trials, int periods) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] returns = new double[trials][];
    for (int n = 0; n < trials; n++) {
      returns[n] = Series.normal(random, periods, 0);
    }
    return returns;
  }

  /** 61 periods do not divide by 6: blocks of 10 and one of 11. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void agreesWithJoiningTheBlocksByHand(long seed) {
    double[][] trials = noise(seed, 7, 61);
    trials[2] = trials[5].clone();
    Arrays.fill(trials[3], 0);
    int blocks = 6;
    List<Double> logits = new ArrayList<>();
    int losses = 0;
    for (int mask = 0; mask < 1 << blocks; mask++) {
      if (Integer.bitCount(mask) != blocks / 2) {
        continue;
      }
      double[] training = sharpes(trials, mask, blocks);
      double[] test = sharpes(trials, ~mask, blocks);
      int best = 0;
      for (int n = 1; n < training.length; n++) {
        best = training[n] > training[best] ? n : best;
      }
      double mine = test[best];
      double rank =
          Arrays.stream(test).filter(s -> s < mine).count()
              + (1 + Arrays.stream(test).filter(s -> s == mine).count()) / 2.0;
      logits.add(Math.log(rank / (trials.length + 1 - rank)));
      losses += mine < 0 ? 1 : 0;
    }

    BacktestOverfitting result = of(trials, blocks);

    assertEquals(20, result.halvings());
    assertEquals(
        logits.stream().filter(logit -> logit <= 0).count() / 20.0, result.probability(), 1e-15);
    assertEquals(losses / 20.0, result.probabilityOfLoss(), 1e-15);
  }

  private static double[] sharpes(double[][] trials, int mask, int blocks) {
    return Arrays.stream(trials)
        .mapToDouble(
            trial -> {
              List<Double> joined = new ArrayList<>();
              for (int b = 0; b < blocks; b++) {
                if ((mask >> b & 1) != 0) {
                  for (int t = trial.length * b / blocks;
                      t < trial.length * (b + 1) / blocks;
                      t++) {
                    joined.add(trial[t]);
                  }
                }
              }
              return ReturnMoments.of(joined.stream().mapToDouble(r -> r).toArray())
                  .sharpe()
                  .orElse(0);
            })
        .toArray();
  }

  @Test
  void pureNoiseIsOverfitHalfOfTheTime() {
    double sum = 0;
    double losses = 0;
    for (long seed = 1; seed <= 20; seed++) {
      BacktestOverfitting result = of(noise(seed, 40, 800), 10);
      sum += result.probability();
      losses += result.probabilityOfLoss();
    }
    assertEquals(0.5, sum / 20, 0.1);
    assertEquals(0.5, losses / 20, 0.15);
  }

  @Test
  void oneTrialWithMeritIsNotOverfit() {
    double[][] trials = noise(9, 50, 1_000);
    trials[17] = Series.normal(new SplittableRandom(10), 1_000, 0.2);
    BacktestOverfitting result = of(trials, 16);
    assertEquals(12_870, result.halvings());
    assertTrue(result.probability() < 0.005, () -> "PBO " + result.probability());
    assertEquals(0, result.probabilityOfLoss());
  }

  /** What is best in one half is worst in the other: a trend that reverses, found by a search. */
  @Test
  void meritThatReversesIsOverfitAlways() {
    double[][] trials = noise(12, 2, 100);
    for (int t = 0; t < 100; t++) {
      trials[0][t] += t < 50 ? 0.05 : -0.05;
      trials[1][t] += t < 50 ? -0.05 : 0.05;
    }
    BacktestOverfitting result = of(trials, 2);
    assertEquals(1, result.probability());
    assertEquals(1, result.probabilityOfLoss());
  }

  @Test
  void aThousandCopiesAreAMedianTrial() {
    double[] trial = Series.normal(new SplittableRandom(2), 200, 0.1);
    double[][] copies = new double[1_000][];
    Arrays.fill(copies, trial);
    BacktestOverfitting result = of(copies, 8);
    // The median itself, which is no better than the middle.
    assertEquals(1, result.probability());
  }

  @Test
  void aTrialThatNeverTradesIsZeroAndNothingIsUndefined() {
    double[][] trials = new double[3][300];
    trials[1] = Series.normal(new SplittableRandom(2), 300, -0.2);
    Arrays.fill(trials[2], 100, 110, 0.01);
    BacktestOverfitting result = of(trials, 16);
    // The loser is never the best, and the two others have no losing day.
    assertTrue(result.probability() >= 0 && result.probabilityOfLoss() == 0, result::toString);
  }

  @Test
  void sixteenBlocksUnlessTheSeriesIsShort() {
    assertEquals(16, TrialBlocks.blocksFor(2_500));
    assertEquals(16, TrialBlocks.blocksFor(240));
    assertEquals(14, TrialBlocks.blocksFor(239));
    assertEquals(4, TrialBlocks.blocksFor(63));
    assertEquals(2, TrialBlocks.blocksFor(10));
  }

  @Test
  void wrongInputIsNamed() {
    assertThrows(IllegalArgumentException.class, () -> new TrialBlocks(100, 5));
    assertThrows(IllegalArgumentException.class, () -> new TrialBlocks(20, 16));
    assertThrows(IllegalArgumentException.class, () -> of(noise(1, 1, 100), 4));
    TrialBlocks blocks = new TrialBlocks(100, 4);
    assertThrows(IllegalArgumentException.class, () -> blocks.add(new double[99]));
  }
}
