package io.bellwether.research.engine;

import io.bellwether.trading.risk.RiskLimit;
import java.math.BigDecimal;
import java.util.Arrays;

/** Cash and positions of a run, and the equity they come to at the close of every bar. */
final class Account {
  /** The room for changes of cash to begin with. */
  private static final int BARS_PER_CHANGE = 16;

  private final Book[] books;
  private final double[] equity;
  private final double[] days;
  private final int[] dayEnds;
  private final boolean everyBar;
  private final CashLog cashLog;
  double cash;

  /** The first bar whose close has not been marked yet. */
  private int marked;

  private int nextDay;
  private int barsInMarket;

  private final double capital;
  private final double maximumLoss;
  private double maximumDrawdown;
  private double peak;
  private boolean breached;

  Account(
      MarketData data, Book[] books, BacktestSettings settings, int firstBar, Recording recording) {
    this.books = books;
    this.cash = settings.capital();
    this.capital = settings.capital();
    this.peak = settings.capital();
    this.maximumLoss =
        settings
            .risk()
            .limit(RiskLimit.TOTAL_LOSS_AMOUNT)
            .map(BigDecimal::doubleValue)
            .orElse(Double.POSITIVE_INFINITY);
    this.maximumDrawdown =
        settings.risk().maximumDrawdown().map(BigDecimal::doubleValue).orElse(Double.NaN);
    this.everyBar = recording == Recording.EVERYTHING;
    this.equity = everyBar ? new double[data.size()] : new double[0];
    this.cashLog = new CashLog(everyBar ? data.size() / BARS_PER_CHANGE : 0);
    this.dayEnds = data.dayEnds();
    this.days = new double[dayEnds.length];
    this.marked = firstBar;
    while (nextDay < dayEnds.length && dayEnds[nextDay] < firstBar) {
      nextDay++;
    }
  }

  /**
   * Marks the closes of all bars before {@code wanted}, or fewer: those up to the one at whose
   * close a limit on the total loss is reached. Nothing has happened until then.
   */
  void markUntil(int wanted) {
    boolean limited = !Double.isNaN(maximumDrawdown) || maximumLoss < Double.POSITIVE_INFINITY;
    int bar = !limited || breached ? wanted : untilBreach(wanted);
    if (bar > marked) {
      markBars(bar);
    }
  }

  /** The last bar of the first day whose end has not been marked yet. */
  int nextDayEnd() {
    return nextDay < dayEnds.length ? dayEnds[nextDay] : Integer.MAX_VALUE;
  }

  /**
   * Marks the ends of days before {@code bar} with a position in one symbol or none, for a run that
   * counts its bars itself and draws the equity of all of them at its end.
   */
  void markDays(int bar, double money, double quantity, double[] mark) {
    for (; nextDay < dayEnds.length && dayEnds[nextDay] < bar; nextDay++) {
      days[nextDay] = money + quantity * mark[dayEnds[nextDay]];
    }
  }

  /** Bars in which something was held. */
  void countBars(int bars) {
    barsInMarket += bars;
  }

  /** From now on a position may lose more than it cost: the account ends where nothing is left. */
  void mayLoseAll() {
    if (Double.isNaN(maximumDrawdown)) {
      maximumDrawdown = 1;
    }
  }

  /** The equity at the end of the last day that was marked; the capital before the first. */
  double lastDayEquity() {
    double last = nextDay > 0 ? days[nextDay - 1] : 0;
    return last == 0 ? capital : last;
  }

  /** Whether a limit on the total loss was reached, at the close of the last bar marked then. */
  boolean breached() {
    return breached;
  }

  /** As live, the limits count from the highest equity and the capital; here, at bars' closes. */
  private int untilBreach(int wanted) {
    for (int i = marked; i < wanted; i++) {
      double now = equityAt(i);
      peak = Math.max(peak, now);
      // An unlimited drawdown is no number, which nothing reaches.
      if (peak - now >= peak * maximumDrawdown || capital - now >= maximumLoss) {
        breached = true;
        return i + 1;
      }
    }
    return wanted;
  }

  /** The first bar whose close has not been marked yet. */
  int marked() {
    return marked;
  }

  private void markBars(int bar) {
    int held = 0;
    Book last = books[0];
    for (Book book : books) {
      if (book.isHeld()) {
        held++;
        last = book;
      }
    }
    if (everyBar) {
      cashLog.add(marked, cash, held > 0);
      switch (held) {
        case 0 -> Arrays.fill(equity, marked, bar, cash);
        case 1 -> mark(last, bar);
        default -> markAll(bar);
      }
    }
    for (; nextDay < dayEnds.length && dayEnds[nextDay] < bar; nextDay++) {
      days[nextDay] = held == 0 ? cash : equityAt(dayEnds[nextDay]);
    }
    if (held > 0) {
      barsInMarket += bar - marked;
    }
    marked = bar;
  }

  private void mark(Book book, int bar) {
    double[] mark = book.tape.mark();
    double[] out = equity;
    double money = cash;
    double quantity = book.sign * book.quantity;
    for (int i = marked; i < bar; i++) {
      out[i] = money + quantity * mark[i];
    }
  }

  private void markAll(int bar) {
    for (int i = marked; i < bar; i++) {
      equity[i] = equityAt(i);
    }
  }

  /** Cash and positions as they are now, at the close of a bar. */
  double equityAt(int bar) {
    double sum = cash;
    for (Book book : books) {
      if (book.isHeld()) {
        sum += book.worth(bar);
      }
    }
    return sum;
  }

  /** A bar in which something was held, but not at its close. */
  void countFleeting(int bar) {
    barsInMarket++;
    if (everyBar) {
      cashLog.touch(bar);
    }
  }

  /** The equity at the close of each bar; 0 before the first bar of the run. */
  double[] equity() {
    return equity;
  }

  /** The equity at the end of each day; 0 before the first day of the run. */
  double[] days() {
    return days;
  }

  CashLog cashLog() {
    return cashLog;
  }

  int barsInMarket() {
    return barsInMarket;
  }
}
