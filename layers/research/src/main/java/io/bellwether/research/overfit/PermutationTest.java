package io.bellwether.research.overfit;

import java.util.SplittableRandom;

/** How often chance does at least as well. */
public final class PermutationTest {
  private PermutationTest() {}

  /**
   * The p-value of an observed figure among figures of permuted markets: {@code (1 + count of
   * permuted >= observed) / (1 + count of permuted)}. The observed one is counted among the
   * permutations, so that it is never 0 (B. Phipson and G. Smyth, "Permutation P-values Should
   * Never Be Zero", Statistical Applications in Genetics and Molecular Biology 9(1), 2010).
   *
   * @param observed on the real market; greater is better
   * @param permuted on permuted markets; the best of a search each, if the observed one was the
   *     best of a search; 0 where there is no figure, never NaN
   */
  public static double pValue(double observed, double[] permuted) {
    if (Double.isNaN(observed)) {
      throw new IllegalArgumentException("the observed figure is not a number");
    }
    int atLeast = 0;
    for (double value : permuted) {
      if (Double.isNaN(value)) {
        throw new IllegalArgumentException("a permuted figure is not a number");
      }
      atLeast += value >= observed ? 1 : 0;
    }
    return (1.0 + atLeast) / (1 + permuted.length);
  }

  /**
   * The p-value of a mean return above 0, if by chance each return could as well have had the other
   * sign (R. Fisher, "The Design of Experiments", 1935, chapter III). It asks for returns that are
   * symmetric about 0 and independent; for dependent ones take {@link RealityCheck}.
   *
   * @param returns per period, at least 2
   * @param permutations how many, at least 1
   * @param seed the same seed gives the same value
   */
  public static double signFlip(double[] returns, int permutations, long seed) {
    Checks.returns(returns, 2);
    Checks.atLeast("permutations", 1, permutations);
    double observed = 0;
    for (double r : returns) {
      observed += r;
    }
    SplittableRandom random = new SplittableRandom(seed);
    double[] sums = new double[permutations];
    for (int p = 0; p < permutations; p++) {
      long signs = 0;
      for (int t = 0; t < returns.length; t++) {
        if (t % Long.SIZE == 0) {
          signs = random.nextLong();
        }
        sums[p] += (signs & 1) == 0 ? returns[t] : -returns[t];
        signs >>>= 1;
      }
    }
    return pValue(observed, sums);
  }
}
