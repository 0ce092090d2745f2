package io.bellwether.research.sweep;

import io.bellwether.research.engine.BacktestResult;
import io.bellwether.research.engine.MarketData;
import io.bellwether.research.metrics.DailyRatios;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * What a sweep keeps of a run. Fractions, not percent. Thousands of these are held at a time, so
 * what is not defined is NaN here, and an empty cell in tables.
 *
 * <p>The definitions are those of {@link io.bellwether.research.metrics.Metric}, on daily equity
 * from the first bar decided on.
 *
 * @param finalEquity cash and positions at the last close
 * @param totalReturn final equity / capital - 1
 * @param cagr the compound annual growth rate
 * @param sharpe annualised
 * @param sortino annualised
 * @param calmar CAGR / |max drawdown|
 * @param maxDrawdown 0 or negative, on daily equity
 * @param trades closed trades
 * @param winRate trades with pnl above 0 / trades
 * @param profitFactor sum of wins / |sum of losses|
 * @param exposure bars with a position at any moment / bars
 * @param turnover the worth of all fills / mean daily equity, per year
 * @param fees of all fills
 * @param refusedEntries entries that the risk profile refused
 * @param skippedEntries entries that were too small to order or could not be paid
 */
public record TrialMetrics(
    double finalEquity,
    double totalReturn,
    double cagr,
    double sharpe,
    double sortino,
    double calmar,
    double maxDrawdown,
    int trades,
    double winRate,
    double profitFactor,
    double exposure,
    double turnover,
    double fees,
    int refusedEntries,
    int skippedEntries) {
  private static final double MILLIS_PER_DAY = 86_400_000;

  /** Of a run that recorded its days at least. */
  public static TrialMetrics of(BacktestResult result) {
    double capital = result.settings().capital();
    double[] equity = days(result);
    double last = result.finalEquity();
    double days = calendarDays(result);
    DailyRatios ratios = DailyRatios.of(capital, equity, result.data().conventions());
    OptionalDouble cagr = DailyRatios.cagr(last / capital, days);
    int bars = result.data().size() - firstBar(result);
    return new TrialMetrics(
        last,
        last / capital - 1,
        orNaN(cagr),
        orNaN(ratios.sharpe()),
        orNaN(ratios.sortino()),
        orNaN(DailyRatios.calmar(cagr, ratios.maxDrawdown())),
        ratios.maxDrawdown(),
        result.tradeCount(),
        quotient(result.wins(), result.tradeCount()),
        quotient(result.gains(), result.losses()),
        quotient(result.barsInMarket(), bars),
        orNaN(DailyRatios.turnover(result.traded(), equity, days)),
        result.fees(),
        result.refusedEntries(),
        result.skippedEntries());
  }

  /**
   * The daily returns of a run from its first day on, the first on the capital. After all is lost
   * they are 0.
   */
  public static double[] dailyReturns(BacktestResult result) {
    double[] equity = days(result);
    double[] returns = new double[equity.length];
    double previous = result.settings().capital();
    for (int i = 0; i < returns.length && previous > 0; i++) {
      returns[i] = equity[i] / previous - 1;
      previous = equity[i];
    }
    return returns;
  }

  private static double[] days(BacktestResult result) {
    int[] ends = result.data().dayEnds();
    int first = 0;
    while (first < ends.length && ends[first] < firstBar(result)) {
      first++;
    }
    return Arrays.copyOfRange(result.dailyEquity(), first, ends.length);
  }

  private static int firstBar(BacktestResult result) {
    return Math.min(result.settings().firstBar(), result.data().size());
  }

  /** From the start of the first bar decided on to the end of the last bar. */
  private static double calendarDays(BacktestResult result) {
    MarketData data = result.data();
    int first = firstBar(result);
    if (first == data.size()) {
      return 0;
    }
    long start = data.series().main().startMillis()[first];
    return (data.end().toEpochMilli() - start) / MILLIS_PER_DAY;
  }

  private static double quotient(double dividend, double divisor) {
    double quotient = dividend / divisor;
    return Double.isFinite(quotient) ? quotient : Double.NaN;
  }

  private static double orNaN(OptionalDouble value) {
    return value.orElse(Double.NaN);
  }
}
