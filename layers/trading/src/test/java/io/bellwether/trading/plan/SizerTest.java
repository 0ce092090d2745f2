package io.bellwether.trading.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.strategy.Sizing;
import io.bellwether.trading.instrument.QuantityRule;
import java.math.BigDecimal;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizerTest {
  private static final int RUNS = 5_000;
  private static final BigDecimal SHARE = BigDecimal.ONE;
  private static final BigDecimal SMALLEST_PART = new BigDecimal("0.000000001");

  @ParameterizedTest
  @CsvSource({
    // weight, equity, price, fractional, quantity
    "0.95, 10000, 80, false, 118",
    "0.95, 10000, 80, true, 118.750000000",
    "0.90, 10000, 33.33, false, 270",
    "0.90, 10000, 33.33, true, 270.027002700",
    // Exactly divisible: 0.1 as a double is more than a tenth, as a weight it is a tenth.
    "0.1, 1000, 10, false, 10",
    "0.3, 1000, 100, false, 3",
    // A share too dear, and just affordable.
    "1, 99.99, 100, false, 0",
    "1, 100, 100, false, 1",
    "1, 99.99, 100, true, 0.999900000"
  })
  void goldenValues(
      double weight, BigDecimal equity, BigDecimal price, boolean fractional, BigDecimal expected) {
    assertEquals(
        expected,
        Sizer.quantity(
            new Sizing.WeightOfEquity(weight), equity, BigDecimal.ZERO, price, fractional));
  }

  @Test
  void eachSizingHasItsOwnBase() {
    BigDecimal equity = new BigDecimal("10000");
    BigDecimal buyingPower = new BigDecimal("4000");
    BigDecimal price = new BigDecimal("10");
    assertEquals(
        new BigDecimal("500"),
        Sizer.quantity(new Sizing.WeightOfEquity(0.5), equity, buyingPower, price, false));
    assertEquals(
        new BigDecimal("200"),
        Sizer.quantity(new Sizing.WeightOfBuyingPower(0.5), equity, buyingPower, price, false));
  }

  @ParameterizedTest
  @CsvSource({"0, 10", "-5000, 10", "10000, 0", "10000, -1"})
  void nothingToSpendOrNoPriceIsNoOrder(BigDecimal equity, BigDecimal price) {
    BigDecimal quantity = Sizer.quantity(new Sizing.WeightOfEquity(1), equity, equity, price, true);
    assertEquals(0, quantity.signum());
  }

  /** Rounded to 34 digits before it is cut, the quotient would be a whole third share. */
  @Test
  void aHairBelowAWholeShareIsNotAShare() {
    BigDecimal equity = new BigDecimal("3").subtract(new BigDecimal("1e-40"));
    for (boolean fractional : new boolean[] {false, true}) {
      BigDecimal quantity =
          Sizer.quantity(new Sizing.WeightOfEquity(1), equity, equity, SHARE, fractional);
      assertEquals(-1, quantity.compareTo(new BigDecimal("3")), quantity::toPlainString);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 20261121, 987654321})
  void neverAboveTheWeightAndOneStepMoreWouldBe(long seed) {
    Random random = new Random(seed);
    for (int run = 0; run < RUNS; run++) {
      double weight = Math.max(0.0001, Math.round(random.nextDouble() * 10_000) / 10_000.0);
      BigDecimal equity = BigDecimal.valueOf(random.nextLong(1, 100_000_000), 2);
      BigDecimal buyingPower = BigDecimal.valueOf(random.nextLong(1, 100_000_000), 2);
      BigDecimal price = BigDecimal.valueOf(random.nextLong(1, 100_000_000), random.nextInt(2, 6));
      boolean ofEquity = random.nextBoolean();
      boolean fractional = random.nextBoolean();
      Sizing sizing =
          ofEquity ? new Sizing.WeightOfEquity(weight) : new Sizing.WeightOfBuyingPower(weight);

      BigDecimal quantity = Sizer.quantity(sizing, equity, buyingPower, price, fractional);

      BigDecimal limit =
          (ofEquity ? equity : buyingPower).multiply(new BigDecimal(Double.toString(weight)));
      BigDecimal step = fractional ? SMALLEST_PART : SHARE;
      String what =
          "seed " + seed + ", run " + run + ": " + quantity + " of " + limit + "/" + price;
      assertTrue(quantity.signum() >= 0, what);
      assertTrue(quantity.multiply(price).compareTo(limit) <= 0, what);
      assertTrue(quantity.add(step).multiply(price).compareTo(limit) > 0, what);
      assertEquals(0, quantity.remainder(step).signum(), what);
    }
  }

  /** But where a double cannot tell a quotient from the next whole step. */
  @ParameterizedTest
  @ValueSource(longs = {4, 20261121, 5551212})
  void doublesAgreeWithExactDecimals(long seed) {
    Random random = new Random(seed);
    for (int run = 0; run < RUNS; run++) {
      Sizing sizing = sizing(random);
      BigDecimal equity = BigDecimal.valueOf(random.nextLong(-1_000_000, 100_000_000), 2);
      BigDecimal buyingPower = BigDecimal.valueOf(random.nextLong(-1_000_000, 100_000_000), 2);
      BigDecimal price = BigDecimal.valueOf(random.nextLong(1_000, 100_000_000), 4);
      boolean fractional = random.nextBoolean();
      QuantityRule rule = fractional ? QuantityRule.FRACTIONAL : QuantityRule.WHOLE;

      double exact = Sizer.quantity(sizing, equity, buyingPower, price, fractional).doubleValue();
      double near =
          Sizer.quantity(
              sizing, equity.doubleValue(), buyingPower.doubleValue(), price.doubleValue(), rule);

      int theRun = run;
      Supplier<String> what =
          () ->
              "seed %d, run %d: %s of %s and %s at %s"
                  .formatted(seed, theRun, sizing, equity, buyingPower, price);
      if (exact != near) {
        double any =
            Sizer.quantity(
                sizing,
                equity.doubleValue(),
                buyingPower.doubleValue(),
                price.doubleValue(),
                QuantityRule.ANY);
        double larger = Math.max(exact, near);
        assertEquals(larger, any, larger * 1e-14, what);
        assertEquals(rule.below(larger), Math.min(exact, near), 0, what);
      }
    }
  }

  /** With 1 % at risk and a stop 2 dollars away a share in 200 dollars is what the risk allows. */
  @ParameterizedTest
  @CsvSource({
    // leverage, price, capped
    "1, 201, true",
    "1, 200, false",
    "1, 199, false",
    "2, 401, true",
    "2, 400, false"
  })
  void leverageCapsAQuantityOnceItAllowsLessThanTheRisk(
      double leverage, double price, boolean capped) {
    Sizing sizing = new Sizing.RiskOfEquity(0.01, 2, leverage);
    assertEquals(capped, Sizer.isCapped(sizing, price));

    double quantity = Sizer.quantity(sizing, 10_000, 0, price, QuantityRule.ANY);
    assertEquals(capped, quantity * 2 < 0.01 * 10_000, "less is at risk than allowed");
  }

  @Test
  void onlyRiskIsCapped() {
    assertFalse(Sizer.isCapped(new Sizing.WeightOfEquity(1), 1e6));
    assertFalse(Sizer.isCapped(new Sizing.WeightOfBuyingPower(1), 1e6));
    assertFalse(Sizer.isCapped(new Sizing.FixedMargin(100, 1), 1e6));
  }

  private static Sizing sizing(Random random) {
    double weight = random.nextInt(1, 10_001) / 10_000.0;
    return switch (random.nextInt(4)) {
      case 0 -> new Sizing.WeightOfEquity(weight);
      case 1 -> new Sizing.WeightOfBuyingPower(weight);
      case 2 ->
          new Sizing.RiskOfEquity(
              weight / 20, random.nextInt(1, 1_000) / 100.0, random.nextInt(1, 5));
      default -> new Sizing.FixedMargin(random.nextInt(1, 10_000) / 100.0, random.nextInt(1, 51));
    };
  }
}
