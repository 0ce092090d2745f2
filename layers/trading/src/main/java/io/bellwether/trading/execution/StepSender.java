package io.bellwether.trading.execution;

import io.bellwether.strategy.StopLoss;
import io.bellwether.trading.broker.BrokerException;
import io.bellwether.trading.event.TradingEvent;
import io.bellwether.trading.event.TradingEvent.Severity;
import io.bellwether.trading.order.OrderPurpose;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.order.OrderStatus;
import io.bellwether.trading.order.OrderTerms;
import io.bellwether.trading.order.TimeInForce;
import io.bellwether.trading.plan.Plan.Step;
import io.bellwether.trading.plan.Plan.StepStatus;
import io.bellwether.trading.risk.RiskContext;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** Turns a step into an order, or drops it and says so. */
final class StepSender {
  private final OrderGateway gateway;
  private final InstantSource clock;
  private final Announcer announcer;

  StepSender(OrderGateway gateway, InstantSource clock, Announcer announcer) {
    this.gateway = gateway;
    this.clock = clock;
    this.announcer = announcer;
  }

  /** Sends a step's next order, at the market. */
  Step send(
      Step step, PlanRun run, BigDecimal quantity, TimeInForce life, Optional<StopLoss> stopLoss)
      throws BrokerException {
    Instant now = clock.instant();
    OrderRecord intent =
        new OrderRecord(
            run.orderId(step),
            run.plan().account(),
            run.plan().strategy(),
            run.plan().signalId(),
            step.isEntry() ? OrderPurpose.ENTRY : OrderPurpose.EXIT,
            step.exitReason(),
            OrderTerms.market(step.symbol(), step.side(), quantity, life),
            OrderStatus.INTENDED,
            Optional.empty(),
            BigDecimal.ZERO,
            "",
            now,
            now,
            0);
    AccountView view = run.view();
    RiskContext context = view.riskContext(intent, step.referencePrice(), stopLoss);
    OrderGateway.Placement placement =
        gateway.place(
            intent,
            step.isEntry() ? context.until(EntrySteps.until(run.plan())) : context,
            view.deadline());
    view.changed();
    return switch (placement) {
      case OrderGateway.Placement.Placed placed ->
          step.at(StepStatus.SENT, cutNote(step, quantity));
      // What only stands in the way now is tried again, for as long as the step is valid.
      case OrderGateway.Placement.Refused refused when refused.mayPass() -> step;
      case OrderGateway.Placement.Refused refused -> skip(step, run, refused.message());
    };
  }

  private static String cutNote(Step step, BigDecimal quantity) {
    return step.isEntry() && quantity.compareTo(step.quantity()) < 0
        ? "cut from " + step.quantity().toPlainString() + " to the cash there is"
        : step.note();
  }

  /** Drops a step and tells people why. */
  Step skip(Step step, PlanRun run, String why) {
    announcer.tell(
        TradingEvent.Type.STEP_SKIPPED,
        step.isEntry() ? Severity.WARNING : Severity.CRITICAL,
        step.symbol(),
        step.leg() + " skipped: " + why,
        Map.of("leg", step.leg(), "reason", why, "signal", run.plan().signalId()));
    return step.at(StepStatus.SKIPPED, why);
  }
}
