package io.bellwether.cloud.dynamo;

import io.bellwether.trading.ledger.ConcurrentUpdateException;
import io.bellwether.trading.ledger.RiskStore;
import io.bellwether.trading.risk.RiskState;

/** The risk state of each account. */
final class DynamoRisk implements RiskStore {
  private final Table table;

  DynamoRisk(Table table) {
    this.table = table;
  }

  @Override
  public RiskState of(String account) {
    return table
        .find(Keys.risk(account), RiskState.class)
        .orElseGet(() -> RiskState.initial(account));
  }

  @Override
  public RiskState update(RiskState state) {
    Key key = Keys.risk(state.account());
    Write.Put write = Writes.revisionOrFirst(key, state, state.revision(), table.nextAttempt());
    if (table.commit(write).isPresent()) {
      throw new ConcurrentUpdateException(key.toString());
    }
    return Revisions.raised(state);
  }
}
