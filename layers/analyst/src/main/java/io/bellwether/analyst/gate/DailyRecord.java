package io.bellwether.analyst.gate;

import io.bellwether.research.engine.BacktestResult;
import io.bellwether.research.engine.MarketData;
import io.bellwether.research.metrics.Conventions;
import io.bellwether.research.metrics.DailyRatios;
import io.bellwether.research.sweep.TrialMetrics;
import java.util.Arrays;

/**
 * The daily returns of a run with their dates.
 *
 * @param days the dates, rising, as days since 1970-01-01 in the zone of the market
 * @param returns arithmetic, net of costs, one per date
 */
@SuppressWarnings("ArrayRecordComponent") // Ten years of days; handed on, never written to.
record DailyRecord(int[] days, double[] returns) {
  DailyRecord {
    if (days.length != returns.length) {
      throw new IllegalArgumentException(days.length + " days, " + returns.length + " returns");
    }
  }

  /** From the first bar decided on. */
  static DailyRecord of(BacktestResult result) {
    MarketData data = result.data();
    double[] returns = TrialMetrics.dailyReturns(result);
    int[] ends = data.dayEnds();
    int before = ends.length - returns.length;
    int[] days = new int[returns.length];
    Arrays.setAll(days, d -> data.epochDay(ends[before + d]));
    return new DailyRecord(days, returns);
  }

  /** The number of days. */
  int size() {
    return days.length;
  }

  /** The days from a position up to another, which is left out. */
  DailyRecord slice(int from, int to) {
    return new DailyRecord(
        Arrays.copyOfRange(days, from, to), Arrays.copyOfRange(returns, from, to));
  }

  /** The days that another record has too. */
  DailyRecord on(DailyRecord other) {
    if (Arrays.equals(days, other.days)) {
      return this;
    }
    int[] kept = new int[days.length];
    int count = 0;
    for (int d = 0; d < days.length; d++) {
      if (Arrays.binarySearch(other.days, days[d]) >= 0) {
        kept[count++] = d;
      }
    }
    int[] at = Arrays.copyOf(kept, count);
    return new DailyRecord(
        Arrays.stream(at).map(d -> days[d]).toArray(),
        Arrays.stream(at).mapToDouble(d -> returns[d]).toArray());
  }

  /** The annual Sharpe ratio; 0 without spread: a record that did nothing. */
  double sharpe(Conventions conventions) {
    return DailyRatios.sharpe(returns, conventions).orElse(0);
  }

  /** The returns at a daily volatility of 1; all 0 without spread. */
  double[] atUnitVolatility() {
    double mean = Arrays.stream(returns).average().orElse(0);
    double squares = Arrays.stream(returns).map(r -> (r - mean) * (r - mean)).sum();
    double deviation = Math.sqrt(squares / Math.max(1, returns.length - 1));
    return deviation > 1e-12
        ? Arrays.stream(returns).map(r -> r / deviation).toArray()
        : new double[returns.length];
  }

  /**
   * What this record is ahead of another by, day by day, both at a daily volatility of 1: the mean
   * is the difference of the Sharpe ratios per day, so that a bigger bet is no merit.
   *
   * @param other with the same days
   */
  double[] aheadOf(DailyRecord other) {
    if (!Arrays.equals(days, other.days)) {
      throw new IllegalArgumentException("records of different days are not compared");
    }
    double[] mine = atUnitVolatility();
    double[] theirs = other.atUnitVolatility();
    Arrays.setAll(mine, d -> mine[d] - theirs[d]);
    return mine;
  }

  /** The deepest fall from a high of equity, the start being one; 0 or negative. */
  double maxDrawdown() {
    double equity = 1;
    double high = 1;
    double deepest = 0;
    for (double r : returns) {
      equity *= 1 + r;
      high = Math.max(high, equity);
      deepest = Math.min(deepest, equity / high - 1);
    }
    return deepest;
  }
}
