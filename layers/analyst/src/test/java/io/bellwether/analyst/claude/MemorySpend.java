package io.bellwether.analyst.claude;

import io.bellwether.trading.analysis.MonthlySpend;
import io.bellwether.trading.analysis.SpendStore;
import io.bellwether.trading.ledger.ConcurrentUpdateException;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.Map;

/** What models cost, in memory, with the revisions that other stores have. */
final class MemorySpend implements SpendStore {
  private final Map<YearMonth, MonthlySpend> months = new HashMap<>();

  /** Run before the next update, as another run would be. */
  Runnable beforeUpdate = () -> {};

  @Override
  public synchronized MonthlySpend of(YearMonth month) {
    return months.getOrDefault(month, MonthlySpend.none(month));
  }

  @Override
  public MonthlySpend update(MonthlySpend spend) {
    Runnable first = beforeUpdate;
    beforeUpdate = () -> {};
    first.run();
    synchronized (this) {
      if (of(spend.month()).revision() != spend.revision()) {
        throw new ConcurrentUpdateException("the spend of " + spend.month());
      }
      MonthlySpend stored =
          new MonthlySpend(
              spend.month(),
              spend.spentUsd(),
              spend.questions(),
              Map.copyOf(spend.reservedUsd()),
              spend.revision() + 1);
      months.put(spend.month(), stored);
      return stored;
    }
  }
}
