package io.bellwether.research.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * The metrics by name, each with the formula that defines it and what it takes to be defined. r is
 * a session's return, the first on the initial capital; b the benchmark's; rf the risk-free rate of
 * one session; P the sessions in a year; sd the sample standard deviation.
 */
public enum Metric {
  CAPITAL(
      Group.RETURN,
      "capital",
      "Initial capital",
      Unit.MONEY,
      "equity before the first bar",
      "",
      p -> OptionalDouble.of(p.capital())),
  FINAL_EQUITY(
      Group.RETURN,
      "final_equity",
      "Final value",
      Unit.MONEY,
      "equity at the last close, open positions marked to it",
      "",
      p -> OptionalDouble.of(p.finalEquity())),
  TOTAL_RETURN(
      Group.RETURN,
      "total_return",
      "Total return",
      Unit.PERCENT,
      "final / initial - 1",
      "",
      p -> OptionalDouble.of(p.totalReturn())),
  CAGR(
      Group.RETURN,
      "cagr",
      "Annual return (CAGR)",
      Unit.PERCENT,
      "(final / initial)^(365.25 / days) - 1, days from the first bar's start to the last's end",
      "needs a final value above 0",
      p -> p.cagr()),
  SHARPE(
      Group.RETURN,
      "sharpe",
      "Sharpe ratio",
      Unit.RATIO,
      "mean(r - rf) / sd(r - rf) * sqrt(P), sample sd",
      Needs.TWO_RETURNS,
      p -> p.returns().sharpe()),
  SORTINO(
      Group.RETURN,
      "sortino",
      "Sortino ratio",
      Unit.RATIO,
      "mean(r - rf) / sqrt(mean(min(r - rf, 0)^2)) * sqrt(P), mean over all days",
      "needs two returns, one of them below the risk-free rate",
      p -> p.returns().sortino()),
  CALMAR(
      Group.RETURN,
      "calmar",
      "Calmar ratio",
      Unit.RATIO,
      "CAGR / |max drawdown on daily equity|",
      Needs.DRAWDOWN,
      p -> p.calmar()),
  VOLATILITY(
      Group.RISK,
      "volatility",
      "Volatility",
      Unit.PERCENT,
      "sd(r) * sqrt(P)",
      "needs two returns",
      p -> p.returns().volatility()),
  MAX_DRAWDOWN_DAILY(
      Group.RISK,
      "max_drawdown_daily",
      "Max drawdown, daily equity",
      Unit.PERCENT,
      "min(equity / highest so far - 1), the initial capital counts as a high",
      "",
      p -> OptionalDouble.of(p.drawdowns().maxDaily())),
  MAX_DRAWDOWN_BARS(
      Group.RISK,
      "max_drawdown_bars",
      "Max drawdown, bar-close equity",
      Unit.PERCENT,
      "the same, on equity at every bar's close",
      "",
      p -> OptionalDouble.of(p.drawdowns().maxBars())),
  LONGEST_UNDER_WATER(
      Group.RISK,
      "longest_under_water_days",
      "Longest time under water",
      Unit.DAYS,
      "calendar days from a high to the first session at or above it again, or to the last session",
      "needs a session",
      p -> p.drawdowns().longestDays()),
  ULCER_INDEX(
      Group.RISK,
      "ulcer_index",
      "Ulcer index",
      Unit.PERCENT,
      "sqrt(mean(drawdown^2)) over all sessions (Martin and McCann)",
      "needs two returns",
      p -> p.drawdowns().ulcerIndex()),
  RECOVERY_FACTOR(
      Group.RISK,
      "recovery_factor",
      "Recovery factor",
      Unit.RATIO,
      "total return / |max drawdown on daily equity|",
      Needs.DRAWDOWN,
      p -> p.drawdowns().recoveryFactor()),
  VALUE_AT_RISK(
      Group.RISK,
      "value_at_risk_95",
      "Value at risk, 95 %, one day",
      Unit.PERCENT,
      "5 % quantile of r as it happened, interpolated linearly",
      Needs.TWENTY_RETURNS,
      p -> p.returns().valueAtRisk()),
  CONDITIONAL_VALUE_AT_RISK(
      Group.RISK,
      "conditional_value_at_risk_95",
      "Expected shortfall (CVaR), 95 %",
      Unit.PERCENT,
      "mean of the r at or below the value at risk",
      Needs.TWENTY_RETURNS,
      p -> p.returns().conditionalValueAtRisk()),
  SKEWNESS(
      Group.RISK,
      "skewness",
      "Skewness",
      Unit.RATIO,
      "n / ((n-1)(n-2)) * sum(((r - mean) / sd)^3)",
      "needs three returns that differ",
      p -> p.returns().skewness()),
  EXCESS_KURTOSIS(
      Group.RISK,
      "excess_kurtosis",
      "Excess kurtosis",
      Unit.RATIO,
      "n(n+1) / ((n-1)(n-2)(n-3)) * sum(((r - mean) / sd)^4) - 3(n-1)^2 / ((n-2)(n-3))",
      "needs four returns that differ",
      p -> p.returns().excessKurtosis()),
  BEST_DAY(
      Group.RISK,
      "best_day",
      "Best day",
      Unit.PERCENT,
      "max(r)",
      Needs.RETURN,
      p -> p.returns().bestDay()),
  WORST_DAY(
      Group.RISK,
      "worst_day",
      "Worst day",
      Unit.PERCENT,
      "min(r)",
      Needs.RETURN,
      p -> p.returns().worstDay()),
  WINNING_DAYS(
      Group.RISK,
      "winning_days",
      "Winning days",
      Unit.PERCENT,
      "days with r > 0 / days with r other than 0",
      "needs a day with a return other than 0",
      p -> p.returns().winningDays()),
  TRADES(
      Group.TRADES,
      "trades",
      "Trades",
      Unit.COUNT,
      "closed trades, one per exit fill",
      "",
      p -> OptionalDouble.of(p.tradeStatistics().total())),
  WIN_RATE(
      Group.TRADES,
      "win_rate",
      "Win rate",
      Unit.PERCENT,
      "trades with pnl > 0 / all trades; pnl = 0 counts in the total only",
      Needs.TRADE,
      p -> p.tradeStatistics().winRate()),
  PROFIT_FACTOR(
      Group.TRADES,
      "profit_factor",
      "Profit factor",
      Unit.RATIO,
      "sum of wins / |sum of losses|",
      Needs.LOSS,
      p -> p.tradeStatistics().profitFactor()),
  AVERAGE_WIN(
      Group.TRADES,
      "average_win",
      "Average win",
      Unit.MONEY,
      "mean pnl of trades with pnl > 0, after fees",
      "needs a trade with pnl > 0",
      p -> p.tradeStatistics().averageWin()),
  AVERAGE_LOSS(
      Group.TRADES,
      "average_loss",
      "Average loss",
      Unit.MONEY,
      "mean pnl of trades with pnl < 0, after fees",
      Needs.LOSS,
      p -> p.tradeStatistics().averageLoss()),
  PAYOFF_RATIO(
      Group.TRADES,
      "payoff_ratio",
      "Payoff ratio",
      Unit.RATIO,
      "average win / |average loss|",
      "needs a trade with pnl > 0 and one with pnl < 0",
      p -> p.tradeStatistics().payoffRatio()),
  EXPECTANCY(
      Group.TRADES,
      "expectancy",
      "Expectancy",
      Unit.MONEY,
      "mean pnl of all trades, after fees",
      Needs.TRADE,
      p -> p.tradeStatistics().expectancy()),
  AVERAGE_TRADE(
      Group.TRADES,
      "average_trade_return",
      "Average trade",
      Unit.PERCENT,
      "mean of pnl / (quantity * entry price)",
      Needs.TRADE,
      p -> p.tradeStatistics().averageReturn()),
  AVERAGE_HOLDING_DAYS(
      Group.TRADES,
      "average_holding_days",
      "Average holding time",
      Unit.FRACTIONAL_DAYS,
      "mean of exit time - entry time, calendar days",
      Needs.TRADE,
      p -> p.tradeStatistics().averageHoldingDays()),
  AVERAGE_HOLDING_BARS(
      Group.TRADES,
      "average_holding_bars",
      "Average holding, bars",
      Unit.RATIO,
      "mean number of bars from the entry's to the exit's, 0 within one bar",
      Needs.TRADE,
      p -> p.tradeStatistics().averageHoldingBars()),
  LONGEST_WINNING_STREAK(
      Group.TRADES,
      "longest_winning_streak",
      "Longest winning streak",
      Unit.COUNT,
      "most trades with pnl > 0 in a row, in order of exit; pnl = 0 ends it",
      Needs.TRADE,
      p -> p.tradeStatistics().longestWinningStreak()),
  LONGEST_LOSING_STREAK(
      Group.TRADES,
      "longest_losing_streak",
      "Longest losing streak",
      Unit.COUNT,
      "most trades with pnl < 0 in a row, in order of exit; pnl = 0 ends it",
      Needs.TRADE,
      p -> p.tradeStatistics().longestLosingStreak()),
  AVERAGE_RISK(
      Group.TRADES,
      "average_initial_risk",
      "Risk per trade, average",
      Unit.PERCENT,
      "mean of initial stop distance * quantity / equity at entry",
      Needs.RISK,
      p -> p.tradeStatistics().averageRisk()),
  LARGEST_RISK(
      Group.TRADES,
      "largest_initial_risk",
      "Risk per trade, largest",
      Unit.PERCENT,
      "max of initial stop distance * quantity / equity at entry",
      Needs.RISK,
      p -> p.tradeStatistics().largestRisk()),
  LEVERAGE_CAP_BOUND(
      Group.TRADES,
      "leverage_cap_bound",
      "Leverage cap bound",
      Unit.PERCENT,
      "trades whose size the leverage cap cut / trades of which that is known",
      Needs.RISK,
      p -> p.tradeStatistics().capBound()),
  TIME_IN_MARKET(
      Group.ACTIVITY,
      "time_in_market",
      "Time in market",
      Unit.PERCENT,
      "bars with a position at any moment / all bars",
      "needs a bar",
      p -> p.activity().timeInMarket()),
  AVERAGE_EXPOSURE(
      Group.ACTIVITY,
      "average_exposure",
      "Average exposure",
      Unit.PERCENT,
      "mean of |equity - cash| / equity over all bars",
      "needs a bar, and equity above 0 at every one",
      p -> p.activity().averageExposure()),
  TURNOVER(
      Group.ACTIVITY,
      "turnover",
      "Turnover a year",
      Unit.PERCENT,
      "value of all fills / mean daily equity / years",
      "needs a bar",
      p -> p.activity().turnover()),
  FEES_PAID(
      Group.ACTIVITY,
      "fees_paid",
      "Fees paid",
      Unit.MONEY,
      "fees of all fills, both sides; slippage is in the prices",
      "",
      p -> OptionalDouble.of(p.activity().feesPaid())),
  SLIPPAGE_PAID(
      Group.ACTIVITY,
      "slippage_paid",
      "Slippage paid",
      Unit.MONEY,
      "sum over fills of |fill price - price before slippage| * quantity",
      "this run does not know its fills' prices before slippage",
      p -> p.activity().slippagePaid()),
  BENCHMARK_RETURN(
      Group.BENCHMARK,
      "benchmark_return",
      "Benchmark's return",
      Unit.PERCENT,
      "last close / first open - 1, bought and held",
      Needs.BENCHMARK,
      p -> p.comparison().benchmarkReturn()),
  INFORMATION_RATIO(
      Group.BENCHMARK,
      "information_ratio",
      "Information ratio",
      Unit.RATIO,
      "mean(r - b) / sd(r - b) * sqrt(P), b = buy and hold of the benchmark",
      Needs.BENCHMARK,
      p -> p.comparison().informationRatio()),
  ALPHA(
      Group.BENCHMARK,
      "alpha",
      "Alpha a year (Jensen)",
      Unit.PERCENT,
      "(mean(r - rf) - beta * mean(b - rf)) * P",
      Needs.BENCHMARK,
      p -> p.comparison().alpha()),
  BETA(
      Group.BENCHMARK,
      "beta",
      "Beta",
      Unit.RATIO,
      "cov(r, b) / var(b)",
      Needs.BENCHMARK,
      p -> p.comparison().beta()),
  CORRELATION(
      Group.BENCHMARK,
      "correlation",
      "Correlation",
      Unit.RATIO,
      "cov(r, b) / (sd(r) * sd(b))",
      Needs.BENCHMARK,
      p -> p.comparison().correlation());

  /** How a metric's value reads. */
  public enum Unit {
    /** In the account's currency. */
    MONEY,
    /** A fraction, shown times 100. */
    PERCENT,
    RATIO,
    COUNT,
    /** Whole calendar days. */
    DAYS,
    /** Calendar days with fractions. */
    FRACTIONAL_DAYS
  }

  /** What a metric speaks of. */
  public enum Group {
    RETURN("Return"),
    RISK("Risk"),
    TRADES("Trades"),
    ACTIVITY("Exposure and costs"),
    BENCHMARK("Beside the benchmark");

    private final String label;

    Group(String label) {
      this.label = label;
    }

    /** The name people read. */
    public String label() {
      return label;
    }

    /** Its metrics, in the order to show them. */
    public List<Metric> metrics() {
      return Arrays.stream(Metric.values()).filter(metric -> metric.group == this).toList();
    }
  }

  private final Group group;
  private final String key;
  private final String label;
  private final Unit unit;
  private final String formula;
  private final String needs;
  private final Function<Performance, OptionalDouble> value;

  Metric(
      Group group,
      String key,
      String label,
      Unit unit,
      String formula,
      String needs,
      Function<Performance, OptionalDouble> value) {
    this.group = group;
    this.key = key;
    this.label = label;
    this.unit = unit;
    this.formula = formula;
    this.needs = needs;
    this.value = value;
  }

  /** What it speaks of. */
  public Group group() {
    return group;
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

  /** What it takes to be defined, printed where it is not; empty for what always is. */
  public String needs() {
    return needs;
  }

  /** The value; empty where it is not defined. */
  public OptionalDouble of(Performance performance) {
    return value.apply(performance);
  }

  /** What several metrics need. */
  private static final class Needs {
    private static final String RETURN = "needs a return";
    private static final String TWO_RETURNS = "needs two returns that differ";
    private static final String TWENTY_RETURNS = "needs 20 returns";
    private static final String DRAWDOWN = "needs a drawdown";
    private static final String TRADE = "needs a closed trade";
    private static final String LOSS = "needs a trade with pnl < 0";
    private static final String RISK = "this run says nothing of its trades' initial risk";
    private static final String BENCHMARK =
        "needs a benchmark with prices for every session, and returns that differ";
  }
}
