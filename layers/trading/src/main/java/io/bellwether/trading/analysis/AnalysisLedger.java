package io.bellwether.trading.analysis;

/**
 * The part of the ledger that is the analyst's. Nothing in it is asked before an order is placed.
 */
public interface AnalysisLedger {
  SessionDocuments sessions();

  AnalysisStore analyses();

  SpendStore spend();

  ShadowStore shadows();

  DriftStore drifts();
}
