package io.bellwether.workbench.simulate.planted;

import io.bellwether.cloud.dynamo.Write;
import io.bellwether.trading.alert.AlertDesk;
import io.bellwether.trading.broker.Submission;
import io.bellwether.trading.ledger.Lease;
import io.bellwether.trading.ledger.Ledger;
import io.bellwether.trading.ledger.SignalStore;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.order.OrderStatus;
import io.bellwether.trading.plan.Plan;
import io.bellwether.trading.risk.RiskState;
import io.bellwether.trading.signal.Signal;
import io.bellwether.trading.signal.SignalQueue;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.bytebuddy.asm.Advice.Argument;
import net.bytebuddy.asm.Advice.Enter;
import net.bytebuddy.asm.Advice.FieldValue;
import net.bytebuddy.asm.Advice.OnMethodEnter;
import net.bytebuddy.asm.Advice.OnMethodExit;
import net.bytebuddy.asm.Advice.OnNonDefaultValue;
import net.bytebuddy.asm.Advice.Return;
import net.bytebuddy.asm.Advice.This;
import net.bytebuddy.implementation.bytecode.assign.Assigner.Typing;

/**
 * The code of the planted bugs. Byte Buddy copies it into the methods it is for: what it says must
 * make sense there, so it names public types only.
 */
@SuppressWarnings("unused") // parameters that are assigned to are what the method goes on with
final class Advices {
  private Advices() {}

  static final class UnderivedId {
    @OnMethodExit
    static void exit(@Return(readOnly = false) String id) {
      id = Sabotage.underivedId();
    }
  }

  static final class InFlightIsRefused {
    @OnMethodEnter
    static void enter(@Argument(value = 0, readOnly = false) OrderRecord order) {
      order = Sabotage.takenForRefused(order);
    }
  }

  static final class UnknownIsRefused {
    @OnMethodExit
    static void exit(@Return(readOnly = false) Submission submission) {
      submission = Sabotage.takenForRefused(submission);
    }
  }

  /** Skips a method, which returns true if it returns a truth. */
  static final class SkippedAsTrue {
    @OnMethodEnter(skipOn = OnNonDefaultValue.class)
    static boolean enter() {
      return true;
    }

    @OnMethodExit
    static void exit(@Return(readOnly = false) boolean result) {
      result = true;
    }
  }

  static final class Skipped {
    @OnMethodEnter(skipOn = OnNonDefaultValue.class)
    static boolean enter() {
      return true;
    }
  }

  static final class Unfenced {
    @OnMethodExit
    static void exit(
        @This Object ledger, @Return(readOnly = false, typing = Typing.DYNAMIC) Object fenced) {
      fenced = ledger;
    }
  }

  static final class AlwaysGranted {
    @OnMethodExit
    static void exit(
        @Argument(0) String account,
        @Argument(2) Instant until,
        @Return(readOnly = false) Optional<Lease> lease) {
      lease = Sabotage.granted(lease, account, until);
    }
  }

  static final class InFlightIsForgotten {
    @OnMethodExit
    static void exit(@Return(readOnly = false) List<OrderRecord> orders) {
      orders = Sabotage.withoutThoseInFlight(orders);
    }
  }

  static final class FilledInFull {
    @OnMethodEnter
    static void enter(
        @This OrderRecord order, @Argument(value = 0, readOnly = false) BigDecimal quantity) {
      quantity = order.terms().quantity();
    }
  }

  static final class AnyStopFits {
    @OnMethodExit
    static void exit(
        @Argument(0) List<OrderRecord> stops,
        @Return(readOnly = false) Optional<OrderRecord> fitting) {
      fitting = Sabotage.any(stops);
    }
  }

  static final class NoStopSeen {
    @OnMethodEnter
    static void enter(@Argument(value = 2, readOnly = false) List<OrderRecord> stops) {
      stops = List.of();
    }
  }

  static final class KillUnseen {
    @OnMethodExit
    static void exit(@Return(readOnly = false) RiskState state) {
      state = Sabotage.beforeTheKill(state);
    }
  }

  static final class FillBeforeAcknowledgementDropped {
    @OnMethodEnter(skipOn = OnNonDefaultValue.class)
    static boolean enter(@Argument(0) OrderRecord order) {
      return order.brokerOrderId().isEmpty();
    }

    @OnMethodExit
    static void exit(
        @Enter boolean skipped,
        @Argument(0) OrderRecord order,
        @Return(readOnly = false) Optional<OrderRecord> posted) {
      if (skipped) {
        posted = Optional.of(order);
      }
    }
  }

  static final class CancelIsAnEnd {
    @OnMethodEnter
    static void enter(@Argument(value = 1, readOnly = false) OrderStatus status) {
      status = Sabotage.ended(status);
    }
  }

  static final class GivenUpIsForgotten {
    @OnMethodEnter
    static void enter(@Argument(value = 1, readOnly = false) OrderStatus status) {
      status = Sabotage.forgotten(status);
    }
  }

  static final class ValidForAMonth {
    @OnMethodExit
    static void exit(@Argument(0) Plan plan, @Return(readOnly = false) Instant until) {
      until = plan.validUntil().plus(Duration.ofDays(30));
    }
  }

  static final class MarkedBeforeSent {
    @OnMethodEnter(skipOn = OnNonDefaultValue.class)
    static boolean enter(
        @FieldValue("signals") SignalStore signals,
        @FieldValue("queue") SignalQueue queue,
        @Argument(0) Signal signal) {
      Sabotage.markAndSend(signals, queue, signal);
      return true;
    }
  }

  static final class TakenAgain {
    @OnMethodEnter
    static void enter(@FieldValue("ledger") Ledger ledger, @Argument(0) String signalId) {
      Sabotage.takeAgain(ledger, signalId);
    }
  }

  static final class DuplicateIsTold {
    @OnMethodExit
    static void exit(@Return(readOnly = false) AlertDesk.Verdict verdict) {
      if (verdict instanceof AlertDesk.Verdict.Duplicate) {
        verdict = new AlertDesk.Verdict.Tell(0, Optional.empty(), Optional.empty());
      }
    }
  }

  static final class StepSkipped {
    @OnMethodEnter(skipOn = OnNonDefaultValue.class)
    static boolean enter() {
      return true;
    }

    @OnMethodExit
    static void exit(@Argument(0) Plan.Step step, @Return(readOnly = false) Plan.Step result) {
      result = step.at(Plan.StepStatus.SKIPPED, "sabotaged");
    }
  }

  static final class NoObjection {
    @OnMethodExit
    static void exit(@Return(readOnly = false) Optional<?> objection) {
      objection = Optional.empty();
    }
  }

  static final class NoRules {
    @OnMethodExit
    static void exit(@Return(readOnly = false, typing = Typing.DYNAMIC) Object rules) {
      rules = List.of();
    }
  }

  static final class TwiceAsMuch {
    @OnMethodExit
    static void exit(@Return(readOnly = false) BigDecimal quantity) {
      quantity = quantity.add(quantity);
    }
  }

  static final class FillOverwritten {
    @OnMethodExit
    static void exit(@Return(readOnly = false) Write.Put write) {
      write = Sabotage.overwriting(write);
    }
  }
}
