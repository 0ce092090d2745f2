package io.bellwether.research.metrics;

import java.util.OptionalDouble;

/**
 * The metrics by name, each with the formula that defines it. r is a session's return, the first on
 * the initial capital; rf the risk-free rate of one session; P the sessions in a year.
 */
public enum Metric {
  CAPITAL("capital", "Initial capital", Unit.MONEY, "equity before the first bar"),
  FINAL_EQUITY(
      "final_equity",
      "Final value",
      Unit.MONEY,
      "equity at the last close, open positions marked to it"),
  TOTAL_RETURN("total_return", "Total return", Unit.PERCENT, "final / initial - 1"),
  CAGR(
      "cagr",
      "Annual return (CAGR)",
      Unit.PERCENT,
      "(final / initial)^(365.25 / days) - 1, days from the first bar's start to the last's end"),
  SHARPE("sharpe", "Sharpe ratio", Unit.RATIO, "mean(r - rf) / sd(r - rf) * sqrt(P), sample sd"),
  SORTINO(
      "sortino",
      "Sortino ratio",
      Unit.RATIO,
      "mean(r - rf) / sqrt(mean(min(r - rf, 0)^2)) * sqrt(P), mean over all days"),
  INFORMATION_RATIO(
      "information_ratio",
      "Information ratio",
      Unit.RATIO,
      "mean(r - b) / sd(r - b) * sqrt(P), b = buy and hold of the main symbol"),
  MAX_DRAWDOWN_DAILY(
      "max_drawdown_daily",
      "Max drawdown, daily equity",
      Unit.PERCENT,
      "min(equity / highest so far - 1), the initial capital counts as a high"),
  MAX_DRAWDOWN_BARS(
      "max_drawdown_bars",
      "Max drawdown, bar-close equity",
      Unit.PERCENT,
      "the same, on equity at every bar's close"),
  CALMAR("calmar", "Calmar ratio", Unit.RATIO, "CAGR / |max drawdown on daily equity|"),
  TRADES("trades", "Trades", Unit.COUNT, "closed trades, one per exit fill"),
  WIN_RATE(
      "win_rate",
      "Win rate",
      Unit.PERCENT,
      "trades with pnl > 0 / all trades; pnl = 0 counts in the total only"),
  PROFIT_FACTOR("profit_factor", "Profit factor", Unit.RATIO, "sum of wins / |sum of losses|"),
  AVERAGE_WIN(
      "average_win", "Average win", Unit.MONEY, "mean pnl of trades with pnl > 0, after fees"),
  AVERAGE_LOSS(
      "average_loss", "Average loss", Unit.MONEY, "mean pnl of trades with pnl < 0, after fees"),
  TIME_IN_MARKET(
      "time_in_market",
      "Time in market",
      Unit.PERCENT,
      "bars with a position at any moment / all bars"),
  FEES_PAID(
      "fees_paid",
      "Fees paid",
      Unit.MONEY,
      "fees of all fills, both sides; slippage is in the prices");

  /** How a metric's value reads. */
  public enum Unit {
    /** In the account's currency. */
    MONEY,
    /** A fraction, shown times 100. */
    PERCENT,
    RATIO,
    COUNT
  }

  private final String key;
  private final String label;
  private final Unit unit;
  private final String formula;

  Metric(String key, String label, Unit unit, String formula) {
    this.key = key;
    this.label = label;
    this.unit = unit;
    this.formula = formula;
  }

  /** The name in JSON and CSV, in snake case. */
  public String key() {
    return key;
  }

  /** The name people read. */
  public String label() {
    return label;
  }

  public Unit unit() {
    return unit;
  }

  /** The definition, printed beside the number. */
  public String formula() {
    return formula;
  }

  /** The value; empty where it is not defined. */
  public OptionalDouble of(Performance performance) {
    return switch (this) {
      case CAPITAL -> OptionalDouble.of(performance.capital());
      case FINAL_EQUITY -> OptionalDouble.of(performance.finalEquity());
      case TOTAL_RETURN -> OptionalDouble.of(performance.totalReturn());
      case CAGR -> performance.cagr();
      case SHARPE -> performance.sharpe();
      case SORTINO -> performance.sortino();
      case INFORMATION_RATIO -> performance.informationRatio();
      case MAX_DRAWDOWN_DAILY -> OptionalDouble.of(performance.maxDrawdownDaily());
      case MAX_DRAWDOWN_BARS -> OptionalDouble.of(performance.maxDrawdownBars());
      case CALMAR -> performance.calmar();
      case TRADES -> OptionalDouble.of(performance.trades());
      case WIN_RATE -> performance.winRate();
      case PROFIT_FACTOR -> performance.profitFactor();
      case AVERAGE_WIN -> performance.averageWin();
      case AVERAGE_LOSS -> performance.averageLoss();
      case TIME_IN_MARKET -> performance.timeInMarket();
      case FEES_PAID -> OptionalDouble.of(performance.feesPaid());
    };
  }
}
