package io.bellwether.trading.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.trading.order.Side;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AffordabilityTest {
  private static final LocalDate DATE = LocalDate.of(2026, 11, 20);

  @ParameterizedTest
  @CsvSource({
    "none,        8125.00,  100, false, 100",
    "none,        8124.99,  100, false, 99",
    "none,        20000,    100, false, 100",
    "none,        8125.00,  100.75, false, 100",
    // 100 cost 0.0003 in fees
    "alpaca,      8125.00,  100, false, 99",
    "alpaca,      8125.0003, 100, false, 100",
    // 100 cost 1.0003
    "ibkr-fixed,  8126.0002, 100, false, 99",
    "ibkr-fixed,  8126.0003, 100, false, 100",
    "none,        81.24,    100, false, 0",
    "none,        50,       100, true,  0.615384615",
    "none,        0,        100, true,  0",
    "none,        -5,       100, false, 0",
    "none,        1000,     0,   true,  0",
  })
  void isTheMostThatCashCovers(
      String costs, BigDecimal cash, BigDecimal wanted, boolean fractional, BigDecimal expected) {
    assertEquals(
        expected,
        Affordability.quantity(
            cash, new BigDecimal("81.25"), wanted, fractional, CostModels.byName(costs), DATE));
  }

  @Test
  void aPriceOfNothingIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            Affordability.quantity(
                BigDecimal.TEN, BigDecimal.ZERO, BigDecimal.ONE, false, new NoCosts(), DATE));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            Affordability.quantity(
                BigDecimal.TEN,
                BigDecimal.ONE,
                BigDecimal.valueOf(-1),
                false,
                new NoCosts(),
                DATE));
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 20261120, 31337})
  void isCoveredAndOneMoreIsNot(long seed) {
    Random random = new Random(seed);
    for (int run = 0; run < 2_000; run++) {
      boolean fractional = random.nextBoolean();
      BigDecimal unit = fractional ? BigDecimal.ONE.movePointLeft(9) : BigDecimal.ONE;
      BigDecimal cash = BigDecimal.valueOf(random.nextLong(20_000_000), 2);
      BigDecimal price = BigDecimal.valueOf(1 + random.nextLong(10_000_000), 4);
      BigDecimal wanted = BigDecimal.valueOf(random.nextLong(2_000_000_000_000L), 9);
      LocalDate date = LocalDate.of(2019, 1, 1).plusDays(random.nextInt(3_500));
      CostModel costs = CostModels.byName(CostModels.names().get(random.nextInt(4)));

      BigDecimal quantity = Affordability.quantity(cash, price, wanted, fractional, costs, date);

      String what = "%s %s %s %s %s %s -> %s, seed %d";
      what = what.formatted(cash, price, wanted, fractional, costs.name(), date, quantity, seed);
      assertTrue(quantity.signum() >= 0 && quantity.compareTo(wanted) <= 0, what);
      assertEquals(0, quantity.remainder(unit).signum(), what);
      assertTrue(outlay(quantity, price, costs, date).compareTo(cash) <= 0, what);
      BigDecimal more = quantity.add(unit);
      assertTrue(
          more.compareTo(wanted) > 0 || outlay(more, price, costs, date).compareTo(cash) > 0, what);

      BigDecimal richer = cash.add(BigDecimal.valueOf(random.nextInt(100_000), 2));
      BigDecimal ofRicher = Affordability.quantity(richer, price, wanted, fractional, costs, date);
      assertTrue(ofRicher.compareTo(quantity) >= 0, what + ", richer " + ofRicher);
    }
  }

  private static BigDecimal outlay(
      BigDecimal quantity, BigDecimal price, CostModel costs, LocalDate date) {
    return quantity.multiply(price).add(costs.cost(Side.BUY, quantity, price, date));
  }
}
