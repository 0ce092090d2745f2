package io.bellwether.workbench.market;

import io.bellwether.market.Bars;
import io.bellwether.market.calendar.TradingCalendar;
import java.time.LocalTime;

/**
 * What is known of the returns of an index, measured on its bars. Returns are logarithmic.
 *
 * @param annualVolatility standard deviation of daily returns * sqrt(252)
 * @param kurtosis of daily returns; 3 for a Gaussian
 * @param returnMemory autocorrelation of daily returns at lag 1
 * @param volatilityMemory mean autocorrelation of absolute daily returns at lags 1 to 20
 * @param leverage mean of r(t) r(t+k)^2 for k = 1 to 5, in units of the cubed deviation
 * @param overnightShare variance from close to open over that plus open to close
 */
record StylisedFacts(
    double annualVolatility,
    double kurtosis,
    double returnMemory,
    double volatilityMemory,
    double leverage,
    double overnightShare) {

  static StylisedFacts of(Bars daily) {
    int size = daily.size() - 1;
    double[] returns = new double[size];
    double[] night = new double[size];
    double[] day = new double[size];
    for (int t = 0; t < size; t++) {
      night[t] = Math.log(daily.open()[t + 1] / daily.close()[t]);
      day[t] = Math.log(daily.close()[t + 1] / daily.open()[t + 1]);
      returns[t] = night[t] + day[t];
    }
    double[] centred = centred(returns);
    double[] absolute = new double[size];
    for (int t = 0; t < size; t++) {
      absolute[t] = Math.abs(returns[t]);
    }
    double variance = moment(centred, 2);
    double memory = 0;
    for (int lag = 1; lag <= 20; lag++) {
      memory += autocorrelation(centred(absolute), lag) / 20;
    }
    double leverage = 0;
    for (int lag = 1; lag <= 5; lag++) {
      for (int t = 0; t < size - lag; t++) {
        leverage += centred[t] * centred[t + lag] * centred[t + lag] / (size - lag) / 5;
      }
    }
    double nightVariance = moment(centred(night), 2);
    return new StylisedFacts(
        Math.sqrt(variance * 252),
        moment(centred, 4) / (variance * variance),
        autocorrelation(centred, 1),
        memory,
        leverage / Math.pow(variance, 1.5),
        nightVariance / (nightVariance + moment(centred(day), 2)));
  }

  /** Mean squared return of bars that start within a time of day, close to close. */
  static double variance(Bars bars, TradingCalendar calendar, String from, String to) {
    double sum = 0;
    int count = 0;
    for (int t = 1; t < bars.size(); t++) {
      LocalTime start = bars.start(t).atZone(calendar.zone()).toLocalTime();
      if (!start.isBefore(LocalTime.parse(from)) && start.isBefore(LocalTime.parse(to))) {
        // Within the bar: what came overnight is not the first bar's.
        double change = Math.log(bars.close()[t] / bars.open()[t]);
        sum += change * change;
        count++;
      }
    }
    return sum / count;
  }

  /** The slope of one series' daily returns on another's. */
  static double beta(Bars fund, Bars index) {
    int size = index.size() - 1;
    double[] x = new double[size];
    double[] y = new double[size];
    for (int t = 0; t < size; t++) {
      x[t] = index.close()[t + 1] / index.close()[t] - 1;
      y[t] = fund.close()[t + 1] / fund.close()[t] - 1;
    }
    double[] cx = centred(x);
    double[] cy = centred(y);
    double product = 0;
    double square = 0;
    for (int t = 0; t < size; t++) {
      product += cx[t] * cy[t];
      square += cx[t] * cx[t];
    }
    return product / square;
  }

  private static double[] centred(double[] values) {
    double mean = moment(values, 1);
    double[] centred = new double[values.length];
    for (int t = 0; t < values.length; t++) {
      centred[t] = values[t] - mean;
    }
    return centred;
  }

  private static double moment(double[] values, int power) {
    double sum = 0;
    for (double value : values) {
      sum += Math.pow(value, power);
    }
    return sum / values.length;
  }

  private static double autocorrelation(double[] centred, int lag) {
    double sum = 0;
    for (int t = 0; t < centred.length - lag; t++) {
      sum += centred[t] * centred[t + lag];
    }
    return sum / centred.length / moment(centred, 2);
  }
}
