package io.bellwether.research.metrics;

import io.bellwether.trading.ledger.Trade;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What the closed trades say. A win is a trade with pnl above 0; one with pnl 0 counts in the total
 * and is neither won nor lost. Money is summed exactly and converted once. The formulas stand in
 * {@link Metric}.
 *
 * @param total closed trades, one per exit fill
 * @param winRate wins / trades
 * @param profitFactor sum of wins / |sum of losses|
 * @param averageWin in money
 * @param averageLoss in money, negative
 * @param payoffRatio average win / |average loss|
 * @param expectancy mean pnl in money
 * @param averageReturn mean of pnl over the value at entry
 * @param averageHoldingDays calendar days with fractions
 * @param averageHoldingBars bars from the entry's to the exit's, 0 within one bar
 * @param longestWinningStreak wins in a row
 * @param longestLosingStreak losses in a row
 * @param fees of both sides, of closed trades
 * @param averageRisk mean initial risk of the trades of which it is known
 * @param largestRisk the largest initial risk
 * @param capBound share of the trades with details whose size the leverage cap cut
 */
public record TradeStatistics(
    int total,
    OptionalDouble winRate,
    OptionalDouble profitFactor,
    OptionalDouble averageWin,
    OptionalDouble averageLoss,
    OptionalDouble payoffRatio,
    OptionalDouble expectancy,
    OptionalDouble averageReturn,
    OptionalDouble averageHoldingDays,
    OptionalDouble averageHoldingBars,
    OptionalDouble longestWinningStreak,
    OptionalDouble longestLosingStreak,
    double fees,
    OptionalDouble averageRisk,
    OptionalDouble largestRisk,
    OptionalDouble capBound) {
  private static final double MILLIS_PER_DAY = Duration.ofDays(1).toMillis();

  static TradeStatistics of(Track track) {
    List<Trade> trades = track.trades();
    BigDecimal won = sum(trades, 1);
    BigDecimal lost = sum(trades, -1);
    int wins = count(trades, 1);
    int losses = count(trades, -1);
    OptionalDouble averageWin = Returns.quotient(won.doubleValue(), wins);
    OptionalDouble averageLoss = Returns.quotient(lost.doubleValue(), losses);
    List<TradeDetail> details = details(track);
    double[] risks =
        details.stream()
            .map(TradeDetail::initialRisk)
            .flatMapToDouble(OptionalDouble::stream)
            .toArray();
    return new TradeStatistics(
        trades.size(),
        Returns.quotient(wins, trades.size()),
        Returns.quotient(won.doubleValue(), Math.abs(lost.doubleValue())),
        averageWin,
        averageLoss,
        averageWin.isPresent() && averageLoss.isPresent()
            ? Returns.quotient(averageWin.getAsDouble(), Math.abs(averageLoss.getAsDouble()))
            : OptionalDouble.empty(),
        Returns.quotient(won.add(lost).doubleValue(), trades.size()),
        trades.stream().mapToDouble(TradeStatistics::returnOf).average(),
        trades.stream()
            .mapToDouble(t -> Duration.between(t.entryTime(), t.exitTime()).toMillis())
            .map(millis -> millis / MILLIS_PER_DAY)
            .average(),
        holdingBars(track),
        trades.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(streak(trades, 1)),
        trades.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(streak(trades, -1)),
        trades.stream().map(Trade::fees).reduce(BigDecimal.ZERO, BigDecimal::add).doubleValue(),
        risks.length == 0 ? OptionalDouble.empty() : Returns.defined(Returns.mean(risks)),
        Arrays.stream(risks).max(),
        Returns.quotient(
            (double) details.stream().filter(TradeDetail::leverageCapBound).count(),
            details.size()));
  }

  /** A trade's return: pnl / (quantity * entry price), a fraction after fees. */
  public static double returnOf(Trade trade) {
    return trade.pnl().doubleValue()
        / (trade.quantity().doubleValue() * trade.entryPrice().doubleValue());
  }

  private static BigDecimal sum(List<Trade> trades, int sign) {
    return trades.stream()
        .map(Trade::pnl)
        .filter(pnl -> pnl.signum() == sign)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static int count(List<Trade> trades, int sign) {
    return (int) trades.stream().filter(trade -> trade.pnl().signum() == sign).count();
  }

  /** The longest run of trades of one sign, in order of exit; a trade with pnl 0 ends it. */
  private static int streak(List<Trade> trades, int sign) {
    int longest = 0;
    int current = 0;
    for (Trade trade : trades.stream().sorted(Comparator.comparing(Trade::exitTime)).toList()) {
      current = trade.pnl().signum() == sign ? current + 1 : 0;
      longest = Math.max(longest, current);
    }
    return longest;
  }

  private static OptionalDouble holdingBars(Track track) {
    if (track.bars().isEmpty()) {
      return OptionalDouble.empty();
    }
    return track.trades().stream()
        .mapToInt(
            trade ->
                track.bars().countBefore(trade.exitTime().plusMillis(1))
                    - track.bars().countBefore(trade.entryTime().plusMillis(1)))
        .average();
  }

  private static List<TradeDetail> details(Track track) {
    List<TradeDetail> details = new ArrayList<>();
    for (Trade trade : track.trades()) {
      if (track.details().containsKey(trade.id())) {
        details.add(track.details().get(trade.id()));
      }
    }
    return details;
  }
}
