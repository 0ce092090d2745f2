package io.bellwether.workbench.gate;

import org.apache.commons.math3.distribution.BetaDistribution;

/**
 * How many of some cases, and between which bounds the true rate lies at 95 %: the interval of C.
 * Clopper and E. Pearson, "The Use of Confidence or Fiducial Limits Illustrated in the Case of the
 * Binomial", Biometrika 26(4), 1934, which is never too narrow.
 *
 * @param count how many
 * @param of of how many, at least 1
 */
public record Rate(int count, int of) {
  private static final double TAIL = 0.025;

  public Rate {
    if (of < 1 || count < 0 || count > of) {
      throw new IllegalArgumentException(count + " of " + of + " is no rate");
    }
  }

  /** The rate that was found. */
  public double found() {
    return (double) count / of;
  }

  /** The lower end. */
  public double low() {
    return count == 0 ? 0 : quantile(count, of - count + 1, TAIL);
  }

  /** The upper end. */
  public double high() {
    return count == of ? 1 : quantile(count + 1, of - count, 1 - TAIL);
  }

  private static double quantile(double alpha, double beta, double probability) {
    return new BetaDistribution(null, alpha, beta).inverseCumulativeProbability(probability);
  }
}
