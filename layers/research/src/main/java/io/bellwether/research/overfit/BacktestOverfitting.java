package io.bellwether.research.overfit;

import java.util.Arrays;
import java.util.List;
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
 *     best in sample is at or below the median (logit &lt;= 0); 0.5 is what pure luck gives
 * @param probabilityOfLoss the fraction of halvings in which the best in sample has a Sharpe ratio
 *     below 0 out of sample
 * @param degradationSlope the slope of a line through the best Sharpe ratio in sample (x) and the
 *     same trial's out of sample (y); negative means that more in sample brought less out of
 *     sample. 0 if all ratios in sample are equal
 * @param degradationIntercept where that line meets x = 0, per period
 * @param meanSharpeInSample of the chosen trials, per period
 * @param meanSharpeOutOfSample of the chosen trials, per period
 * @param logits of the relative ranks out of sample, ln(w / (1 - w)), one per halving, ascending
 */
public record BacktestOverfitting(
    int trials,
    int blocks,
    int halvings,
    double probability,
    double probabilityOfLoss,
    double degradationSlope,
    double degradationIntercept,
    double meanSharpeInSample,
    double meanSharpeOutOfSample,
    List<Double> logits) {

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
    double[] inSample = new double[2 * pairs];
    double[] outOfSample = new double[2 * pairs];
    double[] logits = new double[2 * pairs];
    IntStream.range(0, (pairs + CHUNK - 1) / CHUNK)
        .parallel()
        .forEach(
            chunk -> {
              HalfSharpes halfSharpes = new HalfSharpes(blocks);
              int end = Math.min(pairs, (chunk + 1) * CHUNK);
              for (int p = chunk * CHUNK; p < end; p++) {
                halfSharpes.compute(halves[p]);
                judge(
                    halfSharpes.chosen(), halfSharpes.rest(), 2 * p, inSample, outOfSample, logits);
                judge(
                    halfSharpes.rest(),
                    halfSharpes.chosen(),
                    2 * p + 1,
                    inSample,
                    outOfSample,
                    logits);
              }
            });
    return summary(blocks, inSample, outOfSample, logits);
  }

  /** Bit masks of half of the blocks, the first among them: each pair of halves once. */
  private static int[] halvesWithTheFirstBlock(int blocks) {
    return IntStream.range(0, 1 << (blocks - 1))
        .map(mask -> mask << 1 | 1)
        .filter(mask -> Integer.bitCount(mask) == blocks / 2)
        .toArray();
  }

  private static void judge(
      double[] training,
      double[] test,
      int halving,
      double[] inSample,
      double[] outOfSample,
      double[] logits) {
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
    double relative = rank / (test.length + 1);
    inSample[halving] = training[best];
    outOfSample[halving] = mine;
    logits[halving] = Math.log(relative / (1 - relative));
  }

  private static BacktestOverfitting summary(
      TrialBlocks blocks, double[] inSample, double[] outOfSample, double[] logits) {
    double meanIn = Arrays.stream(inSample).average().orElseThrow();
    double meanOut = Arrays.stream(outOfSample).average().orElseThrow();
    double products = 0;
    double squares = 0;
    for (int h = 0; h < inSample.length; h++) {
      products += (inSample[h] - meanIn) * (outOfSample[h] - meanOut);
      squares += (inSample[h] - meanIn) * (inSample[h] - meanIn);
    }
    double slope = squares == 0 ? 0 : products / squares;
    Arrays.sort(logits);
    return new BacktestOverfitting(
        blocks.trials(),
        blocks.blocks(),
        logits.length,
        fraction(logits, logit -> logit <= 0),
        fraction(outOfSample, sharpe -> sharpe < 0),
        slope,
        meanOut - slope * meanIn,
        meanIn,
        meanOut,
        Arrays.stream(logits).boxed().toList());
  }

  private static double fraction(double[] values, DoublePredicate condition) {
    return (double) Arrays.stream(values).filter(condition).count() / values.length;
  }
}
