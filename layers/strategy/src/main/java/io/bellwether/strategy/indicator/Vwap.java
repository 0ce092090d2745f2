package io.bellwether.strategy.indicator;

import io.bellwether.market.Timeframe;
import java.time.Instant;
import java.time.ZoneId;

/**
 * The volume-weighted average of typical prices since the open of the session, this bar included.
 * Undefined while no volume has been traded; an undefined price or volume leaves the rest of its
 * session undefined.
 *
 * <p>A session begins with the first bar of a date in {@code zone}: bars of equities lie in the
 * regular session, so its open is the first bar in New York's date; a crypto session begins at 00:00
 * UTC.
 *
 * @param zone the zone whose midnight separates sessions
 */
public record Vwap(ZoneId zone) implements Indicator {
  /**
   * The VWAP that suits a timeframe: anchored to the session within a day, rolling over {@code
   * period} bars from a day on.
   */
  public static Indicator of(Timeframe timeframe, ZoneId zone, int period) {
    return timeframe.isDaily() ? new RollingVwap(period) : new Vwap(zone);
  }

  @Override
  public double[] compute(Columns columns) {
    double[] price = columns.get(Source.TYPICAL);
    double[] volume = columns.bars().volume();
    long[] start = columns.bars().startMillis();
    double[] vwap = new double[price.length];
    double traded = 0;
    double total = 0;
    long nextSession = Long.MIN_VALUE;
    for (int i = 0; i < vwap.length; i++) {
      if (start[i] >= nextSession) {
        nextSession = midnightAfter(start[i]);
        traded = 0;
        total = 0;
      }
      traded += price[i] * volume[i];
      total += volume[i];
      vwap[i] = total > 0 ? traded / total : Double.NaN;
    }
    return vwap;
  }

  private long midnightAfter(long millis) {
    return Instant.ofEpochMilli(millis)
        .atZone(zone)
        .toLocalDate()
        .plusDays(1)
        .atStartOfDay(zone)
        .toInstant()
        .toEpochMilli();
  }
}
