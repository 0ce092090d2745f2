package io.bellwether.trading.execution;

import io.bellwether.trading.order.OrderRecord;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/**
 * When an order that came to nothing may be followed by the next: a minute later, then after twice
 * as long each time, up to a limit.
 *
 * @param longest the limit
 */
record Backoff(Duration longest) {
  private static final Duration FIRST = Duration.ofMinutes(1);

  /** Beyond this many in a row the wait is the longest; keeps the doubling within bounds. */
  private static final int DOUBLINGS = 12;

  /**
   * When the next order may be placed.
   *
   * @param attempts the orders so far, oldest first
   * @param failed whether one of them came to nothing
   */
  Instant next(List<OrderRecord> attempts, Predicate<OrderRecord> failed) {
    int row = 0;
    for (OrderRecord attempt : attempts.reversed()) {
      if (!failed.test(attempt)) {
        break;
      }
      row++;
    }
    return row == 0 ? Instant.MIN : attempts.getLast().updatedAt().plus(after(row));
  }

  /** The wait after so many failures in a row, at least one. */
  Duration after(int row) {
    Duration wait = FIRST.multipliedBy(1L << Math.min(row - 1, DOUBLINGS));
    return wait.compareTo(longest) < 0 ? wait : longest;
  }

  /** An order that ended without having traded. */
  static boolean endedUnfilled(OrderRecord order) {
    return switch (order.status()) {
      case REJECTED, CANCELED, EXPIRED -> order.filledQuantity().compareTo(BigDecimal.ZERO) == 0;
      case INTENDED,
          RETRACTED,
          ACCEPTED,
          HELD,
          PARTIALLY_FILLED,
          CANCEL_PENDING,
          FILLED,
          REPLACED,
          ABANDONED,
          NEEDS_REVIEW ->
          false;
    };
  }
}
