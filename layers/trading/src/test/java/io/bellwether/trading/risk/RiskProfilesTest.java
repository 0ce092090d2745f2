package io.bellwether.trading.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
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
        "'yolo' is no risk profile; there are none, concentrated, swing, fixed-fractional, micro,"
            + " conservative",
        e.getMessage());
  }

  @Test
  void fixedFractionalIsWorthNoMoreThanEquityAndMicroHasAStop() {
    RiskProfile fractional = RiskProfiles.FIXED_FRACTIONAL;
    assertLimit("1", fractional, RiskLimit.POSITION_WEIGHT);
    assertEquals(RiskProfile.WeightBase.EQUITY, fractional.weightBase());
    // Its stop is tested at closes: a rule that asks for a resting one would bar every entry.
    assertFalse(fractional.has(RiskLimit.STOP_REQUIRED));
    assertTrue(RiskProfiles.MICRO.has(RiskLimit.STOP_REQUIRED));
    assertLimit("0.02", RiskProfiles.MICRO, RiskLimit.STOP_DISTANCE);
    assertLimit("5", RiskProfiles.MICRO, RiskLimit.DAY_LOSS_AMOUNT);
    assertLimit("10", RiskProfiles.MICRO, RiskLimit.TOTAL_LOSS_AMOUNT);
  }

  @Test
  void conservativeIsWhatItSays() {
    RiskProfile profile = RiskProfiles.CONSERVATIVE;
    assertLimit("0.1", profile, RiskLimit.POSITION_WEIGHT);
    assertLimit("0.01", profile, RiskLimit.POSITION_RISK);
    assertLimit("0.02", profile, RiskLimit.DAY_LOSS);
    assertLimit("0.05", profile, RiskLimit.DRAWDOWN);
    assertLimit("0.5", profile, RiskLimit.KELLY_FRACTION);
    assertTrue(profile.has(RiskLimit.STOP_REQUIRED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1", "-0.25", "25"})
  void aDrawdownThatIsNoProperFractionIsRefused(String drawdown) {
    RiskProfile profile = RiskProfile.named("x");
    assertThrows(IllegalArgumentException.class, () -> profile.with(RiskLimit.DRAWDOWN, drawdown));
  }

  @Test
  void aNegativeWeightIsRefused() {
    RiskProfile profile = RiskProfile.named("x");
    assertThrows(
        IllegalArgumentException.class, () -> profile.with(RiskLimit.POSITION_WEIGHT, "-0.1"));
    assertThrows(
        IllegalArgumentException.class, () -> profile.with(RiskLimit.HEDGE_WEIGHT, "-0.1"));
  }

  @Test
  void singleLimitsAreChangedOnTopOfAPreset() {
    RiskProfile changed =
        RiskProfiles.SWING.adjusted(
            Map.of(
                "day-loss", "0.02",
                "position-weight", "0.5",
                "stop-distance", "off",
                "stop-required", "false",
                "one-symbol", "true",
                "symbols", "TQQQ, SQQQ"));
    assertEquals("swing*", changed.name());
    assertLimit("0.02", changed, RiskLimit.DAY_LOSS);
    assertLimit("0.5", changed, RiskLimit.POSITION_WEIGHT);
    assertLimit("0.3", changed, RiskLimit.HEDGE_WEIGHT);
    assertFalse(changed.has(RiskLimit.STOP_DISTANCE));
    assertFalse(changed.has(RiskLimit.STOP_REQUIRED));
    assertTrue(changed.oneSymbolAtATime());
    assertEquals(List.of("TQQQ", "SQQQ"), changed.symbols());
    assertSame(RiskProfiles.SWING, RiskProfiles.SWING.adjusted(Map.of()));
  }

  @Test
  void everythingWrongWithChangesIsSaidAtOnce() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                RiskProfiles.SWING.adjusted(
                    Map.of(
                        "dayloss", "0.02",
                        "drawdown", "25",
                        "entries-per-day", "1.5",
                        "leverage", "1e400",
                        "price-age", "soon",
                        "stop-required", "yes",
                        "symbols", ",")));
    String message = String.valueOf(e.getMessage());
    assertTrue(message.contains("'dayloss' is no risk limit"), message);
    assertTrue(message.contains("drawdown must be above 0 and below 1, not 25"), message);
    assertTrue(message.contains("entries-per-day must be a whole number"), message);
    assertTrue(message.contains("leverage is out of any range"), message);
    assertTrue(message.contains("price-age must be a number or 'off', not 'soon'"), message);
    assertTrue(message.contains("stop-required must be true or false, not yes"), message);
    assertTrue(message.contains("symbols must name at least one"), message);
  }

  @Test
  void aBacktestJudgesWhatBarsCanTell() {
    RiskProfile live =
        RiskProfiles.SWING.adjusted(Map.of("price-age", "60", "volume-share", "0.01"));
    RiskProfile judged = live.forBacktest();
    assertFalse(judged.has(RiskLimit.PRICE_AGE) || judged.has(RiskLimit.VOLUME_SHARE));
    assertEquals(RiskProfiles.SWING.limits(), judged.limits());
    assertSame(RiskProfiles.SWING, RiskProfiles.SWING.forBacktest());
  }

  private static void assertLimit(String expected, RiskProfile profile, RiskLimit limit) {
    BigDecimal figure = profile.limit(limit).orElseThrow();
    assertEquals(0, new BigDecimal(expected).compareTo(figure), limit + ": " + figure);
  }
}
