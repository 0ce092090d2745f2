package io.bellwether.trading.execution;

import io.bellwether.trading.Identifiers;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.plan.Plan;
import io.bellwether.trading.plan.Plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One plan in one round, as its steps see it.
 *
 * @param plan with the steps so far
 * @param superseded whether a later signal has come
 * @param behind whether an earlier signal's plan is still to leave what it is to leave
 * @param orders the plan's orders by client order id, as they were when the round came to it
 * @param view the account
 */
record PlanRun(
    Plan plan,
    boolean superseded,
    boolean behind,
    Map<String, OrderRecord> orders,
    AccountView view) {
  /** The id of the order a step is at. */
  String orderId(Step step) {
    return Identifiers.clientOrder(plan.signalId(), step.leg(), step.sequence());
  }

  /** The order a step is at, if there is one. */
  Optional<OrderRecord> order(Step step) {
    return Optional.ofNullable(orders.get(orderId(step)));
  }

  /** The orders of a step before the one it is at, oldest first. */
  List<OrderRecord> earlier(Step step) {
    List<OrderRecord> earlier = new ArrayList<>();
    for (int sequence = 0; sequence < step.sequence(); sequence++) {
      String id = Identifiers.clientOrder(plan.signalId(), step.leg(), sequence);
      Optional.ofNullable(orders.get(id)).ifPresent(earlier::add);
    }
    return earlier;
  }
}
