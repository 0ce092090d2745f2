package io.bellwether.workbench.market;

import io.bellwether.market.Timeframe;
import java.time.LocalDate;

/**
 * What to simulate.
 *
 * @param seed names the run: the same settings give the same bars, bit for bit, on any machine
 * @param timeframe of the bars, less than a day
 * @param from the first date of the range, inclusive
 * @param to the last date, inclusive
 * @param warmUpSessions how many sessions of bars to put before the range, for indicators
 */
public record SimulationSettings(
    long seed, Timeframe timeframe, LocalDate from, LocalDate to, int warmUpSessions) {
  private static final Timeframe FIVE_MINUTES = new Timeframe(5);
  private static final int WARM_UP = 260;

  public SimulationSettings {
    if (timeframe.isDaily()) {
      throw new IllegalArgumentException(
          "the simulated market makes intraday bars; aggregate them to get daily ones");
    }
    if (to.isBefore(from)) {
      throw new IllegalArgumentException("the range ends on " + to + ", before it starts: " + from);
    }
    if (warmUpSessions < 0) {
      throw new IllegalArgumentException(
          "the number of warm-up sessions must not be negative: " + warmUpSessions);
    }
  }

  /** Five-minute bars after a year of warm-up. */
  public static SimulationSettings of(long seed, LocalDate from, LocalDate to) {
    return new SimulationSettings(seed, FIVE_MINUTES, from, to, WARM_UP);
  }

  /** The same with another number of sessions before the range; the bars are others then. */
  public SimulationSettings withWarmUp(int sessions) {
    return new SimulationSettings(seed, timeframe, from, to, sessions);
  }
}
