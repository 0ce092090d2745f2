package io.bellwether.trading.order;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bellwether.strategy.ExitReason;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OrderRecordTest {
  private static final Instant CREATED = Instant.parse("2026-11-20T19:30:00Z");
  private static final Instant LATER = CREATED.plusSeconds(5);
  private static final OrderTerms TERMS =
      OrderTerms.market("TQQQ", Side.SELL, BigDecimal.TEN, TimeInForce.DAY);

  @Test
  void aNewStateKeepsWhatWasOrderedAndWhatHasFilled() {
    OrderRecord before = order(Optional.empty(), "1", "");
    OrderRecord after = before.with(OrderStatus.ACCEPTED, Optional.of("b-1"), "taken", LATER);
    assertEquals(
        new OrderRecord(
            "bw-1",
            "paper-1",
            "rsi2",
            "signal-1",
            OrderPurpose.EXIT,
            Optional.of(ExitReason.RULE),
            TERMS,
            OrderStatus.ACCEPTED,
            Optional.of("b-1"),
            BigDecimal.ONE,
            "taken",
            CREATED,
            LATER,
            3),
        after);
  }

  /** An answer without the broker's id does not make the order one the broker never had. */
  @Test
  void theBrokersIdIsNeverForgotten() {
    OrderRecord known = order(Optional.of("b-1"), "0", "");
    assertEquals(
        Optional.of("b-1"),
        known.with(OrderStatus.CANCEL_PENDING, Optional.empty(), "", LATER).brokerOrderId());
    assertEquals(
        Optional.of("b-2"),
        known.with(OrderStatus.ACCEPTED, Optional.of("b-2"), "", LATER).brokerOrderId());
  }

  @Test
  void aFillChangesTheFilledQuantityAndNothingElse() {
    OrderRecord before = order(Optional.of("b-1"), "1", "half way");
    OrderRecord after = before.filled(new BigDecimal("4"), LATER);

    assertEquals(new BigDecimal("4"), after.filledQuantity());
    assertEquals(LATER, after.updatedAt());
    assertEquals(before, after.filled(BigDecimal.ONE, CREATED));
  }

  private static OrderRecord order(Optional<String> brokerOrderId, String filled, String note) {
    return new OrderRecord(
        "bw-1",
        "paper-1",
        "rsi2",
        "signal-1",
        OrderPurpose.EXIT,
        Optional.of(ExitReason.RULE),
        TERMS,
        OrderStatus.INTENDED,
        brokerOrderId,
        new BigDecimal(filled),
        note,
        CREATED,
        CREATED,
        3);
  }
}
