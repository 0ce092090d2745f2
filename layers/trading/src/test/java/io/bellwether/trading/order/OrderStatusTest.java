package io.bellwether.trading.order;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class OrderStatusTest {
  private static final EnumSet<OrderStatus> ENDED =
      EnumSet.of(
          OrderStatus.FILLED,
          OrderStatus.CANCELED,
          OrderStatus.EXPIRED,
          OrderStatus.REJECTED,
          OrderStatus.REPLACED,
          OrderStatus.ABANDONED);

  /** A plan waits for what is not over: for a retracted order no longer, though it is watched. */
  @Test
  void overIsWhatHasEndedAndWhatWasRetracted() {
    for (OrderStatus status : OrderStatus.values()) {
      boolean ended = ENDED.contains(status);
      assertEquals(ended, status.isTerminal(), status + " terminal");
      assertEquals(ended || status == OrderStatus.RETRACTED, status.isOver(), status + " over");
    }
  }
}
