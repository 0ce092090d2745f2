package io.bellwether.trading.order;

/** The state of an order in the ledger. {@link OrderStateMachine} is the table of transitions. */
public enum OrderStatus {
  /** The intent is stored; whether the broker has it is not known. */
  INTENDED,
  /** The broker acknowledged it. */
  ACCEPTED,
  /** The broker holds it until its parent has filled. */
  HELD,
  PARTIALLY_FILLED,
  /** A cancel or replace was asked for and is not confirmed. */
  CANCEL_PENDING,
  FILLED,
  /** Cancelled; may have filled in part. */
  CANCELED,
  /** Its time in force ended; may have filled in part. */
  EXPIRED,
  REJECTED,
  /** Another order took its place. */
  REPLACED,
  /** The intent was given up without ever reaching the broker. */
  ABANDONED,
  /**
   * No longer wanted, and the broker does not find it. It is asked for a while longer, because a
   * process that was held up may still send it; then it is {@link #ABANDONED}.
   */
  RETRACTED,
  /** The broker reported something this system does not know. */
  NEEDS_REVIEW;

  /**
   * Whether nothing is to be waited for: the order has ended, or was retracted and is only watched.
   */
  public boolean isOver() {
    return isTerminal() || this == RETRACTED;
  }

  /** Whether nothing more is expected. A fill after a cancel is legal all the same. */
  public boolean isTerminal() {
    return switch (this) {
      case FILLED, CANCELED, EXPIRED, REJECTED, REPLACED, ABANDONED -> true;
      case INTENDED, RETRACTED, ACCEPTED, HELD, PARTIALLY_FILLED, CANCEL_PENDING, NEEDS_REVIEW ->
          false;
    };
  }
}
