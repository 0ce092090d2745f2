package io.bellwether.trading.analysis;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** The analyses, by id and by strategy. */
public interface AnalysisStore {
  /** Stores an analysis that begins; false if there is one of that id. */
  boolean create(Analysis analysis);

  Optional<Analysis> find(String id);

  /**
   * Stores the next revision and returns it.
   *
   * @throws io.bellwether.trading.ledger.ConcurrentUpdateException if the stored revision is not
   *     the one handed in
   */
  Analysis update(Analysis analysis);

  /** Those of a strategy about sessions of these dates, both inclusive, in order. */
  List<Analysis> of(String strategy, LocalDate from, LocalDate to);
}
