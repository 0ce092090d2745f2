package io.bellwether.research.engine;

import io.bellwether.research.engine.Book.Event;
import io.bellwether.strategy.Direction;
import io.bellwether.strategy.ExitReason;
import io.bellwether.strategy.Leg;
import io.bellwether.strategy.Rules;
import io.bellwether.strategy.Sizing;
import io.bellwether.trading.order.Side;
import io.bellwether.trading.plan.Sizer;
import java.util.List;

/**
 * One pass over the bars. Within a bar things happen in this order: splits and dividends, exits at
 * the open, entries at the open in the strategy's order, resting orders, and at the close the
 * decisions.
 */
final class Run {
  /** The room for trades to begin with: enough for most strategies, little against the bars. */
  private static final int BARS_PER_TRADE = 64;

  private final MarketData data;
  private final BacktestSettings settings;
  private final Book[] books;
  private final Account account;
  private final Fills fills;
  private final RiskGate gate;
  private final boolean gated;
  private final Tally tally = new Tally();
  private final TradeLog trades;
  private final boolean logging;
  private final int size;
  private final Carry carry;
  private int nextAction;

  Run(MarketData data, Rules rules, BacktestSettings settings, Recording recording) {
    this.data = data;
    this.settings = settings;
    this.size = data.size();
    this.logging = recording == Recording.EVERYTHING;
    this.trades = new TradeLog(logging ? size / BARS_PER_TRADE : 0);
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
    this.gated = gate != RiskGate.OPEN;
    this.carry = new Carry(data, settings, first);
    this.nextAction = actionAfter(first);
  }

  BacktestResult toEnd(Rules rules) {
    for (int bar = nextBar(); bar < size; bar = nextBar()) {
      int marked = account.markUntil(bar);
      if (marked < bar) {
        stopEverything(marked);
      } else {
        step(bar);
      }
    }
    if (account.markUntil(size) < size) {
      stopEverything(account.marked());
      account.markUntil(size);
    }
    return new BacktestResult(data, rules, settings, books, account, trades, tally);
  }

  private int nextBar() {
    int next = Math.min(size, Math.min(nextAction, carry.nextBar()));
    for (Book book : books) {
      next = Math.min(next, book.eventBar);
    }
    return next;
  }

  private void step(int bar) {
    if (books.length == 1 && bar < nextAction && bar < carry.nextBar()) {
      stepOne(books[0], bar);
    } else {
      stepAll(bar);
    }
  }

  /** One event of the only book there is: {@link #stepAll} with nobody to wait for. */
  private void stepOne(Book book, int bar) {
    double equity = account.equityAt(bar - 1);
    switch (book.event) {
      case ENTRY -> enterAtOpen(book, bar, equity);
      case RESTING_ENTRY -> fillRestingEntry(book, bar, equity);
      case EXIT -> {
        exitAtOpen(book, bar);
        if (book.event == Event.ENTRY && book.eventBar == bar) {
          enterAtOpen(book, bar, equity);
        }
        countIfFleeting(book, bar);
      }
      case RESTING_EXIT -> {
        fillRestingExit(book, bar);
        countIfFleeting(book, bar);
      }
      case NOTHING -> throw new IllegalStateException("nothing happens in bar " + bar);
    }
  }

  private void countIfFleeting(Book book, int bar) {
    if (!book.isHeld()) {
      account.countFleeting(bar);
    }
  }

  private void stepAll(int bar) {
    boolean heldBefore = anyHeld();
    double equity = account.equityAt(bar - 1);
    passTime(bar);
    for (Book book : books) {
      if (book.eventBar == bar && book.event == Event.EXIT) {
        exitAtOpen(book, bar);
      }
    }
    for (Book book : books) {
      if (book.eventBar == bar && book.event == Event.ENTRY) {
        enterAtOpen(book, bar, equity);
      }
    }
    boolean filled = heldBefore || anyHeld();
    for (Book book : books) {
      if (book.eventBar == bar && book.event == Event.RESTING_ENTRY) {
        fillRestingEntry(book, bar, equity);
        filled |= book.isHeld();
      }
      if (book.eventBar == bar && book.event == Event.RESTING_EXIT) {
        fillRestingExit(book, bar);
      }
    }
    if (filled && !anyHeld()) {
      account.countFleeting(bar);
    }
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
    double shares = book.quantity * ratio;
    double kept = book.quantities.floor(shares);
    account.cash += book.sign * (shares - kept) * book.tape.open()[book.tape.first(bar)];
    book.split(ratio, kept);
    if (!(book.event == Event.EXIT && book.eventBar == bar)) {
      book.findExit(bar);
    }
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
    close(book, bar, fill, book.tape.open()[fill], true, reason);
    if (book.reversesAt(decided)) {
      book.decisionBar = decided;
      book.event = Event.ENTRY;
      book.eventBar = bar;
    } else {
      book.findEntryAfter(bar, reason);
    }
  }

  private void fillRestingExit(Book book, int bar) {
    ExitReason reason = book.resting().reason();
    // A target is a limit, and a position taken away by the venue goes at the price agreed on.
    boolean slips = reason == ExitReason.STOP;
    close(book, bar, book.fillBar, book.resting().price(), slips, reason);
    book.findEntryAfter(bar, reason);
  }

  private void close(
      Book book, int bar, int fill, double marketPrice, boolean slips, ExitReason reason) {
    double price =
        slips ? fills.slipped(book, -book.sign, marketPrice, book.quantity, bar) : marketPrice;
    double fee = fills.fee(book.sign > 0 ? Side.SELL : Side.BUY, book.quantity, price, bar, slips);
    account.cash += book.sign * book.quantity * price - fee;
    double fees = book.entryFees + fee;
    double pnl = book.sign * (price - book.entryPrice) * book.quantity - fees;
    tally.closed(pnl);
    if (logging) {
      trades.add(book, bar, fill, price, fees, pnl, reason);
    }
    book.leave();
  }

  private void enterAtOpen(Book book, int bar, double equity) {
    int fill = book.tape.first(bar);
    enter(book, bar, fill, book.tape.open()[fill], true, equity);
    if (!book.isHeld()) {
      book.findEntry(bar);
    }
  }

  private void fillRestingEntry(Book book, int bar, double equity) {
    EntrySearch found = book.entrySearch();
    enter(book, bar, book.fillBar, found.price(), found.takes(), equity);
    if (!book.isHeld()) {
      book.findEntry(bar);
    }
  }

  private void enter(
      Book book, int bar, int fill, double marketPrice, boolean slips, double equity) {
    int decided = book.decisionBar;
    Sizing sizing = inTradedPrices(book.leg.sizing(decided), book.tape.scale(decided));
    double close = book.tape.mark()[decided];
    double buyingPower = equity * settings.leverage();
    double ratio = book.tape.actions().ratioAt(bar);
    double wanted = Sizer.quantity(sizing, equity, buyingPower, close, book.quantities);
    if (ratio != 1) {
      wanted = book.quantities.floor(wanted * ratio);
    }
    if (!book.quantities.admits(wanted, close / ratio)) {
      tally.skippedEntries++;
      return;
    }
    int sign = book.leg.direction(decided) == Direction.LONG ? 1 : -1;
    if (gated
        && !gate.admits(
            book, sign, wanted, close / ratio, equity, fills.power(account.cash, books), books)) {
      tally.refusedEntries++;
      return;
    }
    double price = slips ? fills.slipped(book, sign, marketPrice, wanted, bar) : marketPrice;
    double quantity = fills.affordable(book, sign, wanted, price, bar, account.cash, books);
    if (!(quantity > 0)) {
      tally.skippedEntries++;
      return;
    }
    double fee = fills.fee(sign > 0 ? Side.BUY : Side.SELL, quantity, price, bar, slips);
    account.cash -= sign * quantity * price + fee;
    book.capped = Sizer.isCapped(sizing, close);
    book.initialRisk = stopDistance(book, sizing, price) * quantity / equity;
    book.enter(bar, fill, sign, quantity, price, fee);
    book.findExit(bar);
  }

  private static double stopDistance(Book book, Sizing sizing, double price) {
    return sizing instanceof Sizing.RiskOfEquity of ? of.stopDistance() : book.stopDistance(price);
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
        close(book, bar, fill, book.tape.open()[fill], true, reason);
      }
      book.retire();
    }
    nextAction = Integer.MAX_VALUE;
    if (held) {
      account.countFleeting(bar);
    }
  }
}
