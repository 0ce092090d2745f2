package io.bellwether.research.metrics;

import java.time.Duration;
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
 * @param sharpe annualised, sample standard deviation
 * @param sortino annualised, downside over all days
 * @param informationRatio annualised, against buying and holding the main symbol
 * @param maxDrawdownDaily 0 or negative, on the equity at the end of each session
 * @param maxDrawdownBars 0 or negative, on the equity at each bar's close
 * @param calmar growth over the drawdown on daily equity
 * @param trades closed trades, one per exit fill
 * @param winRate wins / trades
 * @param profitFactor sum of wins / |sum of losses|
 * @param averageWin in money
 * @param averageLoss in money, negative
 * @param timeInMarket bars with a position / bars
 * @param feesPaid in money, of trades and of open positions
 */
public record Performance(
    double capital,
    double finalEquity,
    double totalReturn,
    OptionalDouble cagr,
    OptionalDouble sharpe,
    OptionalDouble sortino,
    OptionalDouble informationRatio,
    double maxDrawdownDaily,
    double maxDrawdownBars,
    OptionalDouble calmar,
    int trades,
    OptionalDouble winRate,
    OptionalDouble profitFactor,
    OptionalDouble averageWin,
    OptionalDouble averageLoss,
    OptionalDouble timeInMarket,
    double feesPaid) {

  private static final double MILLIS_PER_DAY = Duration.ofDays(1).toMillis();

  /** Computes all metrics of a run. */
  public static Performance of(Track track) {
    double periods = track.conventions().periodsPerYear();
    double[] returns = Returns.daily(track.capital(), track.daily());
    double[] excess = Returns.minus(returns, track.conventions().riskFreePerPeriod());
    double last = track.lastEquity();
    double drawdownDaily =
        DailyRatios.maxDrawdown(
            track.capital(), track.daily().stream().mapToDouble(DailyEquity::equity).toArray());
    OptionalDouble cagr = cagr(track);
    TradeStatistics trades = TradeStatistics.of(track.trades());
    return new Performance(
        track.capital(),
        last,
        last / track.capital() - 1,
        cagr,
        Returns.meanOverDeviation(excess, periods),
        Returns.meanOverDownside(excess, periods),
        informationRatio(track, returns),
        drawdownDaily,
        DailyRatios.maxDrawdown(track.capital(), track.bars().equity()),
        DailyRatios.calmar(cagr, drawdownDaily),
        trades.total(),
        trades.winRate(),
        trades.profitFactor(),
        trades.averageWin(),
        trades.averageLoss(),
        timeInMarket(track),
        trades.fees().doubleValue() + track.openFees());
  }

  private static OptionalDouble cagr(Track track) {
    double days = Duration.between(track.from(), track.to()).toMillis() / MILLIS_PER_DAY;
    return DailyRatios.cagr(track.lastEquity() / track.capital(), days);
  }

  private static OptionalDouble informationRatio(Track track, double[] returns) {
    // Returns are empty once equity has been lost; the benchmark's are not.
    if (track.benchmark().isEmpty() || returns.length < 2) {
      return OptionalDouble.empty();
    }
    double[] active = Returns.minus(returns, track.benchmark().get().returns());
    return Returns.meanOverDeviation(active, track.conventions().periodsPerYear());
  }

  private static OptionalDouble timeInMarket(Track track) {
    if (track.bars().isEmpty()) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of((double) track.bars().barsInMarket() / track.bars().size());
  }
}
