package io.bellwether.trading.cost;

import io.bellwether.market.Bars;
import java.util.Arrays;

/**
 * The market conditions before each day of a series, point in time: those of a day are computed of
 * the {@value #SESSIONS} sessions before it, or as many as there are, and of nothing later.
 *
 * <ul>
 *   <li>Average daily volume: the mean of the sessions' volumes.
 *   <li>Daily volatility: the sample standard deviation of the logarithmic returns from close to
 *       close.
 *   <li>Spread: the estimator of F. Abdi and A. Ranaldo, A simple estimation of bid-ask spreads from
 *       daily close, high, and low prices, Review of Financial Studies 30 (2017), two-day corrected:
 *       the mean over pairs of days of {@code sqrt(max(0, 4 (c_t - m_t) (c_t - m_t+1)))}, where c is
 *       the logarithm of the close and m the mean of the logarithms of high and low. It is meant for
 *       thinly traded shares. Where the spread is small against the day's range, as for large
 *       exchange-traded funds, it mostly measures noise, far above the quoted spread.
 * </ul>
 *
 * <p>Conditions need at least {@value #FEWEST} sessions before; with fewer they are unknown.
 * Immutable.
 */
public final class DailyConditions {
  /** How many sessions are looked at. */
  public static final int SESSIONS = 20;

  /** With fewer sessions before it, a day's conditions are unknown. */
  public static final int FEWEST = 5;

  private final int[] days;
  private final MarketConditions[] before;

  private DailyConditions(int[] days, MarketConditions[] before) {
    this.days = days;
    this.before = before;
  }

  /**
   * The conditions of bars without splits, or adjusted for them.
   *
   * @param bars of any timeframe
   * @param epochDays the day of each bar, ascending; as many as there are bars or more
   */
  public static DailyConditions of(Bars bars, int[] epochDays) {
    return of(bars, epochDays, new Splits(new int[0], new double[0]));
  }

  /**
   * The conditions of raw bars. Splits count from the day they take effect, so that a day's volume
   * is in that day's shares.
   *
   * @param bars of any timeframe, as traded
   * @param epochDays the day of each bar, ascending; as many as there are bars or more
   * @param splits those that took effect
   */
  public static DailyConditions of(Bars bars, int[] epochDays, Splits splits) {
    Sessions sessions = new Sessions(bars, epochDays, splits);
    MarketConditions[] before = new MarketConditions[sessions.count];
    for (int s = 0; s < before.length; s++) {
      before[s] = s < FEWEST ? MarketConditions.UNKNOWN : sessions.between(Math.max(0, s - SESSIONS), s);
    }
    return new DailyConditions(Arrays.copyOf(sessions.days, sessions.count), before);
  }

  /**
   * The conditions before a day.
   *
   * @param epochDay a day with bars
   * @throws IllegalArgumentException if the series has no bar on that day
   */
  public MarketConditions before(int epochDay) {
    int session = Arrays.binarySearch(days, epochDay);
    if (session < 0) {
      throw new IllegalArgumentException(
          "no bar on " + java.time.LocalDate.ofEpochDay(epochDay) + ", no conditions before it");
    }
    return before[session];
  }

  static MarketConditions requireKnown(MarketConditions conditions) {
    if (!conditions.isKnown()) {
      throw new IllegalArgumentException(
          "this slippage needs volume, volatility and spread of "
              + FEWEST
              + " sessions before the fill: begin later, or give earlier bars");
    }
    return conditions;
  }

  /**
   * Splits of one symbol.
   *
   * @param epochDays the days they take effect, ascending
   * @param ratios new shares per old one; 2 doubles the shares
   */
  public record Splits(int[] epochDays, double[] ratios) {
    public Splits {
      if (epochDays.length != ratios.length) {
        throw new IllegalArgumentException(
            epochDays.length + " days and " + ratios.length + " ratios of splits");
      }
      epochDays = epochDays.clone();
      ratios = ratios.clone();
    }
  }
}
