package io.bellwether.research.engine;

import io.bellwether.research.engine.Book.Event;
import io.bellwether.strategy.Direction;
import io.bellwether.strategy.ExitReason;
import io.bellwether.strategy.Leg;
import io.bellwether.strategy.Rules;
import io.bellwether.strategy.Sizing;
import io.bellwether.trading.order.Side;
import io.bellwether.trading.plan.Sizer;
import java.util.ArrayList;
import java.util.List;

/**
 * One pass over the bars. Within a bar things happen in this order: splits and dividends, exits at
 * the open, entries at the open in the strategy's order, resting orders, and at the close the
 * decisions.
 */
final class Run {
  /** Ratios of splits are decimals, such as 0.3333333333 for one of three. */
  private static final double SPLIT_TOLERANCE = 1e-9;

  private final MarketData data;
  private final BacktestSettings settings;
  private final Book[] books;
  private final Account account;
  private final Fills fills;
  private final RiskGate gate;
  private final boolean gated;
  private final Tally tally = new Tally();
  private final TradeLog trades = new TradeLog();
  private final List<CashInLieu> cashInLieu = new ArrayList<>();
  private final boolean logging;
  private final int size;
  private final Carry carry;
  private int nextAction;

  Run(MarketData data, Rules rules, BacktestSettings settings, Recording recording) {
    this.data = data;
    this.settings = settings;
    this.size = data.size();
    this.logging = recording == Recording.EVERYTHING;
    int first = Math.min(size, settings.firstBar());
    List<Leg> legs = rules.legs();
    this.books = new Book[legs.size()];
    for (int i = 0; i < books.length; i++) {
      Leg leg = legs.get(i);
      books[i] = new Book(i, leg, data.tape(leg.symbol()), size, settings);
      books[i].findEntry(Math.max(first, rules.firstDecision()));
    }
    this.account = new Account(data, books, settings, first, recording);
    this.fills = new Fills(settings, data, tally);
    this.gate = RiskGate.of(settings.risk(), rules);
    this.gated = !gate.equals(RiskGate.OPEN);
    this.carry = new Carry(data, settings, first);
    this.nextAction = actionAfter(first);
  }

  BacktestResult toEnd(Rules rules) {
    for (int bar = nextBar(); bar < size; bar = nextBar()) {
      account.markUntil(bar);
      if (account.breached()) {
        break;
      }
      step(bar);
    }
    if (!account.breached()) {
      account.markUntil(size);
    }
    if (account.breached()) {
      stopEverything(account.marked());
      account.markUntil(size);
    }
    return new BacktestResult(
        data, rules, settings, books, account, trades, List.copyOf(cashInLieu), tally);
  }

  private int nextBar() {
    int next = Math.min(size, Math.min(nextAction, carry.nextBar()));
    for (Book book : books) {
      next = Math.min(next, book.eventBar);
    }
    return next;
  }

  private void step(int bar) {
    boolean heldBefore = anyHeld();
    double equity = account.equityAt(bar - 1);
    passTime(bar);
    for (Book book : books) {
      if (book.eventBar == bar && book.event == Event.EXIT) {
        exitAtOpen(book, bar);
      }
    }
    for (Book book : books) {
      if (book.eventBar == bar && (book.event == Event.ENTRY || book.event == Event.PLACE)) {
        sendEntry(book, bar, equity);
      }
    }
    boolean filled = heldBefore || anyHeld();
    for (int next = firstWithin(bar); next >= 0; next = firstWithin(bar)) {
      Book book = books[next];
      if (book.event == Event.RESTING_ENTRY) {
        fillRestingEntry(book, bar);
        filled |= book.isHeld();
      } else {
        fillRestingExit(book, bar);
      }
    }
    if (filled && !anyHeld()) {
      account.countFleeting(bar);
    }
  }

  /**
   * The book whose resting order fills next within a bar; -1 if there is none. Where two legs fill
   * in one bar traded on, the exit is first, as at an open.
   */
  private int firstWithin(int bar) {
    int first = -1;
    for (int i = 0; i < books.length; i++) {
      if (books[i].fillsWithin(bar) && (first < 0 || isBefore(books[i], books[first]))) {
        first = i;
      }
    }
    return first;
  }

  private static boolean isBefore(Book book, Book other) {
    long at = book.fillMillis();
    long otherAt = other.fillMillis();
    return at < otherAt
        || (at == otherAt
            && book.event == Event.RESTING_EXIT
            && other.event == Event.RESTING_ENTRY);
  }

  private boolean anyHeld() {
    for (Book book : books) {
      if (book.isHeld()) {
        return true;
      }
    }
    return false;
  }

  /** What is due before the open of a bar, whatever the strategy does. */
  private void passTime(int bar) {
    if (bar == carry.nextBar()) {
      double due = carry.due(books, account.cash);
      account.cash -= due;
      tally.financing += due;
    }
    if (bar == nextAction) {
      act(bar);
    }
  }

  /** Splits and dividends before the open of a bar. */
  private void act(int bar) {
    for (Book book : books) {
      for (Actions.Event event : book.tape.actions().events()) {
        if (event.bar() == bar && book.isHeld()) {
          if (event.split() != 1) {
            split(book, event.split(), bar);
          }
          double dividend = book.sign * book.quantity * event.dividend();
          account.cash += dividend;
          tally.dividends += dividend;
        }
      }
    }
    nextAction = actionAfter(bar);
  }

  /** What is left of a share after a reverse split is paid out at the open. */
  private void split(Book book, double ratio, int bar) {
    boolean leaves = book.event == Event.EXIT && book.eventBar == bar;
    double shares = book.quantity * ratio;
    double kept = wholeOf(book, shares);
    int fill = book.tape.first(bar);
    double open = book.tape.open()[fill];
    if (kept > 0) {
      book.split(ratio, kept);
      payInLieu(book, shares - kept, fill, open);
      if (!leaves) {
        book.findExit(bar);
      }
    } else {
      // Nothing is left to hold, and so to sell.
      int decided = book.decisionBar;
      ExitReason reason = leaves ? book.exitReason() : ExitReason.RISK;
      book.split(ratio, shares);
      settle(book, bar, fill, open, 0, reason);
      findEntryAfter(book, bar, leaves ? decided : bar);
    }
  }

  /** A rounded ratio may leave a hair less than what is held: then there is nothing to pay. */
  private void payInLieu(Book book, double part, int fill, double open) {
    if (part > book.quantity * SPLIT_TOLERANCE) {
      account.cash += book.sign * part * open;
      book.gainInLieu += book.sign * (open - book.entryPrice) * part;
      if (logging) {
        cashInLieu.add(new CashInLieu(book.number, book.direction(), fill, part, open));
      }
    }
  }

  /** The quantity that can be held of shares that a split has made; ratios are rounded decimals. */
  private static double wholeOf(Book book, double shares) {
    double step = book.quantities.step();
    return step == 0 ? shares : book.quantities.floor(shares * (1 + SPLIT_TOLERANCE));
  }

  private int actionAfter(int bar) {
    int next = Integer.MAX_VALUE;
    for (Book book : books) {
      next = Math.min(next, book.tape.actions().next(bar));
    }
    return next;
  }

  private void exitAtOpen(Book book, int bar) {
    ExitReason reason = book.exitReason();
    int decided = book.decisionBar;
    int fill = book.tape.first(bar);
    close(book, bar, fill, book.tape.open()[fill], true, true, reason);
    findEntryAfter(book, bar, decided);
  }

  private void fillRestingExit(Book book, int bar) {
    ExitReason reason = book.resting().reason();
    // A target is a limit. A position that the venue takes away goes at the price agreed on.
    boolean slips = reason == ExitReason.STOP;
    boolean takes = reason != ExitReason.TARGET;
    close(book, bar, book.fillBar, book.resting().price(), slips, takes, reason);
    findEntryAfter(book, bar, bar);
  }

  /**
   * What may be entered after an exit in a bar.
   *
   * @param decided the bar at whose close the exit was decided; the bar itself if at none
   */
  private static void findEntryAfter(Book book, int bar, int decided) {
    if (decided < bar && book.reversesAt(decided)) {
      book.decideEntry(decided);
    } else {
      book.findEntry(bar);
    }
  }

  private void close(
      Book book,
      int bar,
      int fill,
      double marketPrice,
      boolean slips,
      boolean takes,
      ExitReason reason) {
    double price =
        slips ? fills.slipped(book, -book.sign, marketPrice, book.quantity, bar) : marketPrice;
    tally.slippage += Math.abs(price - marketPrice) * book.quantity;
    Side side = book.sign > 0 ? Side.SELL : Side.BUY;
    double fee = fills.fee(side, book.quantity, price, bar, takes);
    settle(book, bar, fill, price, fee, reason);
  }

  private static TradeRow row(
      Book book,
      int decided,
      int bar,
      int fill,
      double price,
      double fee,
      double pnl,
      ExitReason reason) {
    return new TradeRow(
        book.number,
        book.direction(),
        reason,
        book.capped,
        book.entryDecision,
        decided,
        book.entryBar,
        book.entryFill,
        bar,
        fill,
        book.quantity,
        book.entryQuantity,
        book.entryPrice,
        book.filledAt,
        price,
        book.entryFees,
        fee,
        pnl,
        book.initialRisk);
  }

  /** Turns a position into cash. */
  private void settle(Book book, int bar, int fill, double price, double fee, ExitReason reason) {
    account.cash += book.sign * book.quantity * price - fee;
    double fees = book.entryFees + fee;
    double gain = book.sign * (price - book.entryPrice) * book.quantity;
    double pnl = gain + book.gainInLieu - fees;
    tally.closed(pnl);
    if (logging) {
      int decided = book.event == Event.EXIT ? book.decisionBar : -1;
      trades.add(row(book, decided, bar, fill, price, fee, pnl, reason));
    }
    book.leave(bar, reason);
  }

  /**
   * Sends the order of an entry decided at the close before.
   *
   * @param equity at that close
   */
  private void sendEntry(Book book, int bar, double equity) {
    boolean atMarket = book.event == Event.ENTRY;
    book.decisionEquity = equity;
    book.wanted = wanted(book, bar, equity);
    if (!(book.wanted > 0)) {
      book.findEntry(bar);
    } else if (atMarket) {
      int fill = book.tape.first(bar);
      enter(book, bar, fill, book.tape.open()[fill], true, Double.NaN);
    } else {
      book.restEntry(bar);
    }
  }

  private void fillRestingEntry(Book book, int bar) {
    EntrySearch found = book.entrySearch();
    enter(book, bar, book.fillBar, found.price(), found.takes(), found.worst());
  }

  /** How much an entry is sent for; 0, and counted, if it is too small or refused. */
  private double wanted(Book book, int bar, double equity) {
    int decided = book.decisionBar;
    book.sizing = inTradedPrices(book.leg.sizing(decided), book.tape.scale(decided));
    book.wantedSign = book.leg.direction(decided) == Direction.LONG ? 1 : -1;
    double close = book.tape.mark()[decided];
    double buyingPower = equity * settings.leverage();
    double wanted = Sizer.quantity(book.sizing, equity, buyingPower, close, book.quantities);
    double ratio = book.tape.actions().ratioAt(bar);
    if (ratio != 1) {
      wanted = wholeOf(book, wanted * ratio);
      close /= ratio;
    }
    if (!book.quantities.admits(wanted, close)) {
      tally.skippedEntries++;
      return 0;
    }
    if (gated && isRefused(book, bar, wanted, close, equity)) {
      tally.refusedEntries++;
      return 0;
    }
    return wanted;
  }

  private boolean isRefused(Book book, int bar, double wanted, double price, double equity) {
    double power = fills.power(account.cash, books);
    double lastEquity = account.lastDayEquity();
    return !gate.admits(
        book, bar, book.wantedSign, wanted, price, equity, lastEquity, power, books);
  }

  /**
   * Fills an entry, as far as there is cash.
   *
   * @param worst the price it may slip to and no further; NaN if it is not limited
   */
  private void enter(
      Book book, int bar, int fill, double marketPrice, boolean takes, double worst) {
    int sign = book.wantedSign;
    double price = marketPrice;
    if (takes) {
      double slipped = fills.slipped(book, sign, marketPrice, book.wanted, bar);
      price = sign * slipped > sign * worst ? worst : slipped;
    }
    double quantity =
        fills.affordable(book, sign, book.wanted, price, bar, takes, account.cash, books);
    if (!(quantity > 0)) {
      tally.skippedEntries++;
      book.findEntry(bar);
      return;
    }
    tally.slippage += Math.abs(price - marketPrice) * quantity;
    Side side = sign > 0 ? Side.BUY : Side.SELL;
    double fee = fills.fee(side, quantity, price, bar, takes);
    account.cash -= sign * quantity * price + fee;
    if (logging) {
      book.capped = Sizer.isCapped(book.sizing, book.tape.mark()[book.decisionBar]);
      book.initialRisk = stopDistance(book, price, bar) * quantity / book.decisionEquity;
    }
    if (book.mayLoseMoreThanItCost(sign)) {
      account.mayLoseAll();
    }
    book.enter(bar, fill, marketPrice, sign, quantity, price, fee);
    book.findExit(bar);
  }

  private static double stopDistance(Book book, double price, int bar) {
    return book.sizing instanceof Sizing.RiskOfEquity of
        ? of.stopDistance() / book.tape.actions().ratioAt(bar)
        : book.stopDistance(price);
  }

  /** A distance in prices decided on becomes one in prices traded at. */
  private static Sizing inTradedPrices(Sizing sizing, double scale) {
    return scale != 1 && sizing instanceof Sizing.RiskOfEquity of
        ? new Sizing.RiskOfEquity(of.risk(), of.stopDistance() * scale, of.leverage())
        : sizing;
  }

  /** The loss limit was reached at the close before: everything is sold, and nothing bought. */
  private void stopEverything(int bar) {
    tally.stopped = true;
    if (bar >= size) {
      return;
    }
    boolean held = anyHeld();
    passTime(bar);
    for (Book book : books) {
      if (book.isHeld()) {
        int fill = book.tape.first(bar);
        boolean ruled = book.event == Event.EXIT && book.eventBar == bar;
        ExitReason reason = ruled ? book.exitReason() : ExitReason.RISK;
        close(book, bar, fill, book.tape.open()[fill], true, true, reason);
      }
      book.retire();
    }
    nextAction = Integer.MAX_VALUE;
    if (held) {
      account.countFleeting(bar);
    }
  }
}
