package io.bellwether.strategy.indicator;

/**
 * A Bollinger band of closes: {@code SMA(period) + deviations * population standard deviation}, from
 * index {@code period - 1}.
 *
 * @param period the number of bars
 * @param deviations the distance from the average in standard deviations; negative below it
 */
public record BollingerBand(int period, double deviations) implements Indicator {
  public BollingerBand {
    Periods.require(period);
    if (!Double.isFinite(deviations)) {
      throw new IllegalArgumentException("deviations must be a number, not " + deviations);
    }
  }

  /** The band {@code deviations} below the average. */
  public static BollingerBand lower(int period, double deviations) {
    return new BollingerBand(period, -deviations);
  }

  /** The average itself. */
  public static Sma middle(int period) {
    return new Sma(period);
  }

  /** The band {@code deviations} above the average. */
  public static BollingerBand upper(int period, double deviations) {
    return new BollingerBand(period, deviations);
  }

  @Override
  public double[] compute(Columns columns) {
    double[] mean = columns.get(new Sma(period));
    double[] deviation = columns.get(new StandardDeviation(period));
    double[] band = new double[mean.length];
    for (int i = 0; i < band.length; i++) {
      band[i] = mean[i] + deviations * deviation[i];
    }
    return band;
  }
}
