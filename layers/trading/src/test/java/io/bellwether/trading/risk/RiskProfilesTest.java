package io.bellwether.trading.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RiskProfilesTest {
  @Test
  void everyNameIsItsProfile() {
    for (String name : RiskProfiles.names()) {
      assertEquals(name, RiskProfiles.byName(name).name());
    }
  }

  @Test
  void anUnknownNameIsAnErrorThatListsTheNames() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> RiskProfiles.byName("yolo"));
    assertEquals(
        "'yolo' is no risk profile; there are none, concentrated, swing, fixed-fractional, micro",
        e.getMessage());
  }

  @Test
  void fixedFractionalIsWorthNoMoreThanEquityAndMicroHasAStop() {
    RiskProfile fractional = RiskProfiles.FIXED_FRACTIONAL;
    assertEquals(0, BigDecimal.ONE.compareTo(fractional.maximumPositionWeight().orElseThrow()));
    assertEquals(RiskProfile.WeightBase.EQUITY, fractional.weightBase());
    // Its stop is tested at closes: a rule that asks for a resting one would bar every entry.
    assertFalse(fractional.requireStopLoss());
    assertTrue(RiskProfiles.MICRO.requireStopLoss());
    assertEquals(new BigDecimal("0.02"), RiskProfiles.MICRO.maximumStopDistance().orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1", "-0.25", "25"})
  void aDrawdownThatIsNoProperFractionIsRefused(String drawdown) {
    Optional<BigDecimal> limit = Optional.of(new BigDecimal(drawdown));
    assertThrows(
        IllegalArgumentException.class,
        () -> new RiskProfile("x", Optional.empty(), Optional.empty(), false, false, limit));
  }

  @Test
  void aNegativeWeightIsRefused() {
    Optional<BigDecimal> weight = Optional.of(new BigDecimal("-0.1"));
    assertThrows(
        IllegalArgumentException.class,
        () -> new RiskProfile("x", weight, Optional.empty(), false, false, Optional.empty()));
    assertThrows(
        IllegalArgumentException.class,
        () -> new RiskProfile("x", Optional.empty(), weight, false, false, Optional.empty()));
  }
}
