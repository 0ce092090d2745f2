package io.bellwether.workbench.simulate;

import java.util.Locale;

/** The steps of the protocol: the points at which a function waits for the world outside of it. */
public enum Step {
  SUBMIT,
  REPLACE,
  CANCEL,
  FIND,
  READ_ACCOUNT,
  READ_POSITIONS,
  READ_ORDERS,
  READ_FILLS,
  READ_PRICE,
  /** Corporate actions, the clock, the calendar, assets. */
  READ_OTHER,
  STORE_READ,
  WRITE_LEASE,
  WRITE_SIGNAL,
  WRITE_PLAN,
  WRITE_INTENT,
  WRITE_ORDER,
  WRITE_FILL,
  WRITE_HOLDING,
  WRITE_RISK,
  WRITE_OTHER,
  SEND_SIGNAL,
  PUBLISH_EVENT,
  PUBLISH_MESSAGE,
  FETCH_BARS,
  WAIT,
  /** The schedule's tick of the signals function. */
  TICK,
  FOLLOW_UP,
  DELIVERY,
  NOTIFICATION,
  SUMMARY,
  /** A day on the exchange. */
  DAY;

  /**
   * Whether the functions take it. They replace no order: a stop is cancelled and placed anew. Once
   * they do, {@link Coverage#surprises} says that faults are missing there.
   */
  boolean isTaken() {
    return this != REPLACE;
  }

  /** Whether the broker is asked. */
  boolean isBroker() {
    return compareTo(READ_OTHER) <= 0;
  }

  /** Whether the broker is asked to act. */
  boolean isOrderCall() {
    return compareTo(CANCEL) <= 0;
  }

  /** Whether money moves here, or word of it: steps that are rare beside those that look. */
  boolean isDecisive() {
    return switch (this) {
      case SUBMIT, REPLACE, CANCEL, READ_FILLS -> true;
      case WRITE_INTENT, WRITE_FILL, WRITE_HOLDING, SEND_SIGNAL, DELIVERY -> true;
      default -> false;
    };
  }

  /** Whether the store is asked. */
  boolean isStore() {
    return compareTo(STORE_READ) >= 0 && compareTo(WRITE_OTHER) <= 0;
  }

  boolean isStoreWrite() {
    return isStore() && this != STORE_READ;
  }

  /** Whether it is a whole invocation. */
  boolean isInvocation() {
    return compareTo(TICK) >= 0 && compareTo(SUMMARY) <= 0;
  }

  /** The step in words. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
