package io.bellwether.research.overfit;

/**
 * The best Sharpe ratio to expect of many trials none of which has any merit.
 *
 * <p>Source: D. Bailey and M. Lopez de Prado, "The Deflated Sharpe Ratio", Journal of Portfolio
 * Management 40(5), 2014, derived in its appendix from extreme value theory.
 */
public final class ExpectedMaximumSharpe {
  private static final double EULER_MASCHERONI = 0.5772156649015329;

  private ExpectedMaximumSharpe() {}

  /**
   * {@code sd ((1 - g) Z(1 - 1/N) + g Z(1 - 1/(N e)))} with Euler and Mascheroni's constant g and
   * the normal quantile Z. The approximation is for large N: one trial is no search, so it gives 0
   * there, and never less.
   *
   * @param trials how many independent trials; not necessarily whole; at least 1
   * @param sharpeDeviation the standard deviation of the Sharpe ratios of the trials
   * @return in the unit of the deviation: per period or annual
   */
  public static double of(double trials, double sharpeDeviation) {
    if (!(trials >= 1) || !Double.isFinite(trials)) {
      throw new IllegalArgumentException("trials must be at least 1, not " + trials);
    }
    if (!(sharpeDeviation >= 0) || !Double.isFinite(sharpeDeviation)) {
      throw new IllegalArgumentException(
          "the deviation of Sharpe ratios cannot be " + sharpeDeviation);
    }
    if (trials == 1) {
      return 0;
    }
    double quantiles =
        (1 - EULER_MASCHERONI) * Normal.upperQuantile(1 / trials)
            + EULER_MASCHERONI * Normal.upperQuantile(1 / (trials * Math.E));
    return sharpeDeviation * Math.max(0, quantiles);
  }
}
