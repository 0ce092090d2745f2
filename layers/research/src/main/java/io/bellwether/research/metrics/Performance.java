package io.bellwether.research.metrics;

import java.util.OptionalDouble;

/**
 * The metrics of a run. Fractions, not percent: 0.05 is 5 %. What is not defined (fewer than two
 * returns, a zero denominator, a return on an equity of 0 or less) is empty, never NaN.
 *
 * <p>The definition of each number stands in {@link Metric}, beside its name.
 *
 * @param capital the equity before the first bar
 * @param finalEquity the equity at the end of the last session
 * @param totalReturn final / capital - 1
 * @param cagr the compound annual growth rate
 * @param calmar growth over the drawdown on daily equity
 * @param returns the distribution of daily returns
 * @param drawdowns how deep and how long below its highs
 * @param tradeStatistics what the closed trades say
 * @param activity exposure, turnover and costs
 * @param comparison beside buying and holding the benchmark
 */
public record Performance(
    double capital,
    double finalEquity,
    double totalReturn,
    OptionalDouble cagr,
    OptionalDouble calmar,
    ReturnStatistics returns,
    DrawdownStatistics drawdowns,
    TradeStatistics tradeStatistics,
    ActivityStatistics activity,
    Comparison comparison) {

  /** Computes all metrics of a run. */
  public static Performance of(Track track) {
    double[] returns = Returns.daily(track.capital(), track.daily());
    double last = track.lastEquity();
    OptionalDouble cagr = DailyRatios.cagr(last / track.capital(), track.days());
    DrawdownStatistics drawdowns = DrawdownStatistics.of(track);
    TradeStatistics trades = TradeStatistics.of(track);
    return new Performance(
        track.capital(),
        last,
        last / track.capital() - 1,
        cagr,
        DailyRatios.calmar(cagr, drawdowns.maxDaily()),
        ReturnStatistics.of(returns, track.conventions()),
        drawdowns,
        trades,
        ActivityStatistics.of(track, trades.fees()),
        Comparison.of(returns, track.benchmark(), track.conventions()));
  }

  /** Annualised, sample standard deviation. */
  public OptionalDouble sharpe() {
    return returns.sharpe();
  }

  /** Annualised, downside over all days. */
  public OptionalDouble sortino() {
    return returns.sortino();
  }

  /** Annualised, against buying and holding the benchmark. */
  public OptionalDouble informationRatio() {
    return comparison.informationRatio();
  }

  /** 0 or negative, on the equity at the end of each session. */
  public double maxDrawdownDaily() {
    return drawdowns.maxDaily();
  }

  /** 0 or negative, on the equity at each bar's close. */
  public double maxDrawdownBars() {
    return drawdowns.maxBars();
  }

  /** Closed trades, one per exit fill. */
  public int trades() {
    return tradeStatistics.total();
  }

  /** Wins / trades. */
  public OptionalDouble winRate() {
    return tradeStatistics.winRate();
  }

  /** Sum of wins / |sum of losses|. */
  public OptionalDouble profitFactor() {
    return tradeStatistics.profitFactor();
  }

  /** In money. */
  public OptionalDouble averageWin() {
    return tradeStatistics.averageWin();
  }

  /** In money, negative. */
  public OptionalDouble averageLoss() {
    return tradeStatistics.averageLoss();
  }

  /** Bars with a position / bars. */
  public OptionalDouble timeInMarket() {
    return activity.timeInMarket();
  }

  /** In money, of trades and of open positions. */
  public double feesPaid() {
    return activity.feesPaid();
  }
}
