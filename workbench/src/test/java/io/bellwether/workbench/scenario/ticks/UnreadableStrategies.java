package io.bellwether.workbench.scenario.ticks;

import io.bellwether.trading.analysis.AnalysisLedger;
import io.bellwether.trading.config.Activation;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.ledger.AlertStore;
import io.bellwether.trading.ledger.HoldingStore;
import io.bellwether.trading.ledger.Journal;
import io.bellwether.trading.ledger.Lease;
import io.bellwether.trading.ledger.LeaseStore;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.ledger.LedgerException;
import io.bellwether.trading.ledger.OrderStore;
import io.bellwether.trading.ledger.PlanStore;
import io.bellwether.trading.ledger.ReconciliationStore;
import io.bellwether.trading.ledger.ReviewStore;
import io.bellwether.trading.ledger.RiskStore;
import io.bellwether.trading.ledger.SignalStore;
import io.bellwether.trading.ledger.StrategyStore;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A ledger whose strategies cannot be read at times.
 *
 * @param ledger the ledger
 * @param unreadable whether none of them can be read now
 * @param damaged whether one of them cannot be read, and so not all of them at once
 */
record UnreadableStrategies(Ledger ledger, BooleanSupplier unreadable, BooleanSupplier damaged)
    implements Ledger {
  UnreadableStrategies(Ledger ledger, BooleanSupplier unreadable) {
    this(ledger, unreadable, () -> false);
  }

  /** One of the strategies is damaged, another than those that are asked for by name. */
  static UnreadableStrategies oneDamaged(Ledger ledger, BooleanSupplier damaged) {
    return new UnreadableStrategies(ledger, () -> false, damaged);
  }

  @Override
  public StrategyStore strategies() {
    return new Store(ledger.strategies(), unreadable, damaged);
  }

  @Override
  public SignalStore signals() {
    return ledger.signals();
  }

  @Override
  public PlanStore plans() {
    return ledger.plans();
  }

  @Override
  public OrderStore orders() {
    return ledger.orders();
  }

  @Override
  public HoldingStore holdings() {
    return ledger.holdings();
  }

  @Override
  public RiskStore risk() {
    return ledger.risk();
  }

  @Override
  public Journal journal() {
    return ledger.journal();
  }

  @Override
  public AlertStore alerts() {
    return ledger.alerts();
  }

  @Override
  public ReviewStore reviews() {
    return ledger.reviews();
  }

  @Override
  public ReconciliationStore reconciliation() {
    return ledger.reconciliation();
  }

  @Override
  public LeaseStore leases() {
    return ledger.leases();
  }

  @Override
  public AnalysisLedger analysis() {
    return ledger.analysis();
  }

  @Override
  public Ledger under(Lease lease) {
    return new UnreadableStrategies(ledger.under(lease), unreadable, damaged);
  }

  private record Store(StrategyStore store, BooleanSupplier unreadable, BooleanSupplier damaged)
      implements StrategyStore {
    @Override
    public List<StrategyVersion> active() {
      require(!damaged.getAsBoolean());
      return readable().active();
    }

    @Override
    public Optional<StrategyVersion> active(String strategy) {
      return readable().active(strategy);
    }

    @Override
    public List<StrategyVersion> versions(String strategy) {
      return readable().versions(strategy);
    }

    @Override
    public boolean create(StrategyVersion version) {
      return store.create(version);
    }

    @Override
    public boolean activate(Activation activation) {
      return store.activate(activation);
    }

    @Override
    public List<Activation> activations(String strategy) {
      return readable().activations(strategy);
    }

    private StrategyStore readable() {
      require(!unreadable.getAsBoolean());
      return store;
    }

    private static void require(boolean readable) {
      if (!readable) {
        throw new LedgerException("the strategies cannot be read", new IllegalStateException());
      }
    }
  }
}
