package io.bellwether.strategy.indicator;

import io.bellwether.market.Bars;
import java.time.Duration;

/**
 * Another column at the bars that end on a multiple of some minutes after 00:00 UTC, undefined
 * elsewhere. A rule that compares with it decides at those times alone; where the bar before such a
 * time is missing, there is nothing to decide on.
 *
 * @param column what is looked at
 * @param everyMinutes 1 to 1,440
 */
public record AtClock(Indicator column, int everyMinutes) implements Indicator {
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

  public AtClock {
    if (everyMinutes < 1 || everyMinutes > 1_440) {
      throw new IllegalArgumentException("every must be 1 to 1440 minutes, not " + everyMinutes);
    }
  }

  @Override
  public double[] compute(Columns columns) {
    double[] values = columns.get(column);
    Bars bars = columns.bars();
    long[] start = bars.startMillis();
    long length = bars.timeframe().duration().toMillis();
    long every = Duration.ofMinutes(everyMinutes).toMillis();
    double[] sampled = new double[bars.size()];
    for (int i = 0; i < sampled.length; i++) {
      boolean due = Math.floorMod(start[i] + length, DAY_MILLIS) % every == 0;
      sampled[i] = due ? values[i] : Double.NaN;
    }
    return sampled;
  }
}
