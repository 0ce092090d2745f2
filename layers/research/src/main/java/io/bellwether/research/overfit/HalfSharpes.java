package io.bellwether.research.overfit;

import java.util.Arrays;

/** The Sharpe ratios of all trials in half of the blocks and in the other half. */
final class HalfSharpes {
  /** Below this fraction of all of a trial's squares, those of a half are rounding noise. */
  private static final double NOISE = 1e-12;

  /** Below this fraction of its mean a trial's deviation is rounding noise. */
  private static final double NOISE_OF_MEAN = 1e-13;

  private final TrialBlocks blocks;
  private final double[] totalSums;
  private final double[] totalSquares;
  private final double[] sums;
  private final double[] squares;
  private final double[] chosen;
  private final double[] rest;

  HalfSharpes(TrialBlocks blocks) {
    this.blocks = blocks;
    int trials = blocks.trials();
    totalSums = new double[trials];
    totalSquares = new double[trials];
    sums = new double[trials];
    squares = new double[trials];
    chosen = new double[trials];
    rest = new double[trials];
    for (int b = 0; b < blocks.blocks(); b++) {
      add(blocks.sums(b), totalSums);
      add(blocks.squares(b), totalSquares);
    }
  }

  /** Computes both halves; bit b of the mask chooses block b. */
  void compute(int mask) {
    Arrays.fill(sums, 0);
    Arrays.fill(squares, 0);
    int periods = 0;
    for (int b = 0; b < blocks.blocks(); b++) {
      if ((mask >> b & 1) != 0) {
        periods += blocks.length(b);
        add(blocks.sums(b), sums);
        add(blocks.squares(b), squares);
      }
    }
    int others = blocks.periods() - periods;
    for (int n = 0; n < sums.length; n++) {
      double mean = blocks.mean(n);
      double least = NOISE_OF_MEAN * Math.max(Math.abs(mean), 1e-3);
      double noise = Math.max(NOISE * totalSquares[n], least * least * blocks.periods());
      chosen[n] = sharpe(sums[n], squares[n], periods, mean, noise);
      rest[n] = sharpe(totalSums[n] - sums[n], totalSquares[n] - squares[n], others, mean, noise);
    }
  }

  double[] chosen() {
    return chosen;
  }

  double[] rest() {
    return rest;
  }

  /** Of sums of returns less {@code mean}. */
  private static double sharpe(double sum, double square, int periods, double mean, double noise) {
    double squaredDeviations = square - sum * sum / periods;
    double variance = squaredDeviations / (periods - 1);
    double sharpe = (mean + sum / periods) / Math.sqrt(variance);
    return squaredDeviations > noise ? sharpe : 0;
  }

  private static void add(double[] from, double[] to) {
    for (int n = 0; n < to.length; n++) {
      to[n] += from[n];
    }
  }
}
