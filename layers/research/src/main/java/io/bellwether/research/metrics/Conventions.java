package io.bellwether.research.metrics;

import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * How a market reckons days and years.
 *
 * @param zone the zone whose midnight separates sessions
 * @param periodsPerYear sessions in a year
 * @param annualRiskFreeRate as a fraction, 0.04 for 4 % a year; a session's is this / periods
 */
public record Conventions(ZoneId zone, double periodsPerYear, double annualRiskFreeRate) {
  /** New York dates, 252 sessions a year, no risk-free rate. */
  public static final Conventions US_EQUITIES =
      new Conventions(ZoneId.of("America/New_York"), 252, 0);

  /** Days in UTC, 365 a year, no risk-free rate. */
  public static final Conventions CRYPTO = new Conventions(ZoneOffset.UTC, 365, 0);

  public Conventions {
    if (!(periodsPerYear > 0) || !Double.isFinite(annualRiskFreeRate)) {
      throw new IllegalArgumentException(
          "periods per year must be more than 0 and the risk-free rate a number, not "
              + periodsPerYear
              + " and "
              + annualRiskFreeRate);
    }
  }

  double riskFreePerPeriod() {
    return annualRiskFreeRate / periodsPerYear;
  }
}
