package io.bellwether.trading.cost;

import io.bellwether.market.Bars;
import io.bellwether.market.CorporateActions.Split;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/**
 * The market conditions before each day of a series, point in time: those of a day are computed of
 * the {@value #SESSIONS} sessions before it, or as many as there are, and of nothing later.
 *
 * <ul>
 *   <li>Average daily volume: the mean of the sessions' volumes.
 *   <li>Daily volatility: the sample standard deviation of the logarithmic returns from close to
 *       close.
 *   <li>Spread: the estimator of F. Abdi and A. Ranaldo, A simple estimation of bid-ask spreads
 *       from daily close, high, and low prices, Review of Financial Studies 30 (2017), two-day
 *       corrected: the mean over pairs of days of {@code sqrt(max(0, 4 (c_t - m_t) (c_t -
 *       m_t+1)))}, where c is the logarithm of the close and m the mean of the logarithms of high
 *       and low. It is meant for thinly traded shares. Where the spread is small against the day's
 *       range, as for large exchange-traded funds, it mostly measures noise, far above the quoted
 *       spread.
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
    return of(bars, epochDays, List.of());
  }

  /**
   * The conditions of raw bars. Splits count from the day they take effect, so that a day's volume
   * is in that day's shares.
   *
   * @param bars of any timeframe, as traded
   * @param epochDays the day of each bar, ascending; as many as there are bars or more
   * @param splits of the symbol, ascending by date
   */
  public static DailyConditions of(Bars bars, int[] epochDays, List<Split> splits) {
    Sessions sessions = new Sessions(bars, epochDays, splits);
    MarketConditions[] before = new MarketConditions[sessions.count];
    for (int s = 0; s < before.length; s++) {
      before[s] =
          s < FEWEST ? MarketConditions.UNKNOWN : sessions.between(Math.max(0, s - SESSIONS), s);
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
          "no bar on " + LocalDate.ofEpochDay(epochDay) + ", no conditions before it");
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

  /** The sessions of a series, in the shares of its first day. */
  private static final class Sessions {
    private final int[] days;
    private final double[] logHigh;
    private final double[] logLow;
    private final double[] logClose;
    private final double[] volume;

    /** How many shares one of the first day has become. */
    private final double[] shares;

    private int count;

    Sessions(Bars bars, int[] epochDays, List<Split> splits) {
      days = new int[bars.size()];
      logHigh = new double[bars.size()];
      logLow = new double[bars.size()];
      logClose = new double[bars.size()];
      volume = new double[bars.size()];
      shares = new double[bars.size()];
      int taken = 0;
      double factor = 1;
      for (int first = 0; first < bars.size(); ) {
        int end = first + 1;
        while (end < bars.size() && epochDays[end] == epochDays[first]) {
          end++;
        }
        for (; taken < splits.size() && day(splits.get(taken)) <= epochDays[first]; taken++) {
          boolean within = count > 0 && day(splits.get(taken)) > days[count - 1];
          factor *= within ? splits.get(taken).newSharesPerOld() : 1;
        }
        add(bars, first, end, epochDays[first], factor);
        first = end;
      }
    }

    private static long day(Split split) {
      return split.exDate().toEpochDay();
    }

    private void add(Bars bars, int first, int end, int day, double factor) {
      double high = 0;
      double low = Double.POSITIVE_INFINITY;
      double traded = 0;
      for (int i = first; i < end; i++) {
        high = Math.max(high, bars.high()[i]);
        low = Math.min(low, bars.low()[i]);
        traded += bars.volume()[i];
      }
      days[count] = day;
      logHigh[count] = Math.log(high * factor);
      logLow[count] = Math.log(low * factor);
      logClose[count] = Math.log(bars.close()[end - 1] * factor);
      volume[count] = traded / factor;
      shares[count] = factor;
      count++;
    }

    /**
     * The conditions of the sessions from {@code first} to before {@code end}, as of the latter.
     */
    MarketConditions between(int first, int end) {
      double traded = 0;
      for (int s = first; s < end; s++) {
        traded += volume[s];
      }
      double perDay = traded / (end - first) * shares[end];
      return perDay > 0
          ? new MarketConditions(perDay, volatility(first, end), spread(first, end))
          : MarketConditions.UNKNOWN;
    }

    private double volatility(int first, int end) {
      int returns = end - first - 1;
      double mean = (logClose[end - 1] - logClose[first]) / returns;
      double squares = 0;
      for (int s = first + 1; s < end; s++) {
        double off = logClose[s] - logClose[s - 1] - mean;
        squares += off * off;
      }
      return Math.sqrt(squares / (returns - 1));
    }

    private double spread(int first, int end) {
      double sum = 0;
      for (int s = first; s + 1 < end; s++) {
        double product = (logClose[s] - middle(s)) * (logClose[s] - middle(s + 1));
        sum += Math.sqrt(Math.max(0, 4 * product));
      }
      return sum / (end - first - 1);
    }

    private double middle(int session) {
      return (logHigh[session] + logLow[session]) / 2;
    }
  }
}
