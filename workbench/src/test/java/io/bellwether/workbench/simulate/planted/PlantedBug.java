package io.bellwether.workbench.simulate.planted;

import static net.bytebuddy.matcher.ElementMatchers.isDeclaredBy;
import static net.bytebuddy.matcher.ElementMatchers.isPrivate;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.returns;
import static net.bytebuddy.matcher.ElementMatchers.takesArguments;

import io.bellwether.trading.ledger.OrderStore;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.asm.MemberSubstitution;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.matcher.ElementMatcher;

/** Bugs that systems like this one have had, each with the classes it is planted in. */
public enum PlantedBug {
  /** A client order id that is not derived from the decision. */
  UNDERIVED_ID(in("execution.PlanRun", "orderId", Advices.UnderivedId.class)),
  /** An order without an answer is taken for refused, and another is sent, under the next id. */
  RESENT_UNDER_ANOTHER_ID(
      "while an order of a symbol is in doubt, the symbol takes no other",
      in("execution.EntrySteps", "after", Advices.InFlightIsRefused.class)),
  /** The order goes out, and no intent is stored. */
  NO_INTENT(
      planted(
          "io.bellwether.cloud.dynamo.DynamoOrders", named("create"), Advices.SkippedAsTrue.class)),
  /** What the broker does not find at once was never placed; and nobody looks again. */
  NOT_FOUND_IS_NOT_PLACED(
      "it is sent again under the same id, which the broker takes once",
      in("execution.OrderGateway", "settled", Advices.SkippedAsTrue.class),
      planted(
          "io.bellwether.trading.execution.OrderGateway",
          named("update").and(isPrivate()),
          Advices.GivenUpIsForgotten.class)),
  /** Leases are granted to everybody, and writes are not held against them. */
  NO_FENCE(
      "every write is conditional on the revision read, and ids are derived: of two runs one wins",
      planted("io.bellwether.cloud.dynamo.DynamoLedger", named("under"), Advices.Unfenced.class),
      planted(
          "io.bellwether.cloud.dynamo.DynamoLeases",
          named("acquire"),
          Advices.AlwaysGranted.class)),
  /** Orders without an acknowledgement are not among the open ones that are looked after. */
  IN_FLIGHT_FORGOTTEN(in("execution.AccountView", "openOrders", Advices.InFlightIsForgotten.class)),
  /** The first fill of an order counts as all of it. */
  PARTIAL_FILL_COUNTS_AS_FULL(in("order.OrderRecord", "filled", Advices.FilledInFull.class)),
  /** A stop stays as it is when the position changes. */
  STOP_NOT_RESIZED(
      "a stop is placed only once its entry has ended, so its size changes by splits alone, and those cancel it",
      in("execution.ProtectiveStops", "fitting", Advices.AnyStopFits.class)),
  /** A stop is placed without a look at those there are. */
  STOP_BESIDE_STOP(
      "the shares are tied to the first stop, and the risk check refuses another",
      planted(
          "io.bellwether.trading.execution.ProtectiveStops",
          named("sync").and(takesArguments(3)),
          Advices.NoStopSeen.class)),
  /** The kill switch was read before it was thrown. */
  KILL_SWITCH_UNSEEN(
      planted("io.bellwether.cloud.dynamo.DynamoRisk", named("of"), Advices.KillUnseen.class)),
  /** A fill that comes before the order's acknowledgement is dropped. */
  EARLY_FILL_DROPPED(
      in("execution.OrderGateway", "withFills", Advices.FillBeforeAcknowledgementDropped.class)),
  /** A signal that comes again is taken for a new one. */
  MESSAGE_TAKEN_AGAIN(
      "a plan is reckoned from targets, and the first one has met them",
      in("execution.SignalIntake", "take", Advices.TakenAgain.class)),
  /** A split is not applied to what is held. */
  SPLIT_IGNORED(
      planted(
          "io.bellwether.trading.execution.SplitDesk",
          named("apply").and(takesArguments(1)),
          Advices.Skipped.class)),
  /** A fill is posted however often the broker tells of it. */
  FILL_POSTED_TWICE(
      new Plant(
          "io.bellwether.trading.execution.FillPoster",
          named("post").and(takesArguments(3)),
          MemberSubstitution.relaxed()
              .method(named("fills").and(isDeclaredBy(OrderStore.class)))
              .replaceWith(method("noFills", OrderStore.class, String.class))
              .on(named("post").and(takesArguments(3)))),
      planted(
          "io.bellwether.cloud.dynamo.Writes",
          named("creation").and(takesArguments(3)),
          Advices.FillOverwritten.class)),
  /** A cancel that was asked for has ended the order. */
  CANCEL_IS_AN_END(
      "the broker holds the shares of an order that still works, so the sale that follows is"
          + " refused and comes again, and a fill of it is found by the reconciliation",
      planted(
          "io.bellwether.trading.execution.OrderGateway",
          named("update").and(isPrivate()),
          Advices.CancelIsAnEnd.class)),
  /** Entries are sent long after their signal's time. */
  EXPIRED_SIGNAL_BUYS(in("execution.EntrySteps", "until", Advices.ValidForAMonth.class)),
  /** Fills that people were not told of are left so. */
  FILL_NOT_TOLD(in("execution.FillPoster", "announceLeft", Advices.Skipped.class)),
  /** A signal is marked as sent before it is. */
  MARKED_BEFORE_SENT(in("signal.Outbox", "dispatch", Advices.MarkedBeforeSent.class)),
  /** No answer is taken for a refusal. */
  UNKNOWN_IS_REFUSED(in("broker.MeasuredBroker", "submit", Advices.UnknownIsRefused.class)),
  /** What the broker said before an order counts after it. */
  STALE_ACCOUNT(
      "writes that rest on what was read before are refused, and the next invocation reads anew",
      in("execution.AccountView", "changed", Advices.Skipped.class)),
  /** A position is believed that does not show the latest fill yet. */
  LATE_POSITION_BELIEVED(in("execution.PositionLag", "isPossible", Advices.Skipped.class)),
  /** The risk engine approves of everything. */
  EVERYTHING_APPROVED(
      planted("io.bellwether.trading.risk.EntryRules", named("of"), Advices.NoRules.class)),
  /** Positions are sized twice as large as they are meant to be, and no weight refuses them. */
  SIZED_BEYOND_THE_LIMIT(
      in("risk.SizeRules$Weight", "objection", Advices.NoObjection.class),
      planted(
          "io.bellwether.trading.plan.Sizer",
          named("quantity").and(returns(BigDecimal.class)),
          Advices.TwiceAsMuch.class)),
  /** Entries are given up as soon as they are reckoned. */
  NEVER_ENTERS(in("execution.EntrySteps", "enter", Advices.StepSkipped.class)),
  /** People are told as often as an event is delivered. */
  TOLD_AGAIN(in("alert.AlertDesk", "admit", Advices.DuplicateIsTold.class));

  /** One change of one class. */
  record Plant(
      String type, ElementMatcher<? super MethodDescription> method, AsmVisitorWrapper change) {}

  private final Optional<String> absorbed;
  private final List<Plant> plants;

  PlantedBug(Plant... plants) {
    this.absorbed = Optional.empty();
    this.plants = List.of(plants);
  }

  PlantedBug(String absorbed, Plant... plants) {
    this.absorbed = Optional.of(absorbed);
    this.plants = List.of(plants);
  }

  /** What makes the bug good, so that it does no harm; empty if nothing does. */
  public Optional<String> absorbed() {
    return absorbed;
  }

  List<Plant> plants() {
    return plants;
  }

  /** The bug in words. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static Plant in(String type, String method, Class<?> advice) {
    return planted("io.bellwether.trading." + type, named(method), advice);
  }

  private static Plant planted(
      String type, ElementMatcher<? super MethodDescription> method, Class<?> advice) {
    return new Plant(type, method, Advice.to(advice).on(method));
  }

  private static java.lang.reflect.Method method(String name, Class<?>... parameters) {
    try {
      return Sabotage.class.getMethod(name, parameters);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }
}
