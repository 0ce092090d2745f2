package io.bellwether.research.metrics;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * The metrics that daily equity alone gives, by the definitions of {@link Metric}; what {@link
 * Performance} is made of, and all that a sweep has the time for.
 *
 * @param sharpe annualised, sample standard deviation, less the risk-free rate
 * @param sortino annualised, downside over all days
 * @param maxDrawdown 0 or negative; the capital counts as a high
 */
public record DailyRatios(OptionalDouble sharpe, OptionalDouble sortino, double maxDrawdown) {
  /**
   * Computes them.
   *
   * @param capital the equity before the first day, more than 0
   * @param equity at the end of each day
   */
  public static DailyRatios of(double capital, double[] equity, Conventions conventions) {
    double[] returns = Returns.daily(capital, equity);
    double[] excess = Returns.minus(returns, conventions.riskFreePerPeriod());
    double periods = conventions.periodsPerYear();
    return new DailyRatios(
        Returns.meanOverDeviation(excess, periods),
        Returns.meanOverDownside(excess, periods),
        DrawdownStatistics.deepest(capital, equity));
  }

  /** Of daily returns, annualised; empty if they have no spread. */
  public static OptionalDouble sharpe(double[] returns, Conventions conventions) {
    return Returns.meanOverDeviation(
        Returns.minus(returns, conventions.riskFreePerPeriod()), conventions.periodsPerYear());
  }

  /**
   * The compound annual growth rate, {@code growth^(365.25 / days) - 1}.
   *
   * @param growth the last equity over the first
   * @param days calendar days between them, with fractions
   * @return empty if all was lost or no time has passed
   */
  public static OptionalDouble cagr(double growth, double days) {
    return growth <= 0 || days <= 0
        ? OptionalDouble.empty()
        : Returns.defined(Math.pow(growth, Track.DAYS_PER_YEAR / days) - 1);
  }

  /**
   * The worth of all fills over the mean daily equity, per year.
   *
   * @param traded the worth of all fills
   * @param equity at the end of each day
   * @param days calendar days of the run, with fractions
   * @return empty if the mean is not above 0 or no time has passed
   */
  public static OptionalDouble turnover(double traded, double[] equity, double days) {
    double mean = Arrays.stream(equity).average().orElse(0);
    return mean <= 0 || days <= 0
        ? OptionalDouble.empty()
        : Returns.defined(traded / mean / (days / Track.DAYS_PER_YEAR));
  }

  /** CAGR / |max drawdown|; empty without either. */
  public static OptionalDouble calmar(OptionalDouble cagr, double maxDrawdown) {
    return cagr.isPresent()
        ? Returns.quotient(cagr.getAsDouble(), Math.abs(maxDrawdown))
        : OptionalDouble.empty();
  }
}
