package io.bellwether.trading.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.trading.instrument.QuantityRule;
import io.bellwether.trading.order.Side;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
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
      CostModel costs =
          CostModels.byName(CostModels.names().get(random.nextInt(CostModels.names().size())));

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

  private static final List<String> MODELS =
      List.of("none", "alpaca", "ibkr-tiered", "ibkr-fixed", "bybit", "per-share:0.02", "bps:30");

  /** One unit more would exceed the cash or what is wanted, for every rule, side and leverage. */
  @ParameterizedTest
  @ValueSource(longs = {12, 20261121, 808080})
  void inDoublesIsCoveredAndOneMoreIsNot(long seed) {
    Random random = new Random(seed);
    List<QuantityRule> rules =
        List.of(
            QuantityRule.WHOLE,
            QuantityRule.FRACTIONAL,
            QuantityRule.ANY,
            new QuantityRule(0.001, 0.001, 5),
            new QuantityRule(100, 0, 0));
    for (int run = 0; run < 3_000; run++) {
      QuantityRule rule = rules.get(random.nextInt(rules.size()));
      CostModel costs = CostModels.byName(MODELS.get(random.nextInt(MODELS.size())));
      Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
      double leverage = random.nextBoolean() ? 1 : 1 + random.nextInt(25);
      double cash = random.nextLong(20_000_000) / 100.0;
      double price = (1 + random.nextLong(10_000_000)) / 10_000.0;
      double wanted = random.nextDouble() * 3 * cash * leverage / price;
      int day = 17_897 + random.nextInt(3_500);

      double quantity =
          Affordability.quantity(side, cash, price, wanted, rule, costs, day, leverage);

      Supplier<String> what =
          () ->
              "%s %s: %s of %s at %s with %s x %s on %d, seed %d"
                  .formatted(
                      costs.name(),
                      rule.step(),
                      quantity,
                      wanted,
                      price,
                      cash,
                      leverage,
                      day,
                      seed);
      assertTrue(quantity >= 0 && quantity <= wanted, what);
      assertEquals(quantity, rule.floor(quantity), 0, what);
      assertTrue(outlay(side, quantity, price, costs, day, leverage) <= cash, what);
      double more = rule.quantity(rule.units(quantity) + 1);
      assertTrue(more > wanted || outlay(side, more, price, costs, day, leverage) > cash, what);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {13, 20261121})
  void inDoublesIsTheExactQuantity(long seed) {
    Random random = new Random(seed);
    for (int run = 0; run < 2_000; run++) {
      boolean fractional = random.nextBoolean();
      QuantityRule rule = fractional ? QuantityRule.FRACTIONAL : QuantityRule.WHOLE;
      BigDecimal cash = BigDecimal.valueOf(random.nextLong(20_000_000), 2);
      BigDecimal price = BigDecimal.valueOf(1_000 + random.nextLong(10_000_000), 4);
      BigDecimal wanted = BigDecimal.valueOf(random.nextLong(20_000_000), fractional ? 4 : 0);
      LocalDate date = LocalDate.of(2019, 1, 1).plusDays(random.nextInt(3_500));
      CostModel costs = CostModels.byName(MODELS.get(random.nextInt(MODELS.size())));

      double exact =
          Affordability.quantity(cash, price, wanted, fractional, costs, date).doubleValue();
      double near =
          Affordability.quantity(
              cash.doubleValue(),
              price.doubleValue(),
              wanted.doubleValue(),
              rule,
              costs,
              Math.toIntExact(date.toEpochDay()),
              1);

      Supplier<String> what =
          () ->
              "%s: %s of %s at %s with %s on %s, seed %d"
                  .formatted(costs.name(), exact, wanted, price, cash, date, seed);
      if (exact != near) {
        // Then the larger of the two costs all of the cash, as far as a double can tell.
        double larger = Math.max(exact, near);
        assertEquals(rule.below(larger), Math.min(exact, near), 0, what);
        double outlay =
            outlay(
                Side.BUY,
                larger,
                price.doubleValue(),
                costs,
                Math.toIntExact(date.toEpochDay()),
                1);
        assertEquals(cash.doubleValue(), outlay, outlay * 1e-14, what);
      }
    }
  }

  @Test
  void inDoublesABadPriceIsRefusedAndADebtBuysNothing() {
    CostModel free = new NoCosts();
    assertThrows(
        IllegalArgumentException.class,
        () -> Affordability.quantity(10, 0, 1, QuantityRule.WHOLE, free, 20_000, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> Affordability.quantity(10, 1, -1, QuantityRule.WHOLE, free, 20_000, 1));
    assertEquals(0, Affordability.quantity(-5, 1, 3, QuantityRule.ANY, free, 20_000, 1), 0);
    assertEquals(0, Affordability.quantity(0, 1, 3, QuantityRule.ANY, free, 20_000, 1), 0);
  }

  @Test
  void leverageBuysAsManyTimesMore() {
    CostModel free = new NoCosts();
    assertEquals(
        1_000, Affordability.quantity(1_000, 10, 5_000, QuantityRule.WHOLE, free, 20_000, 10), 0);
  }

  private static double outlay(
      Side side, double quantity, double price, CostModel costs, int day, double leverage) {
    return quantity * price / leverage + costs.cost(side, quantity, price, day);
  }

  private static BigDecimal outlay(
      BigDecimal quantity, BigDecimal price, CostModel costs, LocalDate date) {
    return quantity.multiply(price).add(costs.cost(Side.BUY, quantity, price, date));
  }
}
