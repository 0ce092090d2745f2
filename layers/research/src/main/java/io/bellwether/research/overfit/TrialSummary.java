package io.bellwether.research.overfit;

/**
 * How alike the returns of a search's trials are, and how many independent ones they are worth.
 * Trials come one after the other and are not kept: it takes the memory of one trial. Not safe for
 * use by several threads.
 *
 * <p>A trial without spread (one that never traded) has no correlation, so it does not enter the
 * average.
 */
public final class TrialSummary {
  private final int periods;
  private final double[] sumOfStandardised;
  private int trials;
  private int trialsWithSpread;

  /**
   * No trials yet.
   *
   * @param periods the number of returns of every trial, at least 2
   */
  public TrialSummary(int periods) {
    this.periods = Checks.atLeast("periods", 2, periods);
    this.sumOfStandardised = new double[periods];
  }

  /** Adds a trial by its returns per period, as many as said. */
  public void add(double[] returns) {
    Checks.trial(returns, periods, trials);
    ReturnMoments moments = ReturnMoments.of(returns);
    trials++;
    if (moments.standardDeviation() > 0) {
      trialsWithSpread++;
      double scale = 1 / (moments.standardDeviation() * Math.sqrt(periods - 1));
      for (int t = 0; t < periods; t++) {
        sumOfStandardised[t] += (returns[t] - moments.mean()) * scale;
      }
    }
  }

  /**
   * The mean correlation of all pairs of trials, 0 if there is no pair. Each trial being a vector z
   * of length 1, the correlations of all pairs, each twice, sum to |sum of z|^2 - M: no pair is
   * ever looked at.
   */
  public double averageCorrelation() {
    if (trialsWithSpread < 2) {
      return 0;
    }
    double squared = 0;
    for (double sum : sumOfStandardised) {
      squared += sum * sum;
    }
    double m = trialsWithSpread;
    return Math.clamp((squared - m) / (m * (m - 1)), -1, 1);
  }

  /**
   * The number of independent trials that as many ones as alike as these are worth: {@code rho + (1
   * - rho) M}, with the average correlation rho, 0 if negative (Bailey and Lopez de Prado 2014,
   * appendix 3). At least 1. Trials that fall into a few groups, alike within and unlike between,
   * are overcounted by it, which is the safe side.
   *
   * @param searched the number M of trials that those added are all or a sample of, at least 1
   */
  public double effectiveTrials(int searched) {
    Checks.atLeast("trials", 1, searched);
    double rho = Math.max(0, averageCorrelation());
    return rho + (1 - rho) * searched;
  }
}
