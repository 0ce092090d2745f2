package io.bellwether.trading.analysis;

import java.time.YearMonth;

/** What models cost, by month. */
public interface SpendStore {
  /** The spend of a month; none if nothing is stored. */
  MonthlySpend of(YearMonth month);

  /**
   * Stores the next revision and returns it.
   *
   * @throws io.bellwether.trading.ledger.ConcurrentUpdateException if the stored revision is not
   *     the one handed in
   */
  MonthlySpend update(MonthlySpend spend);
}
