package io.bellwether.workbench.market;

import io.bellwether.market.Bars;
import io.bellwether.market.Provenance;
import io.bellwether.market.Timeframe;
import io.bellwether.market.calendar.BarGrid;
import io.bellwether.market.calendar.Session;
import io.bellwether.market.calendar.TradingCalendar;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Simulates the fund the others follow, session by session, in unrounded prices.
 *
 * <p>A session's variance is that of {@link VolatilityProcess}. A part of it comes overnight, with
 * heavy tails; the rest is spread over the session by {@link SessionShape}, with volatility
 * clusters of its own within the day, and now and then a jump. Within a bar the price is a Brownian
 * path of which only the extremes are drawn, from their exact distribution given open and close.
 */
final class IndexSimulator {
  private static final double START_PRICE = 400;
  private static final double DRIFT_PER_SESSION = 0.12 / 252;
  private static final double OVERNIGHT_SHARE = 0.35;
  private static final double LARGEST_GAP = 6;

  /** Volatility within the day: standard deviation of its logarithm, and memory per 5 minutes. */
  private static final double CLUSTER_DEVIATION = 0.28;

  private static final double CLUSTER_MEMORY = 0.92;
  private static final double CLUSTER_MINUTES = 5;

  /** A bar opens a little away from the last close: in units of the bar's deviation. */
  private static final double OPEN_GAP = 0.07;

  private static final double JUMPS_PER_SESSION = 0.03;
  private static final double JUMP_MEAN = -0.15;
  private static final double JUMP_DEVIATION = 0.6;

  private static final double SESSION_VOLUME = 42e6;
  private static final double VOLUME_PER_LOG_VOLATILITY = 0.7;
  private static final double SESSION_VOLUME_NOISE = 0.25;
  private static final double BAR_VOLUME_NOISE = 0.36;

  private final BarGrid grid;
  private final VolatilityProcess volatility;
  private final Draws path;
  private final Draws trading;
  private final SessionShape varianceShape = SessionShape.variance();
  private final SessionShape volumeShape = SessionShape.volume();
  private final Bars.Builder bars;
  private double logPrice = StrictMath.log(START_PRICE);
  private double cluster;

  IndexSimulator(
      String symbol, long seed, Timeframe timeframe, TradingCalendar calendar, Provenance source) {
    this.grid = new BarGrid(calendar, timeframe);
    this.volatility = new VolatilityProcess(new Draws(seed, "volatility"));
    this.path = new Draws(seed, "path");
    this.trading = new Draws(seed, "volume");
    this.bars = Bars.builder(symbol, timeframe, source);
  }

  Bars simulate(List<Session> sessions) {
    sessions.forEach(this::session);
    return bars.build();
  }

  private void session(Session session) {
    double deviation = volatility.daily();
    double before = logPrice;
    // What jumps take on average is given back, so that the drift is what it says.
    double drift =
        DRIFT_PER_SESSION - deviation * deviation / 2 - JUMPS_PER_SESSION * JUMP_MEAN * deviation;
    logPrice +=
        OVERNIGHT_SHARE * drift + deviation * StrictMath.sqrt(OVERNIGHT_SHARE) * overnight();

    double level = volatility.relativeLog();
    double volume =
        SESSION_VOLUME
            * StrictMath.exp(
                VOLUME_PER_LOG_VOLATILITY * level + SESSION_VOLUME_NOISE * trading.gaussian());
    int length = minutes(session.open(), session.close());
    int jumpMinute =
        path.uniform() < JUMPS_PER_SESSION ? (int) (path.uniform() * length) : Integer.MAX_VALUE;
    double jump = deviation * (JUMP_MEAN + JUMP_DEVIATION * path.gaussian());
    for (Instant start : grid.starts(session)) {
      int from = minutes(session.open(), start);
      int to = Math.min(length, from + grid.timeframe().minutes());
      double variance =
          deviation * deviation * (1 - OVERNIGHT_SHARE) * varianceShape.share(from, to, length);
      double mean =
          (1 - OVERNIGHT_SHARE) * drift * (to - from) / length
              + (from <= jumpMinute && jumpMinute < to ? jump : 0);
      bar(start, to - from, mean, variance, volume * volumeShape.share(from, to, length));
    }
    volatility.next((logPrice - before - drift) / deviation);
  }

  /** Gaps larger than any in the record are drawn anew. */
  private double overnight() {
    double gap;
    do {
      gap = path.heavyTailed();
    } while (Math.abs(gap) > LARGEST_GAP);
    return gap;
  }

  private void bar(Instant start, int minutes, double mean, double variance, double volume) {
    double memory = StrictMath.pow(CLUSTER_MEMORY, minutes / CLUSTER_MINUTES);
    cluster =
        memory * cluster
            + CLUSTER_DEVIATION * StrictMath.sqrt(1 - memory * memory) * path.gaussian();
    double deviation =
        StrictMath.sqrt(variance) * StrictMath.exp(cluster - CLUSTER_DEVIATION * CLUSTER_DEVIATION);
    double open = logPrice + OPEN_GAP * deviation * path.gaussian();
    double change = mean + deviation * path.gaussian();
    double high = open + extreme(change, deviation);
    double low = open - extreme(-change, deviation);
    logPrice = open + change;
    double activity = 0.25 * (Math.min(4, Math.abs(change) / deviation) - 0.8);
    double shares =
        volume
            * StrictMath.exp(
                activity
                    + BAR_VOLUME_NOISE * trading.gaussian()
                    - BAR_VOLUME_NOISE * BAR_VOLUME_NOISE / 2);
    bars.add(
        start.toEpochMilli(),
        StrictMath.exp(open),
        StrictMath.exp(high),
        StrictMath.exp(low),
        StrictMath.exp(logPrice),
        shares);
  }

  /**
   * How far a Brownian path rises above its start, given where it ends: (c + sqrt(c^2 - 2 s^2 ln
   * u)) / 2 (Glasserman 2003, section 6.4). The fall is drawn likewise, independently of the rise.
   */
  private double extreme(double change, double deviation) {
    double square = change * change + 2 * deviation * deviation * path.exponential();
    return (change + StrictMath.sqrt(square)) / 2;
  }

  private static int minutes(Instant from, Instant to) {
    return Math.toIntExact(Duration.between(from, to).toMinutes());
  }
}
