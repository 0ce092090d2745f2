package io.bellwether.research.metrics;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A run beside buying and holding the benchmark. All are empty without one. The formulas stand in
 * {@link Metric}.
 *
 * @param benchmarkReturn what the benchmark returned over the whole time
 * @param informationRatio annualised
 * @param alpha Jensen's, annualised, a fraction
 * @param beta how much the run moved with the benchmark
 * @param correlation of the daily returns, from -1 to 1
 */
public record Comparison(
    OptionalDouble benchmarkReturn,
    OptionalDouble informationRatio,
    OptionalDouble alpha,
    OptionalDouble beta,
    OptionalDouble correlation) {
  private static final Comparison NONE =
      new Comparison(
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty());

  static Comparison of(double[] returns, Optional<Benchmark> benchmark, Conventions conventions) {
    if (benchmark.isEmpty()) {
      return NONE;
    }
    OptionalDouble held = OptionalDouble.of(benchmark.get().totalReturn());
    double[] others = benchmark.get().returns();
    // Returns are empty once equity has been lost; the benchmark's are not.
    if (returns.length < 2 || others.length != returns.length) {
      return new Comparison(
          held,
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty());
    }
    double periods = conventions.periodsPerYear();
    OptionalDouble beta = beta(returns, others);
    return new Comparison(
        held,
        Returns.meanOverDeviation(Returns.minus(returns, others), periods),
        alpha(returns, others, beta, conventions),
        beta,
        correlation(returns, others));
  }

  private static OptionalDouble beta(double[] returns, double[] others) {
    if (!Returns.vary(others)) {
      return OptionalDouble.empty();
    }
    double deviation = Returns.deviation(others);
    return Returns.defined(covariance(returns, others) / (deviation * deviation));
  }

  private static OptionalDouble alpha(
      double[] returns, double[] others, OptionalDouble beta, Conventions conventions) {
    if (beta.isEmpty()) {
      return OptionalDouble.empty();
    }
    double riskFree = conventions.riskFreePerPeriod();
    double expected = beta.getAsDouble() * (Returns.mean(others) - riskFree);
    double excess = Returns.mean(returns) - riskFree;
    return Returns.defined((excess - expected) * conventions.periodsPerYear());
  }

  /** Pearson's, of returns of the same days. */
  static OptionalDouble correlation(double[] returns, double[] others) {
    if (!Returns.vary(returns) || !Returns.vary(others)) {
      return OptionalDouble.empty();
    }
    double both = Returns.deviation(returns) * Returns.deviation(others);
    // Rounding may put a perfect correlation a bit beyond 1.
    return Returns.defined(Math.clamp(covariance(returns, others) / both, -1, 1));
  }

  private static double covariance(double[] returns, double[] others) {
    double mean = Returns.mean(returns);
    double otherMean = Returns.mean(others);
    double sum = 0;
    for (int i = 0; i < returns.length; i++) {
      sum += (returns[i] - mean) * (others[i] - otherMean);
    }
    return sum / (returns.length - 1);
  }
}
