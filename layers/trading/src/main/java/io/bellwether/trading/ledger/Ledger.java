package io.bellwether.trading.ledger;

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
}
