package io.bellwether.cloud.dynamo;

import io.bellwether.trading.ledger.Alert;
import io.bellwether.trading.ledger.AlertStore;
import io.bellwether.trading.ledger.ConcurrentUpdateException;
import io.bellwether.trading.ledger.Repetition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Alerts by account and time, repetitions by account and subject. */
final class DynamoAlerts implements AlertStore {
  private final Table table;

  DynamoAlerts(Table table) {
    this.table = table;
  }

  @Override
  public boolean create(Alert alert) {
    return table.put(Writes.creation(Keys.alert(alert), alert, table.nextAttempt())).isEmpty();
  }

  @Override
  public Optional<Alert> find(String account, Instant time, String id) {
    return table.find(Keys.alert(account, time, id), Alert.class);
  }

  @Override
  public Alert update(Alert alert) {
    Key key = Keys.alert(alert);
    return stored(Writes.revision(key, alert, alert.revision(), table.nextAttempt()), alert);
  }

  @Override
  public List<Alert> between(String account, Instant from, Instant to) {
    return table.range(Keys.alerts(account), Keys.bound(from), Keys.bound(to), Alert.class);
  }

  @Override
  public Optional<Repetition> repetition(String account, String subject) {
    return table.find(Keys.repetition(account, subject), Repetition.class);
  }

  @Override
  public Repetition update(Repetition repetition) {
    Key key = Keys.repetition(repetition.account(), repetition.subject());
    return stored(
        Writes.revisionOrFirst(key, repetition, repetition.revision(), table.nextAttempt()),
        repetition);
  }

  private <T extends Record> T stored(Write.Put write, T value) {
    if (table.put(write).isPresent()) {
      throw new ConcurrentUpdateException(write.key().toString());
    }
    return Revisions.raised(value);
  }
}
