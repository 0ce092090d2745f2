package io.bellwether.cloud.dynamo;

import io.bellwether.trading.ledger.AppliedSplit;
import io.bellwether.trading.ledger.ConcurrentUpdateException;
import io.bellwether.trading.ledger.Finding;
import io.bellwether.trading.ledger.Holding;
import io.bellwether.trading.ledger.ReconciliationMark;
import io.bellwether.trading.ledger.ReconciliationStore;
import io.bellwether.trading.ledger.Trade;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Findings by kind and subject, splits by symbol and date, and a mark, of each account. */
final class DynamoReconciliations implements ReconciliationStore {
  private final Table table;

  DynamoReconciliations(Table table) {
    this.table = table;
  }

  @Override
  public Optional<ReconciliationMark> mark(String account) {
    return table.find(Keys.reconciliation(account), ReconciliationMark.class);
  }

  @Override
  public ReconciliationMark update(ReconciliationMark mark) {
    Write.Put write =
        Writes.revisionOrFirst(
            Keys.reconciliation(mark.account()), mark, mark.revision(), table.nextAttempt());
    require(table.commit(write));
    return Revisions.raised(mark);
  }

  @Override
  public List<Finding> findings(String account) {
    return table.all(Keys.findings(account), Finding.class);
  }

  @Override
  public Finding update(Finding finding) {
    Write.Put write = revision(finding, table.nextAttempt());
    require(table.commit(write));
    return Revisions.raised(finding);
  }

  @Override
  public Finding settle(Finding finding, Holding holding) {
    String attempt = table.nextAttempt();
    Write.Put write = revision(finding, attempt);
    require(table.commit(List.of(write, revision(holding, attempt))));
    return Revisions.raised(finding);
  }

  @Override
  public List<AppliedSplit> splits(String account) {
    return table.all(Keys.splits(account), AppliedSplit.class);
  }

  @Override
  public boolean apply(AppliedSplit split, Optional<Holding> holding) {
    String attempt = table.nextAttempt();
    Write.Put first = Writes.revisionOrFirst(Keys.split(split), split, 0, attempt);
    List<Write> writes = new ArrayList<>(List.of(first));
    holding.ifPresent(changed -> writes.add(revision(changed, attempt)));
    Optional<Table.Refusal> refusal = table.commit(writes);
    if (refusal.filter(found -> found.write().key().equals(first.key())).isPresent()) {
      return false;
    }
    require(refusal);
    return true;
  }

  @Override
  public void payFraction(AppliedSplit split, Holding holding, Trade trade) {
    String attempt = table.nextAttempt();
    require(
        table.commit(
            List.of(
                Writes.revisionOrFirst(Keys.split(split), split, split.revision(), attempt),
                revision(holding, attempt),
                Writes.replacement(Keys.trade(trade), trade, attempt))));
  }

  private static Write.Put revision(Finding finding, String attempt) {
    return Writes.revisionOrFirst(Keys.finding(finding), finding, finding.revision(), attempt);
  }

  private static Write.Put revision(Holding holding, String attempt) {
    return Writes.revisionOrFirst(
        Keys.holding(holding.account(), holding.symbol()), holding, holding.revision(), attempt);
  }

  private static void require(Optional<Table.Refusal> refusal) {
    if (refusal.isPresent()) {
      throw new ConcurrentUpdateException(refusal.get().write().key().toString());
    }
  }
}
