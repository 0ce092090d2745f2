package io.bellwether.research.metrics;

import io.bellwether.trading.ledger.Trade;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * How much was invested, how often it was turned over and what that cost. The formulas stand in
 * {@link Metric}.
 *
 * @param timeInMarket bars with a position / bars
 * @param averageExposure mean share of the equity that was invested, more than 1 with leverage
 * @param turnover value traded over mean daily equity, a year
 * @param feesPaid in money, of trades and of open positions
 * @param slippagePaid in money, if the run knows it
 */
public record ActivityStatistics(
    OptionalDouble timeInMarket,
    OptionalDouble averageExposure,
    OptionalDouble turnover,
    double feesPaid,
    OptionalDouble slippagePaid) {

  static ActivityStatistics of(Track track, double closedFees) {
    EquityCurve bars = track.bars();
    return new ActivityStatistics(
        Returns.quotient(bars.barsInMarket(), bars.size()),
        exposure(bars),
        turnover(track),
        closedFees + track.openFees(),
        track.slippagePaid());
  }

  private static OptionalDouble exposure(EquityCurve bars) {
    double sum = 0;
    for (int i = 0; i < bars.size(); i++) {
      double equity = bars.equity()[i];
      sum += Math.abs(equity - bars.cash()[i]) / equity;
    }
    boolean lost = Arrays.stream(bars.equity()).anyMatch(equity -> equity <= 0);
    return lost ? OptionalDouble.empty() : Returns.quotient(sum, bars.size());
  }

  private static OptionalDouble turnover(Track track) {
    double traded = track.openEntryValue();
    for (Trade trade : track.trades()) {
      double prices = trade.entryPrice().doubleValue() + trade.exitPrice().doubleValue();
      traded += trade.quantity().doubleValue() * prices;
    }
    double[] daily = track.daily().stream().mapToDouble(DailyEquity::equity).toArray();
    return DailyRatios.turnover(traded, daily, track.days());
  }
}
