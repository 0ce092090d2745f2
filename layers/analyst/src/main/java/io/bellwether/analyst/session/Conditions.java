package io.bellwether.analyst.session;

import io.bellwether.market.Bars;
import io.bellwether.strategy.indicator.Atr;
import io.bellwether.strategy.indicator.Columns;
import io.bellwether.strategy.indicator.Indicator;
import io.bellwether.strategy.indicator.Rsi;
import io.bellwether.strategy.indicator.StandardDeviation;
import io.bellwether.strategy.indicator.TrueRange;
import io.bellwether.trading.analysis.MarketCondition;
import io.bellwether.trading.analysis.MarketCondition.Trend;
import io.bellwether.trading.analysis.MarketCondition.Volatility;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * The market's condition at each close, from the daily bars up to it alone.
 *
 * <ul>
 *   <li>Trend: bull if the close is not below the mean of the last {@value #TREND_SESSIONS} closes,
 *       of all closes while there are fewer.
 *   <li>Volatility: the standard deviation of the last {@value #VOLATILITY_SESSIONS} logarithmic
 *       returns; its percentile is the share of the sessions before whose volatility was less,
 *       those equal counting half. High is more than one half. While there are fewer returns, or no
 *       session to compare with, the percentile is one half.
 *   <li>RSI and ATR: Wilder's, of {@value #WILDER_SESSIONS} sessions; while there are fewer, 50 and
 *       the mean true range so far.
 *   <li>Volume ratio: to the mean of the last {@value #VOLUME_SESSIONS} sessions before, or of as
 *       many as there are.
 * </ul>
 *
 * Whatever a hole in the prices leaves undefined has its neutral value, so that every figure is
 * finite.
 */
final class Conditions {
  static final int TREND_SESSIONS = 200;
  static final int VOLATILITY_SESSIONS = 20;
  static final int WILDER_SESSIONS = 14;
  static final int VOLUME_SESSIONS = 20;

  private static final double NEUTRAL_PERCENTILE = 0.5;
  private static final double NEUTRAL_RSI = 50;

  private final DailyBars days;
  private final Map<LocalDate, Double> vix;
  private final double[] volatility;
  private final double[] rsi;
  private final double[] atr;
  private final double[] trueRange;

  /**
   * The conditions of a market.
   *
   * @param vix closes of the VIX by date
   */
  Conditions(DailyBars days, Map<LocalDate, Double> vix) {
    this.days = days;
    this.vix = Map.copyOf(vix);
    Columns columns = new Columns(days.bars());
    this.volatility = columns.get(new StandardDeviation(new LogReturn(), VOLATILITY_SESSIONS));
    this.rsi = columns.get(new Rsi(WILDER_SESSIONS));
    this.atr = columns.get(new Atr(WILDER_SESSIONS));
    this.trueRange = columns.get(new TrueRange());
  }

  /** The logarithm of a close over the one before. */
  private record LogReturn() implements Indicator {
    @Override
    public double[] compute(Columns columns) {
      Bars bars = columns.bars();
      double[] returns = new double[bars.size()];
      for (int i = 0; i < returns.length; i++) {
        returns[i] = i == 0 ? Double.NaN : Math.log(bars.close()[i] / bars.close()[i - 1]);
      }
      return returns;
    }
  }

  /** The condition at the close of day {@code t}. */
  MarketCondition at(int t) {
    Bars bars = days.bars();
    double percentile = volatilityPercentile(t);
    return new MarketCondition(
        trend(t),
        percentile > NEUTRAL_PERCENTILE ? Volatility.HIGH : Volatility.LOW,
        percentile,
        orElse(rsi[t], NEUTRAL_RSI),
        orElse(averageTrueRange(t) / bars.close()[t], 0),
        volumeRatio(t),
        t == 0 ? 0 : orElse(bars.open()[t] / bars.close()[t - 1] - 1, 0),
        t == 0 ? 0 : orElse(bars.close()[t] / bars.close()[t - 1] - 1, 0),
        Optional.ofNullable(vix.get(days.dates().get(t))));
  }

  private Trend trend(int t) {
    double[] close = days.bars().close();
    return close[t] < mean(close, Math.max(0, t + 1 - TREND_SESSIONS), t + 1)
        ? Trend.BEAR
        : Trend.BULL;
  }

  private double volatilityPercentile(int t) {
    if (Double.isNaN(volatility[t])) {
      return NEUTRAL_PERCENTILE;
    }
    int less = 0;
    int equal = 0;
    int all = 0;
    for (int i = 0; i < t; i++) {
      all += Double.isNaN(volatility[i]) ? 0 : 1;
      less += volatility[i] < volatility[t] ? 1 : 0;
      equal += volatility[i] == volatility[t] ? 1 : 0;
    }
    return all == 0 ? NEUTRAL_PERCENTILE : (less + 0.5 * equal) / all;
  }

  private double averageTrueRange(int t) {
    return t < WILDER_SESSIONS ? mean(trueRange, 0, t + 1) : atr[t];
  }

  private Optional<Double> volumeRatio(int t) {
    double[] volume = days.bars().volume();
    double ratio = volume[t] / mean(volume, Math.max(0, t - VOLUME_SESSIONS), t);
    return ratio > 0 && Double.isFinite(ratio) ? Optional.of(ratio) : Optional.empty();
  }

  /** The mean of the values of {@code [from, to)} that are finite; NaN without any. */
  private static double mean(double[] values, int from, int to) {
    double sum = 0;
    int count = 0;
    for (int i = from; i < to; i++) {
      if (Double.isFinite(values[i])) {
        sum += values[i];
        count++;
      }
    }
    return sum / count;
  }

  private static double orElse(double value, double neutral) {
    return Double.isFinite(value) ? value : neutral;
  }
}
