package io.bellwether.trading.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.bellwether.trading.order.Side;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlippageTest {
  private static final BigDecimal PRICE = new BigDecimal("81.25");

  @Test
  void isAlwaysAgainstTheOrder() {
    assertEquals(new BigDecimal("81.266250"), Slippage.DEFAULT.fillPrice(Side.BUY, PRICE));
    assertEquals(new BigDecimal("81.233750"), Slippage.DEFAULT.fillPrice(Side.SELL, PRICE));
  }

  @Test
  void noneIsTheVeryPrice() {
    assertEquals(0, PRICE.compareTo(Slippage.NONE.fillPrice(Side.BUY, PRICE)));
    assertEquals(0, PRICE.compareTo(Slippage.NONE.fillPrice(Side.SELL, PRICE)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-0.1", "10000"})
  void aGainOrTheWholePriceIsRefused(String bps) {
    assertThrows(IllegalArgumentException.class, () -> new BpsSlippage(new BigDecimal(bps)));
  }
}
