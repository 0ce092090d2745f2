package io.bellwether.trading.execution;

import io.bellwether.trading.broker.Submission.Refusal;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.order.OrderStatus;

/** Why the broker refused an order, in the note of its record: for people, and for the next run. */
final class RefusalNote {
  private RefusalNote() {}

  /** The note of an order that was refused. */
  static String of(Refusal refusal, String message) {
    return refusal.name() + ": " + message;
  }

  /** Whether an order was refused, and for that reason. */
  static boolean says(OrderRecord order, Refusal refusal) {
    return order.status() == OrderStatus.REJECTED && order.note().startsWith(refusal.name() + ":");
  }
}
