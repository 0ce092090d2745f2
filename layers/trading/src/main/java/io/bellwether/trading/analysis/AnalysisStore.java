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

  /**
   * Those of a strategy about sessions of these dates, both inclusive, in order.
   *
   * @throws io.bellwether.trading.ledger.DamagedItemException if one cannot be read
   */
  List<Analysis> of(String strategy, LocalDate from, LocalDate to);

  /** Like {@link #of}, but what cannot be read hides nothing of the rest. */
  AsRead readable(String strategy, LocalDate from, LocalDate to);

  /**
   * Analyses as far as they can be read.
   *
   * @param analyses those that can, in order
   * @param damaged those that cannot, in order
   */
  record AsRead(List<Analysis> analyses, List<Damaged> damaged) {
    public AsRead {
      analyses = List.copyOf(analyses);
      damaged = List.copyOf(damaged);
    }
  }

  /**
   * An analysis that is not what this system writes.
   *
   * @param item its key, as people find it in the table
   * @param message what is wrong with it, and what repairs it
   */
  record Damaged(String item, String message) {}
}
