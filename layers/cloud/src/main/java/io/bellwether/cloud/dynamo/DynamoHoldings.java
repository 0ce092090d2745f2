package io.bellwether.cloud.dynamo;

import io.bellwether.trading.ledger.ConcurrentUpdateException;
import io.bellwether.trading.ledger.Holding;
import io.bellwether.trading.ledger.HoldingStore;
import io.bellwether.trading.ledger.Trade;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Holdings by account and symbol, trades by account and exit. */
final class DynamoHoldings implements HoldingStore {
  private final Table table;

  DynamoHoldings(Table table) {
    this.table = table;
  }

  @Override
  public List<Holding> of(String account) {
    return table.all(Keys.holdings(account), Holding.class);
  }

  @Override
  public Optional<Holding> find(String account, String symbol) {
    return table.find(Keys.holding(account, symbol), Holding.class);
  }

  @Override
  public Holding update(Holding holding) {
    Key key = Keys.holding(holding.account(), holding.symbol());
    Write.Put write = Writes.revisionOrFirst(key, holding, holding.revision(), table.nextAttempt());
    if (table.commit(write).isPresent()) {
      throw new ConcurrentUpdateException(key.toString());
    }
    return Revisions.raised(holding);
  }

  @Override
  public List<Trade> trades(String account, Instant from, Instant to) {
    return table.range(Keys.trades(account), Keys.bound(from), Keys.bound(to), Trade.class);
  }
}
