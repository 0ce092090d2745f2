package io.bellwether.trading.execution;

import io.bellwether.trading.analysis.AnalysisLedger;
import io.bellwether.trading.ledger.AlertStore;
import io.bellwether.trading.ledger.HoldingStore;
import io.bellwether.trading.ledger.Journal;
import io.bellwether.trading.ledger.Lease;
import io.bellwether.trading.ledger.LeaseStore;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.ledger.OrderStore;
import io.bellwether.trading.ledger.PlanStore;
import io.bellwether.trading.ledger.ReconciliationStore;
import io.bellwether.trading.ledger.ReviewStore;
import io.bellwether.trading.ledger.RiskStore;
import io.bellwether.trading.ledger.SignalStore;
import io.bellwether.trading.ledger.StrategyStore;
import java.util.function.Supplier;

/** The ledger under whichever lease is held now, for parts that are made before it is taken. */
record LeasedLedger(Supplier<Ledger> current) implements Ledger {
  @Override
  public SignalStore signals() {
    return current.get().signals();
  }

  @Override
  public PlanStore plans() {
    return current.get().plans();
  }

  @Override
  public OrderStore orders() {
    return current.get().orders();
  }

  @Override
  public HoldingStore holdings() {
    return current.get().holdings();
  }

  @Override
  public StrategyStore strategies() {
    return current.get().strategies();
  }

  @Override
  public RiskStore risk() {
    return current.get().risk();
  }

  @Override
  public Journal journal() {
    return current.get().journal();
  }

  @Override
  public AlertStore alerts() {
    return current.get().alerts();
  }

  @Override
  public ReviewStore reviews() {
    return current.get().reviews();
  }

  @Override
  public ReconciliationStore reconciliation() {
    return current.get().reconciliation();
  }

  @Override
  public LeaseStore leases() {
    return current.get().leases();
  }

  @Override
  public AnalysisLedger analysis() {
    return current.get().analysis();
  }

  @Override
  public Ledger under(Lease lease) {
    return current.get().under(lease);
  }
}
