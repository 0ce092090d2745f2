package io.bellwether.trading.order;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.trading.order.OrderTerms.Attached;
import io.bellwether.trading.order.OrderTerms.Trail;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderTermsTest {
  private static final BigDecimal PRICE = new BigDecimal("80.50");

  /**
   * Each type needs its own prices: one too few is no order, one too many is a misunderstanding.
   */
  @ParameterizedTest
  @EnumSource(OrderType.class)
  void aTypeTakesItsOwnSetOfPricesAndNoOther(OrderType type) {
    for (int set = 0; set < 8; set++) {
      boolean limit = (set & 1) != 0;
      boolean stop = (set & 2) != 0;
      boolean trail = (set & 4) != 0;
      boolean right =
          switch (type) {
            case MARKET -> !limit && !stop && !trail;
            case LIMIT -> limit && !stop && !trail;
            case STOP -> !limit && stop && !trail;
            case STOP_LIMIT -> limit && stop && !trail;
            case TRAILING_STOP -> !limit && !stop && trail;
          };
      String what = type + ", limit " + limit + ", stop " + stop + ", trail " + trail;
      if (right) {
        assertDoesNotThrow(() -> terms(type, limit, stop, trail), what);
      } else {
        assertThrows(IllegalArgumentException.class, () -> terms(type, limit, stop, trail), what);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0.000", "-1"})
  void nothingIsNoQuantity(String quantity) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> OrderTerms.market("TQQQ", Side.BUY, new BigDecimal(quantity), TimeInForce.DAY));
    assertTrue(String.valueOf(e.getMessage()).contains(quantity), e::toString);
  }

  @Test
  void theSmallestPartOfAShareIsAQuantity() {
    BigDecimal least = new BigDecimal("0.000000001");
    assertEquals(least, OrderTerms.market("TQQQ", Side.BUY, least, TimeInForce.DAY).quantity());
  }

  @Test
  void aStopHasItsPriceAndNoLimit() {
    OrderTerms stop = OrderTerms.stop("TQQQ", Side.SELL, BigDecimal.TEN, PRICE, TimeInForce.GTC);
    assertEquals(OrderType.STOP, stop.type());
    assertEquals(Optional.of(PRICE), stop.stopPrice());
    assertEquals(Optional.empty(), stop.limitPrice());
    assertEquals(TimeInForce.GTC, stop.timeInForce());
    assertEquals(Side.SELL, stop.side());
  }

  private static OrderTerms terms(OrderType type, boolean limit, boolean stop, boolean trail) {
    return new OrderTerms(
        "TQQQ",
        Side.SELL,
        BigDecimal.TEN,
        type,
        TimeInForce.DAY,
        limit ? Optional.of(PRICE) : Optional.empty(),
        stop ? Optional.of(PRICE) : Optional.empty(),
        trail ? Optional.of(new Trail.Percent(BigDecimal.ONE)) : Optional.empty(),
        new Attached.None());
  }
}
