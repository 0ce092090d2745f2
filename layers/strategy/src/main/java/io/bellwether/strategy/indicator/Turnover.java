package io.bellwether.strategy.indicator;

import io.bellwether.market.Bars;
import io.bellwether.market.Timeframe;

/**
 * What was traded, in the quote currency: the sum of {@code volume * close} over the last {@code
 * bars} bars, from index {@code bars - 1}. Undefined while a value of its window is.
 *
 * @param bars the number of bars
 */
public record Turnover(int bars) implements Indicator {
  public Turnover {
    Periods.require(bars);
  }

  /** Over as many bars as 24 hours have when none is missing. */
  public static Turnover ofDay(Timeframe timeframe) {
    return new Turnover(Timeframe.DAY.minutes() / timeframe.minutes());
  }

  @Override
  public double[] compute(Columns columns) {
    Bars series = columns.bars();
    double[] close = series.close();
    double[] volume = series.volume();
    double[] turnover = new double[series.size()];
    RunningSum sum = new RunningSum();
    int count = 0;
    for (int i = 0; i < turnover.length; i++) {
      double traded = volume[i] * close[i];
      if (!Double.isFinite(traded)) {
        sum.clear();
        count = 0;
        turnover[i] = Double.NaN;
        continue;
      }
      sum.add(traded);
      if (count == bars) {
        sum.subtract(volume[i - bars] * close[i - bars]);
      } else {
        count++;
      }
      turnover[i] = count == bars ? sum.value() : Double.NaN;
    }
    return turnover;
  }
}
