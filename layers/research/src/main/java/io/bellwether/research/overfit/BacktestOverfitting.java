package io.bellwether.research.overfit;

import java.util.Arrays;
import java.util.function.DoublePredicate;
import java.util.stream.IntStream;

/**
 * The probability of backtest overfitting: how often the trial that is best in one half of history
 * is below the median in the other half, over all ways to halve history by blocks.
 *
 * <p>Source: D. Bailey, J. Borwein, M. Lopez de Prado and Q. Zhu, "The Probability of Backtest
 * Overfitting", Journal of Computational Finance 20(4), 2016 (first version 2013) by
 * combinatorially symmetric cross-validation (CSCV).
 *
 * <p>A trial without spread in a half has a Sharpe ratio of 0 there: it did nothing. Equal ratios
 * share their ranks, so trials that trade alike do not judge each other; the first of equal bests
 * is the one chosen.
 *
 * @param trials the number of trials
 * @param blocks the number of blocks
 * @param halvings the number of ways to choose half of the blocks
 * @param probability PBO: the fraction of halvings in which the relative rank out of sample of the
 *     best in sample is at or below the median (the logit &lt;= 0); 0.5 is what pure luck gives
 * @param probabilityOfLoss the fraction of halvings in which the best in sample has a Sharpe ratio
 *     below 0 out of sample
 */
public record BacktestOverfitting(
    int trials, int blocks, int halvings, double probability, double probabilityOfLoss) {

  /** Pairs of halvings that one task takes, so that threads share the work evenly. */
  private static final int CHUNK = 64;

  /**
   * Cross-validates trials, on all processors; the result does not depend on how many there are.
   *
   * @param blocks at least two trials
   */
  public static BacktestOverfitting of(TrialBlocks blocks) {
    Checks.atLeast("trials", 2, blocks.trials());
    int[] halves = halvesWithTheFirstBlock(blocks.blocks());
    // Each half and its complement are two halvings: the one's test is the other's training.
    int pairs = halves.length;
    double[] outOfSample = new double[2 * pairs];
    double[] ranks = new double[2 * pairs];
    IntStream.range(0, (pairs + CHUNK - 1) / CHUNK)
        .parallel()
        .forEach(
            chunk -> {
              HalfSharpes halfSharpes = new HalfSharpes(blocks);
              int end = Math.min(pairs, (chunk + 1) * CHUNK);
              for (int p = chunk * CHUNK; p < end; p++) {
                halfSharpes.compute(halves[p]);
                judge(halfSharpes.chosen(), halfSharpes.rest(), 2 * p, outOfSample, ranks);
                judge(halfSharpes.rest(), halfSharpes.chosen(), 2 * p + 1, outOfSample, ranks);
              }
            });
    return summary(blocks, outOfSample, ranks);
  }

  /** Bit masks of half of the blocks, the first among them: each pair of halves once. */
  private static int[] halvesWithTheFirstBlock(int blocks) {
    return IntStream.range(0, 1 << (blocks - 1))
        .map(mask -> mask << 1 | 1)
        .filter(mask -> Integer.bitCount(mask) == blocks / 2)
        .toArray();
  }

  private static void judge(
      double[] training, double[] test, int halving, double[] outOfSample, double[] ranks) {
    int best = 0;
    for (int n = 1; n < training.length; n++) {
      if (training[n] > training[best]) {
        best = n;
      }
    }
    int below = 0;
    int equal = 0;
    double mine = test[best];
    for (double other : test) {
      below += other < mine ? 1 : 0;
      equal += other == mine ? 1 : 0;
    }
    // The mean of the ranks that equal trials share, from 1 to N; itself is one of the equal.
    double rank = below + (equal + 1) / 2.0;
    outOfSample[halving] = mine;
    ranks[halving] = rank / (test.length + 1);
  }

  private static BacktestOverfitting summary(
      TrialBlocks blocks, double[] outOfSample, double[] ranks) {
    return new BacktestOverfitting(
        blocks.trials(),
        blocks.blocks(),
        ranks.length,
        fraction(ranks, rank -> rank <= 0.5),
        fraction(outOfSample, sharpe -> sharpe < 0));
  }

  private static double fraction(double[] values, DoublePredicate condition) {
    return (double) Arrays.stream(values).filter(condition).count() / values.length;
  }
}
