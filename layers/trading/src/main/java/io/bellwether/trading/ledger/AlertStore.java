package io.bellwether.trading.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What people were told, and what they were spared. */
public interface AlertStore {
  /** Stores an alert; false if it is stored already, which is then left as it is. */
  boolean create(Alert alert);

  Optional<Alert> find(String account, Instant time, String id);

  Alert update(Alert alert);

  /** Alerts of an account with {@code from <= time < to}, in order. */
  List<Alert> between(String account, Instant from, Instant to);

  Optional<Repetition> repetition(String account, String subject);

  /** Stores a repetition; revision 0 means that none is stored yet. */
  Repetition update(Repetition repetition);
}
