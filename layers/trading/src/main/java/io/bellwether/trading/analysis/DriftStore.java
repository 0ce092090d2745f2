package io.bellwether.trading.analysis;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The drift reports, one per strategy, account and day. */
public interface DriftStore {
  /** Stores a report; false if there is one of that day, which is then left as it is. */
  boolean create(DriftReport report);

  Optional<DriftReport> find(String strategy, String account, LocalDate date);

  /** Those of a strategy, both dates inclusive, in order. */
  List<DriftReport> of(String strategy, LocalDate from, LocalDate to);
}
