package io.bellwether.research.engine;

import io.bellwether.strategy.Entry;
import io.bellwether.strategy.Rules;
import java.util.BitSet;
import java.util.Optional;

/**
 * What a backtest left behind. Columns are as long as the series and start at the settings' first
 * bar; before it they are 0.
 */
public final class BacktestResult {
  private final MarketData data;
  private final Rules rules;
  private final BacktestSettings settings;
  private final Book[] books;
  private final Account account;
  private final TradeLog trades;
  private final Tally tally;

  BacktestResult(
      MarketData data,
      Rules rules,
      BacktestSettings settings,
      Book[] books,
      Account account,
      TradeLog trades,
      Tally tally) {
    this.data = data;
    this.rules = rules;
    this.settings = settings;
    this.books = books;
    this.account = account;
    this.trades = trades;
    this.tally = tally;
  }

  public MarketData data() {
    return data;
  }

  public Rules rules() {
    return rules;
  }

  public BacktestSettings settings() {
    return settings;
  }

  /** The closed trades; empty if only days were recorded. */
  public TradeLog trades() {
    return trades;
  }

  /** The equity at the close of each bar; empty if only days were recorded. */
  public double[] equity() {
    return account.equity();
  }

  /** The cash at the close of each bar; needs everything to have been recorded. */
  public double[] cash() {
    return account.cashLog().cash(data.size());
  }

  /** The bars in which something was held at any moment; needs everything recorded. */
  public BitSet held() {
    return account.cashLog().held(data.size());
  }

  /** The equity at the end of each of {@link MarketData#dayEnds}. */
  public double[] dailyEquity() {
    return account.days();
  }

  /** Cash and positions at the last close. */
  public double finalEquity() {
    return data.size() == 0 ? settings.capital() : account.equityAt(data.size() - 1);
  }

  public int tradeCount() {
    return tally.trades;
  }

  public int wins() {
    return tally.wins;
  }

  /** The sum of the profits of winning trades. */
  public double gains() {
    return tally.gains;
  }

  /** The sum of the losses of losing trades, not negative. */
  public double losses() {
    return tally.losses;
  }

  /** Of all fills, those of open positions included. */
  public double fees() {
    return tally.fees;
  }

  /** The worth of all fills: what turnover is computed from. */
  public double traded() {
    return tally.traded;
  }

  /** The bars in which something was held at any moment. */
  public int barsInMarket() {
    return account.barsInMarket();
  }

  /** Entries decided on that were too small to order or could not be paid for. */
  public int skippedEntries() {
    return tally.skippedEntries;
  }

  /** Whether the leg of that number holds a position at the end. */
  public boolean isOpen(int leg) {
    return books[leg].isHeld();
  }

  /** How the position that the leg of that number holds at the end was entered. */
  public Optional<Entry> openPosition(int leg) {
    return books[leg].isHeld() ? Optional.of(books[leg].held()) : Optional.empty();
  }
}
