package io.bellwether.trading.execution;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.bellwether.strategy.ExitReason;
import io.bellwether.trading.Identifiers;
import io.bellwether.trading.ledger.DamagedItemException;
import io.bellwether.trading.order.OrderPurpose;
import io.bellwether.trading.order.OrderRecord;
import io.bellwether.trading.order.OrderStatus;
import io.bellwether.trading.order.OrderTerms;
import io.bellwether.trading.order.Side;
import io.bellwether.trading.order.TimeInForce;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DerivationTest {
  /** A venue that cancels stops at once makes a long row of them in a long position. */
  @Test
  void howeverManyOrdersThereAreTheNextOneIsDerived() {
    assertDoesNotThrow(() -> Derivation.require(stop(id(0)), 1));
    assertDoesNotThrow(() -> Derivation.require(stop(id(1_499)), 1_500));
  }

  @Test
  void whatFollowsFromNothingIsDamage() {
    assertThrows(DamagedItemException.class, () -> Derivation.require(stop("bw-other"), 1_500));
    assertThrows(DamagedItemException.class, () -> Derivation.require(stop(id(3)), 3));
  }

  private static String id(int sequence) {
    return Identifiers.clientOrder("signal-1", "TQQQ-stop", sequence);
  }

  private static OrderRecord stop(String id) {
    BigDecimal price = BigDecimal.valueOf(80);
    return new OrderRecord(
        id,
        "paper-1",
        "rsi2",
        "signal-1",
        OrderPurpose.PROTECTIVE_STOP,
        Optional.of(ExitReason.STOP),
        OrderTerms.stop("TQQQ", Side.SELL, BigDecimal.TEN, price, TimeInForce.GTC),
        OrderStatus.INTENDED,
        Optional.empty(),
        BigDecimal.ZERO,
        "",
        Instant.EPOCH,
        Instant.EPOCH,
        0);
  }
}
