package io.bellwether.research.overfit;

import java.util.OptionalDouble;

/**
 * The probability that a true Sharpe ratio is above a benchmark, given the estimate, the length of
 * the track record and the skewness and kurtosis of its returns.
 *
 * <p>Source: D. Bailey and M. Lopez de Prado, "The Sharpe Ratio Efficient Frontier", Journal of
 * Risk 15(2), 2012: the standard error, PSR and MinTRL. It takes returns as independent; positive
 * autocorrelation makes it too hopeful, for which there is the {@link BootstrapIntervals block
 * bootstrap}.
 */
public final class ProbabilisticSharpe {
  private ProbabilisticSharpe() {}

  /**
   * The probability {@code PSR = Phi((SR - SR*) sqrt(n - 1) / sqrt(1 - g3 SR + (g4 - 1)/4 SR^2))}.
   *
   * @param moments of the returns
   * @param benchmarkSharpe SR*, per period
   * @return between 0 and 1; nothing for returns without spread
   */
  public static OptionalDouble of(ReturnMoments moments, double benchmarkSharpe) {
    OptionalDouble sharpe = moments.sharpe();
    if (sharpe.isEmpty()) {
      return OptionalDouble.empty();
    }
    double z =
        (sharpe.getAsDouble() - benchmarkSharpe)
            * Math.sqrt(moments.count() - 1)
            / Math.sqrt(spread(moments, sharpe.getAsDouble()));
    return OptionalDouble.of(Normal.cumulative(z));
  }

  /**
   * How many returns of these moments it takes to believe that the true Sharpe ratio is above the
   * benchmark: {@code 1 + (1 - g3 SR + (g4 - 1)/4 SR^2) (z / (SR - SR*))^2}.
   *
   * @param moments of the returns there are
   * @param benchmarkSharpe SR*, per period
   * @param confidence such as 0.95
   * @return in periods, not rounded; nothing if the estimate is not above the benchmark, for then
   *     no length of this record would do
   */
  public static OptionalDouble minimumTrackRecord(
      ReturnMoments moments, double benchmarkSharpe, double confidence) {
    Checks.fraction("confidence", confidence);
    OptionalDouble sharpe = moments.sharpe();
    if (sharpe.isEmpty() || sharpe.getAsDouble() <= benchmarkSharpe) {
      return OptionalDouble.empty();
    }
    double ratio = Normal.quantile(confidence) / (sharpe.getAsDouble() - benchmarkSharpe);
    return OptionalDouble.of(1 + spread(moments, sharpe.getAsDouble()) * ratio * ratio);
  }

  /**
   * The variance of {@code sqrt(n) SR}. Of sample moments it is never negative, because kurtosis is
   * at least 1 + skewness squared: then it is at least (1 - g3 SR / 2)^2.
   */
  private static double spread(ReturnMoments moments, double sharpe) {
    double spread =
        1 - moments.skewness() * sharpe + (moments.kurtosis() - 1) / 4 * sharpe * sharpe;
    if (spread < 0) {
      throw new IllegalArgumentException(
          "no distribution has skewness "
              + moments.skewness()
              + " and kurtosis "
              + moments.kurtosis());
    }
    return spread;
  }
}
