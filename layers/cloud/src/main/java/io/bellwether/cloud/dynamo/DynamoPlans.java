package io.bellwether.cloud.dynamo;

import io.bellwether.trading.ledger.PlanStore;
import io.bellwether.trading.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plans by signal, with pointers to the open ones of an account. */
final class DynamoPlans implements PlanStore {
  private final Table table;
  private final OpenRecords openRecords;

  DynamoPlans(Table table) {
    this.table = table;
    this.openRecords = new OpenRecords(table);
  }

  @Override
  public boolean create(Plan plan) {
    Key key = Keys.plan(plan.signalId());
    List<Write> writes = new ArrayList<>();
    writes.add(Writes.creation(key, plan, plan.open(), table.nextAttempt()));
    if (plan.open()) {
      writes.add(OpenRecords.pointerChange(key, true, Keys.openPlan(plan)));
    }
    return table.commit(writes).isEmpty();
  }

  @Override
  public Optional<Plan> find(String signalId) {
    return table.find(Keys.plan(signalId), Plan.class);
  }

  @Override
  public List<Plan> open(String account) {
    List<Plan> open =
        table.pointedAt(Keys.openPlans(account), Plan.class).stream().filter(Plan::open).toList();
    return Integrity.ownedBy(account, open, Plan::account);
  }

  @Override
  public Plan update(Plan plan) {
    return openRecords.update(
        Keys.plan(plan.signalId()), plan, plan.revision(), plan.open(), Keys.openPlan(plan));
  }
}
