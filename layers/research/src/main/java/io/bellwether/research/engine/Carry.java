package io.bellwether.research.engine;

import io.bellwether.strategy.Direction;
import io.bellwether.trading.cost.Financing;
import io.bellwether.trading.cost.FundingRates;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What holding positions costs while time passes: interest and borrow fees with each new day,
 * funding with each settlement. What was held at the close before is charged, at the price then.
 */
final class Carry {
  private static final long EIGHT_HOURS = Duration.ofHours(8).toMillis();

  private final MarketData data;
  private final Financing financing;
  private final Optional<FundingRates> fundingRates;
  private final boolean daily;
  private final boolean funded;
  private final long[] start;
  private int nextBar;

  Carry(MarketData data, BacktestSettings settings, int first) {
    this.data = data;
    this.financing = settings.financing();
    this.fundingRates = settings.fundingRates();
    this.daily = financing.marginInterest() > 0 || financing.borrowFee() > 0;
    this.funded = financing.fundingPer8h() != 0 || fundingRates.isPresent();
    this.start = data.series().main().startMillis();
    this.nextBar = after(first);
  }

  /** The next bar before which something may be due. */
  int nextBar() {
    return nextBar;
  }

  private int after(int bar) {
    int size = data.size();
    if (!(daily || funded) || bar + 1 >= size) {
      return Integer.MAX_VALUE;
    }
    long settlement = settlementAfter(start[bar]);
    int next = bar + 1;
    while (next < size
        && !(daily && data.epochDay(next) != data.epochDay(bar))
        && !(funded && start[next] >= settlement)) {
      next++;
    }
    return next < size ? next : Integer.MAX_VALUE;
  }

  /** What is due before the open of {@link #nextBar}; below 0 if it is received. */
  double due(Book[] books, double cash) {
    int bar = nextBar;
    double due = 0;
    if (daily) {
      int days = data.epochDay(bar) - data.epochDay(bar - 1);
      double shorts = shortValue(books, bar - 1);
      // What shorts were sold for is the lender's security and not the account's to lend.
      due += financing.interest(shorts - cash, days) + financing.borrow(shorts, days);
    }
    if (funded) {
      for (long at = settlementAfter(start[bar - 1]); at <= start[bar]; at = settlementAfter(at)) {
        due += funding(books, bar - 1, rate(at));
      }
    }
    nextBar = after(bar);
    return due;
  }

  /** Each settlement of a file counts, however often there is one; else one every eight hours. */
  private long settlementAfter(long millis) {
    if (fundingRates.isEmpty()) {
      return (Math.floorDiv(millis, EIGHT_HOURS) + 1) * EIGHT_HOURS;
    }
    FundingRates rates = fundingRates.get();
    int next = rates.countUntil(millis);
    return next < rates.size() ? rates.millis(next) : Long.MAX_VALUE;
  }

  private double rate(long settlement) {
    return fundingRates
        .map(rates -> rates.at(Instant.ofEpochMilli(settlement)).orElse(0))
        .orElse(financing.fundingPer8h());
  }

  private static double shortValue(Book[] books, int bar) {
    double sum = 0;
    for (Book book : books) {
      if (book.sign < 0) {
        sum -= book.worth(bar);
      }
    }
    return sum;
  }

  private static double funding(Book[] books, int bar, double rate) {
    double due = 0;
    for (Book book : books) {
      if (book.isHeld()) {
        Direction direction = book.sign > 0 ? Direction.LONG : Direction.SHORT;
        due += Financing.funding(direction, Math.abs(book.worth(bar)), rate);
      }
    }
    return due;
  }
}
