package io.bellwether.research.engine;

import io.bellwether.strategy.Direction;
import io.bellwether.strategy.Rules;
import io.bellwether.trading.cost.ParticipationLimit;
import io.bellwether.trading.order.Side;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

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
  private final List<CashInLieu> cashInLieu;
  private final Tally tally;

  BacktestResult(
      MarketData data,
      Rules rules,
      BacktestSettings settings,
      Book[] books,
      Account account,
      TradeLog trades,
      List<CashInLieu> cashInLieu,
      Tally tally) {
    this.data = data;
    this.rules = rules;
    this.settings = settings;
    this.books = books;
    this.account = account;
    this.trades = trades;
    this.cashInLieu = cashInLieu;
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

  /** What reverse splits paid for parts of shares, in order; empty if only days were recorded. */
  public List<CashInLieu> cashInLieu() {
    return cashInLieu;
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

  /** Entries the risk profile refused. */
  public int refusedEntries() {
    return tally.refusedEntries;
  }

  /**
   * Fills of closed trades larger than a tenth of their bar's volume: at such prices there may be
   * no such fills. Needs the trades to have been recorded.
   */
  public int largeFills() {
    int large = 0;
    for (int i = 0; i < trades.size(); i++) {
      double[] volume = books[trades.leg(i)].tape.bars().volume();
      large += isLarge(trades.entryQuantity(i), volume[trades.entryFill(i)]);
      large += isLarge(trades.quantity(i), volume[trades.exitFill(i)]);
    }
    return large;
  }

  private static int isLarge(double quantity, double volume) {
    return ParticipationLimit.DEFAULT.isExceeded(quantity, volume) ? 1 : 0;
  }

  /**
   * Whether everything was closed and the trading ended: at the profile's loss limit, or, with
   * borrowed money or shares, where nothing was left at a close.
   */
  public boolean stopped() {
    return tally.stopped;
  }

  /** What slippage cost over all fills. */
  public double slippagePaid() {
    return tally.slippage;
  }

  /** Dividends received less those paid on short positions. */
  public double dividends() {
    return tally.dividends;
  }

  /** Interest, borrow fees and funding paid, less funding received. */
  public double financing() {
    return tally.financing;
  }

  /**
   * A position that is held at the end.
   *
   * @param leg the number of the leg within the rules
   * @param entryDecision the bar at whose close the entry was decided
   * @param entryBar the decision bar in which the entry filled
   * @param entryFill the bar traded on in which it did
   * @param entryQuantity what the entry filled, before any split
   * @param price the entry price, in the shares of now, with slippage, without fees
   * @param filledAt the price the entry filled at, before any split
   * @param gainInLieu of the {@link CashInLieu} received
   * @param fees paid for the entry
   * @param lastPrice the last close
   */
  public record Open(
      int leg,
      Direction direction,
      double quantity,
      int entryDecision,
      int entryBar,
      int entryFill,
      double entryQuantity,
      double price,
      double filledAt,
      double gainInLieu,
      double fees,
      double lastPrice) {
    /** What closing it at the last price would gain, cash in lieu included, after entry fees. */
    public double unrealizedPnl() {
      double perShare = direction == Direction.LONG ? lastPrice - price : price - lastPrice;
      return perShare * quantity + gainInLieu - fees;
    }
  }

  /** What closing all positions at the last close would cost: slippage and fees. */
  public double closingCosts() {
    Fills fills = new Fills(settings, data, new Tally());
    int last = data.size() - 1;
    double costs = 0;
    for (Book book : books) {
      if (book.isHeld()) {
        double mark = book.tape.mark()[last];
        double price = fills.slipped(book, -book.sign, mark, book.quantity, last);
        Side side = book.sign > 0 ? Side.SELL : Side.BUY;
        costs += Math.abs(price - mark) * book.quantity;
        costs += fills.fee(side, book.quantity, price, last, true);
      }
    }
    return costs;
  }

  /** The positions held at the end, in the order of the legs. */
  public List<Open> open() {
    List<Open> open = new ArrayList<>();
    for (Book book : books) {
      if (book.isHeld()) {
        open.add(
            new Open(
                book.number,
                book.direction(),
                book.quantity,
                book.entryDecision,
                book.entryBar,
                book.entryFill,
                book.entryQuantity,
                book.entryPrice,
                book.filledAt,
                book.gainInLieu,
                book.entryFees,
                book.tape.mark()[data.size() - 1]));
      }
    }
    return open;
  }
}
