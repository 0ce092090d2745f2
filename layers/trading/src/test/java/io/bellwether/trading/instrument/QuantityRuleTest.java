package io.bellwether.trading.instrument;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityRuleTest {
  @ParameterizedTest
  @CsvSource({
    "1, 3.99, 3",
    "1, 4, 4",
    "100, 399, 300",
    "0.001, 0.0019, 0.001",
    // 0.29 * 100 is 28.999999999999996.
    "0.01, 0.29, 0.29",
    "0.01, 0.57, 0.57",
    "1e-9, 0.1234567894, 0.123456789",
    "0, 0.1234567894, 0.1234567894",
    "1, 0.5, 0",
    // Finer than a double can tell: as it is.
    "1e-9, 4e9, 4e9",
  })
  void cutsToWhatCanBeOrdered(double step, double quantity, double expected) {
    assertEquals(expected, new QuantityRule(step, 0, 0).floor(quantity), 0);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 100, 0.1, 0.01, 0.001, 0.5, 1e-6, 1e-9, 0})
  void isTheLargestNotAbove(double step) {
    long seed = 20261121;
    QuantityRule rule = new QuantityRule(step, 0, 0);
    Random random = new Random(seed);
    for (int run = 0; run < 10_000; run++) {
      double quantity = random.nextDouble() * Math.pow(10, random.nextInt(5));
      double floor = rule.floor(quantity);
      Supplier<String> what = () -> step + " of " + quantity + ", seed " + seed;
      assertTrue(floor <= quantity, what);
      assertTrue(rule.quantity(rule.units(quantity) + 1) > quantity, what);
      assertEquals(floor, rule.floor(floor), 0, what);
      assertEquals(rule.units(quantity), rule.units(floor), what);
      assertEquals(floor, rule.quantity(rule.units(floor)), 0, what);
    }
  }

  @Test
  void aQuantityBeyondCountingIsCut() {
    assertTrue(QuantityRule.FRACTIONAL.floor(1e30) <= 1e30);
    assertTrue(QuantityRule.FRACTIONAL.floor(1e30) > 4e9);
  }

  @Test
  void theNextSmallerOneIsAStepBelow() {
    assertEquals(0.28, new QuantityRule(0.01, 0, 0).below(0.29), 0);
    assertEquals(0, QuantityRule.WHOLE.below(1), 0);
    assertEquals(0, QuantityRule.WHOLE.below(0), 0);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, 0.3, 1.5, 0.7, Double.NaN, Double.POSITIVE_INFINITY})
  void stepsThatDivideNothingAreRefused(double step) {
    assertThrows(IllegalArgumentException.class, () -> new QuantityRule(step, 0, 0));
  }

  @Test
  void entriesBelowAMinimumAreNotAdmitted() {
    QuantityRule bitcoin = InstrumentRules.EXCHANGE.of("BTCUSDT").quantities();
    assertFalse(bitcoin.admits(bitcoin.floor(5.0 / 87_000), 87_000));
    assertTrue(bitcoin.admits(bitcoin.floor(100.0 / 87_000), 87_000));
    assertFalse(new QuantityRule(0.01, 0.01, 5).admits(0.01, 499));
    assertTrue(new QuantityRule(0.01, 0.01, 5).admits(0.01, 500));
    assertFalse(QuantityRule.ANY.admits(0, 1));
  }

  @Test
  void instrumentRulesAreFoundByName() {
    assertEquals(InstrumentRules.NONE, InstrumentRules.byName("none"));
    assertEquals(InstrumentRules.EXCHANGE, InstrumentRules.byName("exchange"));
    assertThrows(IllegalArgumentException.class, () -> InstrumentRules.byName("venue"));
    assertEquals(InstrumentRule.NONE, InstrumentRules.NONE.of("ANYTHING"));
    assertEquals(0.01, InstrumentRules.EXCHANGE.of("ETHUSDT").quantities().step(), 0);
  }

  @Test
  void anInstrumentThatIsNotKnownIsAnErrorUntilItIsStated() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> InstrumentRules.EXCHANGE.of("SOLUSDT"));
    assertEquals(
        "no instrument rules for SOLUSDT, only for BTCUSDT, ETHUSDT: state them, or take the rules"
            + " 'none'",
        e.getMessage());
    InstrumentRule rule =
        new InstrumentRule(
            new QuantityRule(0.1, 0.1, 5),
            InstrumentRules.EXCHANGE.of("BTCUSDT").priceStep(),
            0.01);
    assertEquals(rule, InstrumentRules.EXCHANGE.with("SOLUSDT", rule).of("SOLUSDT"));
    assertEquals(rule, InstrumentRules.NONE.with("SOLUSDT", rule).of("SOLUSDT"));
    assertEquals(InstrumentRule.NONE, InstrumentRules.NONE.with("SOLUSDT", rule).of("XRPUSDT"));
  }
}
