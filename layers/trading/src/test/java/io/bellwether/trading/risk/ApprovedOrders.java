package io.bellwether.trading.risk;

import io.bellwether.trading.order.OrderPurpose;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.order.OrderStatus;
import io.bellwether.trading.order.OrderTerms;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;

/** Approved orders for tests of brokers, which have no risk engine to ask. */
public final class ApprovedOrders {
  private ApprovedOrders() {}

  /** Approves an order as it stands. */
  public static ApprovedOrder of(OrderRecord order) {
    return new ApprovedOrder(order);
  }

  /** Approves a fresh intent with these terms. */
  public static ApprovedOrder of(String clientOrderId, OrderTerms terms) {
    return of(
        new OrderRecord(
            clientOrderId,
            "test-account",
            "test-strategy",
            "test-signal",
            OrderPurpose.ENTRY,
            Optional.empty(),
            terms,
            OrderStatus.INTENDED,
            Optional.empty(),
            BigDecimal.ZERO,
            "",
            Instant.EPOCH,
            Instant.EPOCH,
            0));
  }
}
