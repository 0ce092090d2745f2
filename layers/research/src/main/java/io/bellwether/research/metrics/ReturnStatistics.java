package io.bellwether.research.metrics;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * The distribution of daily returns. Fractions; the formulas stand in {@link Metric}.
 *
 * @param sharpe annualised
 * @param sortino annualised
 * @param volatility annualised
 * @param skewness below 0 if the large returns are losses
 * @param excessKurtosis 0 for a normal distribution
 * @param valueAtRisk the return that one day in twenty was below; negative for a loss
 * @param conditionalValueAtRisk the mean of the returns at or below it
 * @param bestDay the highest return
 * @param worstDay the lowest
 * @param winningDays days with a return above 0 / days with a return other than 0
 */
public record ReturnStatistics(
    OptionalDouble sharpe,
    OptionalDouble sortino,
    OptionalDouble volatility,
    OptionalDouble skewness,
    OptionalDouble excessKurtosis,
    OptionalDouble valueAtRisk,
    OptionalDouble conditionalValueAtRisk,
    OptionalDouble bestDay,
    OptionalDouble worstDay,
    OptionalDouble winningDays) {
  /** With fewer returns than this, "one day in twenty" is no day at all. */
  private static final int TAIL_NEEDS = 20;

  private static final double TAIL = 0.05;

  /** The statistics of daily returns, none where returns are not defined. */
  static ReturnStatistics of(double[] returns, Conventions conventions) {
    double[] excess = Returns.minus(returns, conventions.riskFreePerPeriod());
    double periods = conventions.periodsPerYear();
    double[] sorted = Returns.sorted(returns);
    boolean tail = sorted.length >= TAIL_NEEDS;
    double quantile = tail ? Returns.quantile(sorted, TAIL) : Double.NaN;
    return new ReturnStatistics(
        Returns.meanOverDeviation(excess, periods),
        Returns.meanOverDownside(excess, periods),
        Returns.defined(Returns.deviation(returns) * Math.sqrt(periods)),
        Returns.skewness(returns),
        Returns.excessKurtosis(returns),
        Returns.defined(quantile),
        tail ? meanUpTo(sorted, quantile) : OptionalDouble.empty(),
        sorted.length == 0 ? OptionalDouble.empty() : Returns.defined(sorted[sorted.length - 1]),
        sorted.length == 0 ? OptionalDouble.empty() : Returns.defined(sorted[0]),
        winningDays(returns));
  }

  private static OptionalDouble meanUpTo(double[] sorted, double limit) {
    return Arrays.stream(sorted).takeWhile(value -> value <= limit).average();
  }

  private static OptionalDouble winningDays(double[] returns) {
    long won = Arrays.stream(returns).filter(value -> value > 0).count();
    long lost = Arrays.stream(returns).filter(value -> value < 0).count();
    return Returns.quotient((double) won, (double) (won + lost));
  }
}
