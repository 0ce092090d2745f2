package io.bellwether.cloud.dynamo;

import io.bellwether.trading.config.Activation;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.ledger.StrategyStore;
import java.util.List;
import java.util.Optional;

/** Versions by strategy and number, and a copy of each active one; a version never changes. */
final class DynamoStrategies implements StrategyStore {
  private final Table table;

  DynamoStrategies(Table table) {
    this.table = table;
  }

  @Override
  public List<StrategyVersion> active() {
    return table.all(Keys.activeVersions(), StrategyVersion.class);
  }

  @Override
  public Optional<StrategyVersion> active(String strategy) {
    return table.find(Keys.active(strategy), StrategyVersion.class);
  }

  @Override
  public List<StrategyVersion> versions(String strategy) {
    return table.all(Keys.versions(strategy), StrategyVersion.class);
  }

  @Override
  public boolean create(StrategyVersion version) {
    Key key = Keys.version(version.strategy(), version.version());
    return table.commit(Writes.creation(key, version, table.nextAttempt())).isEmpty();
  }

  @Override
  public boolean activate(Activation activation) {
    StrategyVersion stored = required(activation.strategy(), activation.version());
    String attempt = table.nextAttempt();
    return table
        .commit(
            List.of(
                Writes.creation(Keys.activation(activation), activation, attempt),
                Writes.replacement(Keys.active(activation.strategy()), stored, attempt)))
        .isEmpty();
  }

  @Override
  public List<Activation> activations(String strategy) {
    return table.all(Keys.activations(strategy), Activation.class);
  }

  private StrategyVersion required(String strategy, int version) {
    return table
        .find(Keys.version(strategy, version), StrategyVersion.class)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "strategy %s has no version %d; the active one stays as it is"
                        .formatted(strategy, version)));
  }
}
