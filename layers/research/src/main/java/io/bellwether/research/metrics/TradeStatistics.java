package io.bellwether.research.metrics;

import io.bellwether.trading.ledger.Trade;
import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What the closed trades say. A win is a trade with pnl above 0; one with pnl 0 counts in the total
 * and is neither won nor lost. Money is summed exactly and converted once.
 */
record TradeStatistics(
    int total, int wins, int losses, BigDecimal won, BigDecimal lost, BigDecimal fees) {

  static TradeStatistics of(List<Trade> trades) {
    int wins = 0;
    int losses = 0;
    BigDecimal won = BigDecimal.ZERO;
    BigDecimal lost = BigDecimal.ZERO;
    BigDecimal fees = BigDecimal.ZERO;
    for (Trade trade : trades) {
      fees = fees.add(trade.fees());
      if (trade.pnl().signum() > 0) {
        wins++;
        won = won.add(trade.pnl());
      } else if (trade.pnl().signum() < 0) {
        losses++;
        lost = lost.add(trade.pnl());
      }
    }
    return new TradeStatistics(trades.size(), wins, losses, won, lost, fees);
  }

  OptionalDouble winRate() {
    return quotient(wins, total);
  }

  OptionalDouble profitFactor() {
    return quotient(won.doubleValue(), Math.abs(lost.doubleValue()));
  }

  OptionalDouble averageWin() {
    return quotient(won.doubleValue(), wins);
  }

  /** Negative. */
  OptionalDouble averageLoss() {
    return quotient(lost.doubleValue(), losses);
  }

  private static OptionalDouble quotient(double dividend, double divisor) {
    return divisor == 0 ? OptionalDouble.empty() : Returns.defined(dividend / divisor);
  }
}
