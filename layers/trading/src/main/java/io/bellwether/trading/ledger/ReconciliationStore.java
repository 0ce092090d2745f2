package io.bellwether.trading.ledger;

import java.util.List;
import java.util.Optional;

/** What reconciliation found, and what it has done already. */
public interface ReconciliationStore {
  Optional<ReconciliationMark> mark(String account);

  /** Stores a mark; revision 0 means that none is stored yet. */
  ReconciliationMark update(ReconciliationMark mark);

  /** Every finding of an account, closed ones too, by kind and subject. */
  List<Finding> findings(String account);

  /** Stores a finding; revision 0 means that none is stored yet. */
  Finding update(Finding finding);

  /**
   * Stores a finding and the holding that settles it, in one write.
   *
   * @throws ConcurrentUpdateException if either has changed since it was read
   */
  Finding settle(Finding finding, Holding holding);

  /** The splits applied in an account, by symbol and date. */
  List<AppliedSplit> splits(String account);

  /**
   * Stores a split and what it makes of the holding, in one write. False, with nothing written, if
   * the split is stored already.
   *
   * @param holding what the split makes of the holding; empty if it changes nothing
   * @throws ConcurrentUpdateException if the holding has changed since it was read
   */
  boolean apply(AppliedSplit split, Optional<Holding> holding);

  /**
   * Stores that the fraction a split left was paid in cash, with the holding without it and the
   * trade that this amounts to, in one write.
   *
   * @throws ConcurrentUpdateException if the split or the holding has changed since it was read
   */
  void payFraction(AppliedSplit split, Holding holding, Trade trade);
}
