package io.bellwether.workbench.simulate;

import java.util.Locale;
import java.util.function.Predicate;

/** What can go wrong, and at which steps of the protocol it can. */
public enum FaultKind {
  // At the broker's door.
  /** The request never arrives. */
  REQUEST_LOST(Step::isBroker),
  /** It is carried out; the connection breaks before the answer. */
  ANSWER_LOST(Step::isBroker),
  /** No answer within the call's time; it was carried out. */
  SLOW_ANSWER(Step::isBroker),
  /** No answer within the call's time; the request arrives after the caller has given up. */
  LATE_ARRIVAL(Step::isOrderCall),
  /** The cancel is granted and takes its time. */
  CANCELED_LATER(step -> step == Step.CANCEL),
  /** A server error instead of the answer; nothing was carried out. */
  SERVER_ERROR(Step::isBroker),
  /** A server error instead of the answer; it was carried out all the same. */
  SERVER_ERROR_AFTER(Step::isBroker),
  /** A refusal that is about the caller, not about the order: keys, permissions. */
  FORBIDDEN(Step::isBroker),
  /** The order is refused for reasons of the venue's own. */
  REFUSED(step -> step == Step.SUBMIT || step == Step.REPLACE),
  /** Too many requests; nothing was carried out. */
  TOO_MANY_REQUESTS(Step::isBroker),
  /** Carried out; the answer breaks off. */
  MALFORMED_ANSWER(Step::isBroker),
  // Executions.
  /** The latest executions are not in the list yet. */
  FILLS_LATE(step -> step == Step.READ_FILLS),
  FILLS_TWICE(step -> step == Step.READ_FILLS),
  FILLS_REORDERED(step -> step == Step.READ_FILLS),
  // The store.
  /** Refused for its load, also after the client's own retries; nothing was done. */
  THROTTLED(Step::isStore),
  /** Written; no answer, also after the client's own retries. */
  WRITE_ANSWER_LOST(Step::isStoreWrite),
  /** Written; no answer; the client repeats the write and meets its own. */
  WRITE_REPEATED(Step::isStoreWrite),
  /** Another transaction holds an item at this moment. */
  WRITE_CONFLICT(Step::isStoreWrite),
  // The process.
  KILLED_BEFORE(step -> !step.isInvocation() && step != Step.DAY),
  KILLED_AFTER(step -> !step.isInvocation() && step != Step.DAY),
  /** The process stands still for a while, just before the step. */
  FROZEN(step -> !step.isInvocation() && step != Step.DAY),
  /** Another invocation runs here, start to end. */
  OVERLAPPED(step -> !step.isInvocation() && step != Step.DAY),
  /** The process' clock is some seconds off. */
  CLOCK_SKEW(step -> step.isInvocation() && step != Step.NOTIFICATION),
  // Queue, bus and schedule.
  SEND_FAILS(step -> step == Step.SEND_SIGNAL || isPublication(step)),
  SEND_ANSWER_LOST(step -> step == Step.SEND_SIGNAL || isPublication(step)),
  DELIVERED_TWICE(step -> step == Step.DELIVERY || step == Step.NOTIFICATION),
  DELIVERED_LATE(step -> step == Step.DELIVERY || step == Step.NOTIFICATION),
  SKIPPED(FaultKind::isScheduled),
  DOUBLED(FaultKind::isScheduled),
  LATE(FaultKind::isScheduled),
  // Data.
  FEED_DOWN(step -> step == Step.FETCH_BARS),
  FEED_STALE(step -> step == Step.FETCH_BARS),
  FEED_GAP(step -> step == Step.FETCH_BARS),
  // Days on the exchange.
  PARTIAL_FILLS(step -> step == Step.DAY),
  /** Executions show in the positions some seconds later. */
  POSITIONS_LATE(step -> step == Step.DAY),
  CANCELED_BY_EXCHANGE(step -> step == Step.DAY),
  HALT(step -> step == Step.DAY),
  OUTAGE(step -> step == Step.DAY),
  SPLIT(step -> step == Step.DAY),
  EARLY_CLOSE(step -> step == Step.DAY),
  /** The account's owner trades by hand. */
  MANUAL_TRADE(step -> step == Step.DAY),
  /** The account's owner stops trading, and enables it again later. */
  KILL_SWITCH(step -> step == Step.DAY),
  /** The market falls so far that limits are reached. */
  CRASH(step -> step == Step.DAY);

  private final Predicate<Step> possible;

  FaultKind(Predicate<Step> possible) {
    this.possible = possible;
  }

  /** Whether it can happen at a step. */
  public boolean isPossibleAt(Step step) {
    return step.isTaken() && possible.test(step);
  }

  /** The number it is drawn under, which stays the same when kinds are added. */
  long draw() {
    return name().hashCode();
  }

  /** The kind in words. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static boolean isPublication(Step step) {
    return step == Step.PUBLISH_EVENT || step == Step.PUBLISH_MESSAGE;
  }

  private static boolean isScheduled(Step step) {
    return step == Step.TICK || step == Step.FOLLOW_UP || step == Step.SUMMARY;
  }
}
