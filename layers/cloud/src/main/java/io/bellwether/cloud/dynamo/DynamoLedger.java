package io.bellwether.cloud.dynamo;

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
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The ledger in one DynamoDB table. Every read is strongly consistent; what belongs together is
 * written in one transaction; nothing expires. Safe for use by several threads.
 */
public final class DynamoLedger implements Ledger {
  private final SignalStore signals;
  private final PlanStore plans;
  private final OrderStore orders;
  private final HoldingStore holdings;
  private final StrategyStore strategies;
  private final RiskStore risk;
  private final Journal journal;
  private final AlertStore alerts;
  private final ReviewStore reviews;
  private final ReconciliationStore reconciliation;
  private final AnalysisLedger analysis;
  private final LeaseStore leases;
  private final Table table;

  /**
   * A ledger over a table of DynamoDB laid out as {@link TableDefinition} says.
   *
   * @param client stays the caller's to close
   * @param attempts names the writes of this process
   */
  public DynamoLedger(DynamoDbClient client, String tableName, AttemptTokens attempts) {
    this(new DynamoItemStore(client, tableName), attempts);
  }

  /**
   * A ledger over a store of items.
   *
   * @param attempts names the writes of this process
   */
  public DynamoLedger(ItemStore store, AttemptTokens attempts) {
    this(new Table(store, attempts));
  }

  private DynamoLedger(Table table) {
    this(table, new DynamoLeases(table));
  }

  private DynamoLedger(Table table, LeaseStore leases) {
    this.signals = new DynamoSignals(table);
    this.plans = new DynamoPlans(table);
    this.orders = new DynamoOrders(table);
    this.holdings = new DynamoHoldings(table);
    this.strategies = new DynamoStrategies(table);
    this.risk = new DynamoRisk(table);
    this.journal = new DynamoJournal(table);
    this.alerts = new DynamoAlerts(table);
    this.reviews = new DynamoReviews(table);
    this.reconciliation = new DynamoReconciliations(table);
    this.analysis = new DynamoAnalysisLedger(table);
    this.leases = leases;
    this.table = table;
  }

  @Override
  public SignalStore signals() {
    return signals;
  }

  @Override
  public PlanStore plans() {
    return plans;
  }

  @Override
  public OrderStore orders() {
    return orders;
  }

  @Override
  public HoldingStore holdings() {
    return holdings;
  }

  @Override
  public StrategyStore strategies() {
    return strategies;
  }

  @Override
  public RiskStore risk() {
    return risk;
  }

  @Override
  public Journal journal() {
    return journal;
  }

  @Override
  public AlertStore alerts() {
    return alerts;
  }

  @Override
  public ReviewStore reviews() {
    return reviews;
  }

  @Override
  public ReconciliationStore reconciliation() {
    return reconciliation;
  }

  @Override
  public LeaseStore leases() {
    return leases;
  }

  @Override
  public AnalysisLedger analysis() {
    return analysis;
  }

  @Override
  public Ledger under(Lease lease) {
    return new DynamoLedger(new FencedTable(table, lease), leases);
  }
}
