package io.bellwether.research.overfit;

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
}
