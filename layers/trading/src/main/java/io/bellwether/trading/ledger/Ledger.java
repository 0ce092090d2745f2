package io.bellwether.trading.ledger;

import io.bellwether.trading.analysis.AnalysisLedger;

/**
 * The state of the system. Reads are strongly consistent. A write either happens whole or not at
 * all; a {@code create} that finds its key taken returns false; an {@code update} whose revision is
 * not the last one throws {@link ConcurrentUpdateException} and returns the item as stored, with
 * its revision raised, otherwise. Any method may throw {@link LedgerException}.
 */
public interface Ledger {
  SignalStore signals();

  PlanStore plans();

  OrderStore orders();

  HoldingStore holdings();

  StrategyStore strategies();

  RiskStore risk();

  Journal journal();

  AlertStore alerts();

  ReviewStore reviews();

  ReconciliationStore reconciliation();

  LeaseStore leases();

  AnalysisLedger analysis();

  /**
   * The same ledger, each of whose writes is made in one transaction with a check that the lease is
   * current: that it was neither released nor taken over. That its end has come does not matter.
   * Otherwise a write throws {@link LeaseLostException}, and nothing is written. Reads, and the
   * leases themselves, are not affected.
   */
  Ledger under(Lease lease);
}
