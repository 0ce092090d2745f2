package io.bellwether.trading.ledger;

import io.bellwether.trading.plan.Plan;
import java.util.List;
import java.util.Optional;

/** Plans, one per signal. */
public interface PlanStore {
  /** Stores a plan; false if its signal has one already. */
  boolean create(Plan plan);

  Optional<Plan> find(String signalId);

  /** Plans with something left to do, oldest first. */
  List<Plan> open(String account);

  Plan update(Plan plan);
}
