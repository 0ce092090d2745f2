package io.bellwether.research.overfit;

import java.util.Arrays;

/**
 * The returns of trials, reduced to what cross-validation needs of them: the sum and the sum of
 * squares in each of a few blocks of time. A trial takes 16 bytes a block whatever its length, so
 * that hundreds of thousands of trials fit into memory, one after the other.
 *
 * <p>Sums are of returns less the trial's own mean, which keeps the variance exact where the mean
 * is large against it. Not safe for use by several threads.
 */
public final class TrialBlocks {
  /** The number of blocks that the authors of the method use. */
  public static final int DEFAULT_BLOCKS = 16;

  private static final int MOST_BLOCKS = 20;
  private static final int SHORTEST_BLOCK = 15;

  private final int periods;
  private final int[] edges;
  private int trials;
  private double[] means = new double[64];
  private final double[][] sums;
  private final double[][] squares;

  /**
   * No trials yet.
   *
   * @param periods the number of returns of every trial
   * @param blocks an even number from 2 to 20; blocks differ in length by one period at most
   */
  public TrialBlocks(int periods, int blocks) {
    if (blocks < 2 || blocks > MOST_BLOCKS || blocks % 2 != 0) {
      throw new IllegalArgumentException(
          "blocks must be an even number from 2 to " + MOST_BLOCKS + ", not " + blocks);
    }
    if (periods < 2 * blocks) {
      throw new IllegalArgumentException(
          blocks + " blocks need at least " + 2 * blocks + " returns, not " + periods);
    }
    this.periods = periods;
    this.edges = new int[blocks + 1];
    for (int b = 0; b <= blocks; b++) {
      edges[b] = (int) ((long) periods * b / blocks);
    }
    this.sums = new double[blocks][means.length];
    this.squares = new double[blocks][means.length];
  }

  /**
   * How many blocks suit a length: 16, or the largest even number with at least 15 periods in each
   * block, at least 2.
   */
  public static int blocksFor(int periods) {
    int pairs = periods / (2 * SHORTEST_BLOCK);
    return 2 * Math.clamp(pairs, 1, DEFAULT_BLOCKS / 2);
  }

  /**
   * Adds a trial. The order of adding is the index of a trial.
   *
   * @param returns arithmetic, per period, all finite, as many as said
   */
  public void add(double[] returns) {
    Checks.trial(returns, periods, trials);
    if (trials == means.length) {
      grow();
    }
    double mean = Arrays.stream(returns).sum() / periods;
    means[trials] = mean;
    for (int b = 0; b < blocks(); b++) {
      double sum = 0;
      double square = 0;
      for (int t = edges[b]; t < edges[b + 1]; t++) {
        double d = returns[t] - mean;
        sum += d;
        square += d * d;
      }
      sums[b][trials] = sum;
      squares[b][trials] = square;
    }
    trials++;
  }

  private void grow() {
    int capacity = Math.multiplyExact(means.length, 2);
    means = Arrays.copyOf(means, capacity);
    for (int b = 0; b < blocks(); b++) {
      sums[b] = Arrays.copyOf(sums[b], capacity);
      squares[b] = Arrays.copyOf(squares[b], capacity);
    }
  }

  /** The number of trials so far. */
  public int trials() {
    return trials;
  }

  /** The number of blocks. */
  public int blocks() {
    return sums.length;
  }

  /** The number of returns of every trial. */
  public int periods() {
    return periods;
  }

  /** The number of periods in a block. */
  int length(int block) {
    return edges[block + 1] - edges[block];
  }

  /** The mean of a trial over all periods. */
  double mean(int trial) {
    return means[trial];
  }

  /** The sums in a block of returns less their mean, by trial; read below {@link #trials}. */
  double[] sums(int block) {
    return sums[block];
  }

  /** The sums of squares in a block of returns less their mean, by trial. */
  double[] squares(int block) {
    return squares[block];
  }
}
