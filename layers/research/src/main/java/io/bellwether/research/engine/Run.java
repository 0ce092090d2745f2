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
 * One pass over the bars. Within a bar things happen in this order: exits at the open, entries at
 * the open in the strategy's order, resting orders, and at the close the decisions.
 */
final class Run {
  /** A guess for the room to begin with. */
  private static final int BARS_PER_TRADE = 64;

  private final MarketData data;
  private final BacktestSettings settings;
  private final Book[] books;
  private final Account account;
  private final Fills fills;
  private final Tally tally = new Tally();
  private final TradeLog trades;
  private final boolean logging;
  private final int size;

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
      books[i] = new Book(i, legs.get(i), data.tape(legs.get(i).symbol()), size);
      books[i].findEntry(Math.max(first, rules.firstDecision()));
    }
    this.account = new Account(data, books, settings.capital(), first, recording);
    this.fills = new Fills(settings, data, tally);
  }

  BacktestResult toEnd(Rules rules) {
    if (books.length == 1) {
      oneBook(books[0]);
    } else {
      manyBooks();
    }
    account.markUntil(size);
    return new BacktestResult(data, rules, settings, books, account, trades, tally);
  }

  /** Events come one by one: with nobody to wait for, a bar's order is the book's own. */
  private void oneBook(Book book) {
    for (int bar = book.eventBar; bar < size; bar = book.eventBar) {
      account.markUntil(bar);
      switch (book.event) {
        case ENTRY -> enter(book, bar, account.equityAt(bar - 1));
        case EXIT -> {
          double equity = account.equityAt(bar - 1);
          exitAtOpen(book, bar);
          if (book.event == Event.ENTRY && book.eventBar == bar) {
            enter(book, bar, equity);
          }
          countIfFleeting(book, bar);
        }
        case RESTING -> {
          fillResting(book, bar);
          countIfFleeting(book, bar);
        }
        case NOTHING -> throw new IllegalStateException("nothing happens in bar " + bar);
      }
    }
  }

  private void countIfFleeting(Book book, int bar) {
    if (!book.isHeld()) {
      account.countFleeting(bar);
    }
  }

  private void manyBooks() {
    for (int bar = nextBar(); bar < size; bar = nextBar()) {
      account.markUntil(bar);
      step(bar);
    }
  }

  private int nextBar() {
    int next = size;
    for (Book book : books) {
      next = Math.min(next, book.eventBar);
    }
    return next;
  }

  private void step(int bar) {
    boolean heldBefore = anyHeld();
    double equity = account.equityAt(bar - 1);
    for (Book book : books) {
      if (book.eventBar == bar && book.event == Event.EXIT) {
        exitAtOpen(book, bar);
      }
    }
    for (Book book : books) {
      if (book.eventBar == bar && book.event == Event.ENTRY) {
        enter(book, bar, equity);
      }
    }
    boolean filled = heldBefore || anyHeld();
    for (Book book : books) {
      if (book.eventBar == bar && book.event == Event.RESTING) {
        fillResting(book, bar);
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

  private void exitAtOpen(Book book, int bar) {
    int fill = book.tape.first(bar);
    ExitReason reason = book.exitReason();
    int decided = book.decisionBar;
    close(book, bar, fill, fills.slipped(book, -book.sign, book.tape.open()[fill], fill), reason);
    if (book.reverses() && book.leg.entry(decided)) {
      book.decisionBar = decided;
      book.event = Event.ENTRY;
      book.eventBar = bar;
    } else {
      book.findEntryAfter(bar, reason);
    }
  }

  private void fillResting(Book book, int bar) {
    boolean stopped = book.stopFills();
    double price = book.restingPrice(stopped);
    int fill = book.restingFill;
    ExitReason reason = stopped ? ExitReason.STOP : ExitReason.TARGET;
    close(book, bar, fill, stopped ? fills.slipped(book, -book.sign, price, fill) : price, reason);
    book.findEntryAfter(bar, reason);
  }

  private void close(Book book, int bar, int fill, double price, ExitReason reason) {
    double fee = fills.fee(book.sign > 0 ? Side.SELL : Side.BUY, book.quantity, price, bar);
    account.cash += book.sign * book.quantity * price - fee;
    double fees = book.entryFees + fee;
    double pnl = book.sign * (price - book.entryPrice) * book.quantity - fees;
    tally.closed(pnl);
    if (logging) {
      trades.add(book, bar, fill, price, fees, pnl, reason);
    }
    book.leave();
  }

  private void enter(Book book, int bar, double equity) {
    int decided = book.decisionBar;
    Sizing sizing = inTradedPrices(book.leg.sizing(decided), book.tape.scale(decided));
    double close = book.tape.mark()[decided];
    double buyingPower = equity * settings.leverage();
    double wanted = Sizer.quantity(sizing, equity, buyingPower, close, settings.quantities());
    int sign = book.leg.direction(decided) == Direction.LONG ? 1 : -1;
    int fill = book.tape.first(bar);
    double price = fills.slipped(book, sign, book.tape.open()[fill], fill);
    double quantity = 0;
    if (settings.quantities().admits(wanted, close)) {
      quantity = fills.affordable(sign, wanted, price, bar, account.cash, books);
    }
    if (!(quantity > 0)) {
      tally.skippedEntries++;
      book.findEntry(bar);
      return;
    }
    double fee = fills.fee(sign > 0 ? Side.BUY : Side.SELL, quantity, price, bar);
    account.cash -= sign * quantity * price + fee;
    book.capped = Sizer.isCapped(sizing, close);
    book.initialRisk = initialRisk(book, sizing, quantity, price, equity);
    book.enter(bar, sign, quantity, price, fee);
    book.findExit(bar);
  }

  private static double initialRisk(
      Book book, Sizing sizing, double quantity, double price, double equity) {
    double distance =
        sizing instanceof Sizing.RiskOfEquity of ? of.stopDistance() : book.stopDistance(price);
    return distance * quantity / equity;
  }

  /** A distance in prices decided on becomes one in prices traded at. */
  private static Sizing inTradedPrices(Sizing sizing, double scale) {
    return scale != 1 && sizing instanceof Sizing.RiskOfEquity of
        ? new Sizing.RiskOfEquity(of.risk(), of.stopDistance() * scale, of.leverage())
        : sizing;
  }
}
