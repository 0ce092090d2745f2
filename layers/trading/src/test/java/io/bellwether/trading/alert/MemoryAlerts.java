package io.bellwether.trading.alert;

import io.bellwether.trading.ledger.Alert;
import io.bellwether.trading.ledger.AlertStore;
import io.bellwether.trading.ledger.ConcurrentUpdateException;
import io.bellwether.trading.ledger.LedgerException;
import io.bellwether.trading.ledger.Repetition;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Alerts in memory, by revision like the real ones; can be out of order. */
final class MemoryAlerts implements AlertStore {
  private final Map<String, Alert> alerts = new HashMap<>();
  private final Map<String, Repetition> repetitions = new HashMap<>();
  private boolean broken;

  void broken(boolean value) {
    broken = value;
  }

  @Override
  public boolean create(Alert alert) {
    check();
    return alerts.putIfAbsent(alert.time() + alert.id(), alert) == null;
  }

  @Override
  public Optional<Alert> find(String account, Instant time, String id) {
    check();
    return Optional.ofNullable(alerts.get(time + id));
  }

  @Override
  public Alert update(Alert alert) {
    check();
    Alert stored = alerts.get(alert.time() + alert.id());
    if (stored == null || stored.revision() != alert.revision()) {
      throw new ConcurrentUpdateException(alert.id());
    }
    Alert next =
        new Alert(
            alert.id(),
            alert.account(),
            alert.time(),
            alert.type(),
            alert.severity(),
            alert.state(),
            alert.claimedUntil(),
            alert.revision() + 1);
    alerts.put(alert.time() + alert.id(), next);
    return next;
  }

  @Override
  public List<Alert> between(String account, Instant from, Instant to) {
    throw new UnsupportedOperationException("the desk does not ask");
  }

  @Override
  public Optional<Repetition> repetition(String account, String subject) {
    check();
    return Optional.ofNullable(repetitions.get(subject));
  }

  @Override
  public Repetition update(Repetition repetition) {
    check();
    long revision =
        repetition(repetition.account(), repetition.subject()).map(Repetition::revision).orElse(0L);
    if (revision != repetition.revision()) {
      throw new ConcurrentUpdateException(repetition.subject());
    }
    Repetition next =
        new Repetition(
            repetition.account(),
            repetition.subject(),
            repetition.toldAt(),
            repetition.toldId(),
            repetition.suppressed(),
            revision + 1);
    repetitions.put(repetition.subject(), next);
    return next;
  }

  private void check() {
    if (broken) {
      throw new LedgerException("out of order", new IllegalStateException());
    }
  }
}
