package io.bellwether.cloud.dynamo;

import io.bellwether.trading.analysis.Shadow;
import io.bellwether.trading.analysis.ShadowDecision;
import io.bellwether.trading.analysis.ShadowStore;
import io.bellwether.trading.ledger.ConcurrentUpdateException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One shadow a strategy, and its decisions by bar. */
final class DynamoShadows implements ShadowStore {
  private final Table table;

  DynamoShadows(Table table) {
    this.table = table;
  }

  @Override
  public Optional<Shadow> of(String strategy) {
    return table.find(Keys.shadow(strategy), Shadow.class);
  }

  @Override
  public Shadow update(Shadow shadow) {
    Key key = Keys.shadow(shadow.strategy());
    table
        .commit(Writes.revisionOrFirst(key, shadow, shadow.revision(), table.nextAttempt()))
        .ifPresent(
            refusal -> {
              throw new ConcurrentUpdateException(key.toString());
            });
    return Revisions.raised(shadow);
  }

  @Override
  public boolean record(ShadowDecision decision) {
    Key key = Keys.shadowDecision(decision);
    return table.commit(Writes.creation(key, decision, table.nextAttempt())).isEmpty();
  }

  @Override
  public List<ShadowDecision> decisions(String strategy, Instant from, Instant to) {
    return table.range(
        Keys.shadowDecisions(strategy), Keys.bound(from), Keys.bound(to), ShadowDecision.class);
  }
}
