package io.bellwether.research.engine;

import io.bellwether.strategy.Direction;
import io.bellwether.strategy.Entry;
import io.bellwether.strategy.ExitReason;
import io.bellwether.strategy.Leg;
import io.bellwether.strategy.Rules;
import io.bellwether.strategy.Sizing;
import io.bellwether.trading.order.Side;
import io.bellwether.trading.plan.Sizer;
import io.bellwether.trading.risk.RiskProfiles;
import java.util.List;
import java.util.Optional;

/**
 * The straight way through a run of one long leg that enters at the market and pays with its own
 * money: what sweeps consist of. Two scans, for the next entry and for the next exit, and nothing
 * remembered between them but cash. It does what {@link Run} does for such a leg, to the last bit,
 * with the same scans, sizes, fills, fees and resting orders; what it leaves out is everything that
 * could happen in between.
 */
final class SoloRun {
  private final MarketData data;
  private final Rules rules;
  private final BacktestSettings settings;
  private final Book book;
  private final Leg leg;
  private final Account account;
  private final Fills fills;
  private final Tally tally = new Tally();
  private final TradeLog trades;
  private final boolean logging;
  private final boolean asksForReason;
  private final int size;
  private final double[] open;
  private final double[] high;
  private final double[] low;
  private final double[] mark;
  private double cash;

  private SoloRun(MarketData data, Rules rules, BacktestSettings settings, Recording recording) {
    this.data = data;
    this.rules = rules;
    this.settings = settings;
    this.size = data.size();
    this.leg = rules.legs().getFirst();
    Tape tape = data.tape(leg.symbol());
    this.open = tape.open();
    this.high = tape.high();
    this.low = tape.low();
    this.mark = tape.mark();
    this.book = new Book(0, leg, tape, size, settings);
    this.logging = recording == Recording.EVERYTHING;
    this.asksForReason = logging || leg.reentryAfterReset();
    this.trades = new TradeLog();
    this.account = new Account(data, new Book[] {book}, settings, first(), recording);
    this.fills = new Fills(settings, data, tally);
    this.cash = settings.capital();
  }

  /** The result of a run, if it is one of these. */
  static Optional<BacktestResult> of(
      Rules rules, MarketData data, BacktestSettings settings, Recording recording) {
    if (!fits(rules, data, settings)) {
      return Optional.empty();
    }
    SoloRun run = new SoloRun(data, rules, settings, recording);
    if (!run.book.isSimple()) {
      return Optional.empty();
    }
    run.toEnd();
    return Optional.of(run.result());
  }

  private static boolean fits(Rules rules, MarketData data, BacktestSettings settings) {
    if (rules.legs().size() != 1 || !rules.legs().getFirst().longOnly()) {
      return false;
    }
    Tape tape = data.tape(rules.legs().getFirst().symbol());
    return tape.isDecidedOn()
        && tape.actions().events().isEmpty()
        && settings.leverage() == 1
        && settings.risk().equals(RiskProfiles.NONE)
        && settings.financing().fundingPer8h() == 0
        && settings.fundingRates().isEmpty();
  }

  private int first() {
    return Math.min(size, settings.firstBar());
  }

  private BacktestResult result() {
    account.cash = cash;
    return new BacktestResult(
        data, rules, settings, new Book[] {book}, account, trades, List.of(), tally);
  }

  private void toEnd() {
    int t = leg.nextEntry(Math.min(size, Math.max(first(), rules.firstDecision())), size);
    while (t + 1 < size) {
      if (account.nextDayEnd() <= t) {
        account.markDays(t + 1, cash, 0, mark);
      }
      t = trade(t);
    }
    account.markDays(size, cash, book.quantity, mark);
    if (book.isHeld()) {
      account.countBars(size - book.entryBar);
    }
    if (logging) {
      drawEquity();
    }
  }

  /** Enters as decided at the close of bar {@code t}, and returns the next decision to enter. */
  private int trade(int t) {
    int bar = t + 1;
    Sizing sizing = leg.sizing(t);
    double wanted = Sizer.quantity(sizing, cash, cash, mark[t], book.quantities);
    if (!book.quantities.admits(wanted, mark[t])) {
      tally.skippedEntries++;
      return leg.nextEntry(bar, size);
    }
    double price = fills.slipped(book, 1, open[bar], wanted, bar);
    double quantity = fills.affordable(book.quantities, wanted, price, bar, cash);
    if (!(quantity > 0)) {
      tally.skippedEntries++;
      return leg.nextEntry(bar, size);
    }
    double before = cash;
    countSlippage(price - open[bar], quantity);
    double fee = fills.fee(Side.BUY, quantity, price, bar, true);
    cash -= quantity * price + fee;
    if (logging) {
      book.capped = Sizer.isCapped(sizing, mark[t]);
      book.initialRisk = stopDistance(sizing, price) * quantity / before;
    }
    return hold(t, new Entry(Direction.LONG, quantity, price, bar), fee);
  }

  private double stopDistance(Sizing sizing, double price) {
    return sizing instanceof Sizing.RiskOfEquity of ? of.stopDistance() : book.stopDistance(price);
  }

  /** Holds a position until something ends it, and returns the next decision to enter. */
  private int hold(int decided, Entry entry, double entryFee) {
    double stop = entry.price() * (1 - book.stopFraction());
    double target = entry.price() * (1 + book.targetFraction());
    boolean resting = !(Double.isNaN(stop) && Double.isNaN(target));
    int block = resting ? Book.FIRST_BLOCK : size;
    for (int begin = entry.bar(); begin < size; begin += block, block *= 2) {
      int end = Math.min(size, begin + Math.min(block, size - begin));
      int rule = leg.nextExit(begin, end, entry);
      if (resting) {
        int last = Math.min(rule + 1, end);
        int touched = nextTouch(begin, last, stop, target);
        if (touched < last) {
          return fillResting(decided, touched, entry, entryFee);
        }
      }
      if (rule + 1 < size && rule < end) {
        ExitReason reason = asksForReason ? leg.exitReason(rule, entry) : ExitReason.RULE;
        double price = open[rule + 1];
        return close(decided, rule, rule + 1, price, true, true, reason, entry, entryFee);
      }
    }
    keep(decided, entry, entryFee);
    return size;
  }

  private int nextTouch(int from, int to, double stop, double target) {
    int x = from;
    while (x < to && !(low[x] <= stop) && !(high[x] >= target)) {
      x++;
    }
    return x;
  }

  private int fillResting(int decided, int bar, Entry entry, double entryFee) {
    RestingOrders resting = book.restAt(entry);
    resting.next(bar, bar + 1);
    ExitReason reason = resting.reason();
    boolean stopped = reason == ExitReason.STOP;
    double price = resting.price();
    return close(decided, -1, bar, price, stopped, stopped, reason, entry, entryFee);
  }

  /**
   * Sells a position and returns the next decision to enter.
   *
   * @param decided the bar at whose close the entry was decided
   * @param exitDecided the bar at whose close the exit was; -1 if at none
   */
  private int close(
      int decided,
      int exitDecided,
      int bar,
      double marketPrice,
      boolean slips,
      boolean takes,
      ExitReason reason,
      Entry entry,
      double entryFee) {
    double quantity = entry.quantity();
    if (account.nextDayEnd() < bar) {
      account.markDays(bar, cash, quantity, mark);
    }
    account.countBars(bar - entry.bar() + 1);
    double price = slips ? fills.slipped(book, -1, marketPrice, quantity, bar) : marketPrice;
    countSlippage(price - marketPrice, quantity);
    double fee = fills.fee(Side.SELL, quantity, price, bar, takes);
    cash += quantity * price - fee;
    double pnl = (price - entry.price()) * quantity - (entryFee + fee);
    tally.closed(pnl);
    if (logging) {
      trades.add(
          new TradeRow(
              0,
              Direction.LONG,
              reason,
              book.capped,
              decided,
              exitDecided,
              entry.bar(),
              entry.bar(),
              bar,
              bar,
              quantity,
              quantity,
              entry.price(),
              entry.price(),
              price,
              entryFee,
              fee,
              pnl,
              book.initialRisk));
    }
    return leg.nextEntry(Math.min(size, book.entriesFrom(bar, reason)), size);
  }

  private void countSlippage(double distance, double quantity) {
    if (distance != 0) {
      tally.slippage += Math.abs(distance) * quantity;
    }
  }

  /** The position is still held at the end. */
  private void keep(int decided, Entry entry, double entryFee) {
    book.decisionBar = decided;
    int bar = entry.bar();
    book.enter(bar, bar, open[bar], 1, entry.quantity(), entry.price(), entryFee);
  }

  /** Goes through the trades once more: their cash, and with it the equity at every bar. */
  private void drawEquity() {
    CashLog log = account.cashLog();
    log.reserve(2 * trades.size() + 2);
    double money = settings.capital();
    int from = first();
    for (int i = 0; i < trades.size(); i++) {
      double quantity = trades.quantity(i);
      int entered = trades.entryBar(i);
      int left = trades.exitBar(i);
      log.add(from, money, 0, false);
      money -= quantity * trades.entryPrice(i) + trades.entryFee(i);
      if (left > entered) {
        log.add(entered, money, quantity, true);
      }
      money += quantity * trades.exitPrice(i) - trades.exitFee(i);
      log.touch(left);
      from = left;
    }
    log.add(from, money, 0, false);
    if (book.isHeld()) {
      log.add(book.entryBar, cash, book.quantity, true);
    }
    log.drawEquity(account.equity(), mark);
  }
}
