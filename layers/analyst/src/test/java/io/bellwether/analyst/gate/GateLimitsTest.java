package io.bellwether.analyst.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.strategy.parameter.ParameterSpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GateLimitsTest {
  @Test
  void noTextIsTheDefaults() {
    assertEquals(GateLimits.DEFAULT, GateLimits.parse(""));
    assertEquals(GateLimits.DEFAULT, GateLimits.parse("  "));
  }

  @Test
  void whatIsNamedReplacesADefault() {
    GateLimits limits = GateLimits.parse(" minimum-trades = 50, search-luck=0.01,plateau=0.6 ");
    assertEquals(50, limits.minimumTrades());
    assertEquals(0.01, limits.searchLuck());
    assertEquals(0.6, limits.plateau());
    assertEquals(GateLimits.DEFAULT.improvement(), limits.improvement());
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnce() {
    String message =
        refusal("minimum-trades=0,plateu=0.3,overfitting,plateau=1,plateau=1,improvement=NaN");
    for (String expected :
        List.of(
            "minimum-trades must be",
            "did you mean 'plateau'?",
            "'overfitting' is no limit",
            "plateau is given twice",
            "improvement must be")) {
      assertTrue(message.contains(expected), () -> expected + " is not in " + message);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ",",
        "=",
        "=1",
        "search-luck=0",
        "search-luck=-1",
        "search-luck=Infinity",
        "search-luck=0x1p3",
        "walk-forward=2",
        "walk-forward=",
        "minimum-sessions=1",
        "minimum-sessions=99999999999",
        "permutations=1e9",
        "drawdown-margin=0.1;plateau=0",
        "PLATEAU=0",
        "plateau=0 # off",
        "search-luck=0.001"
      })
  void hostileTextIsRefused(String text) {
    assertTrue(refusal(text).startsWith("gate limits:\n- "), text);
  }

  @Test
  void aLimitThatCannotBeReachedIsRefused() {
    assertTrue(refusal("search-luck=0.02,permutations=19").contains("cannot be reached"));
  }

  @Test
  void everyLimitHasAName() {
    assertEquals(
        GateLimits.class.getRecordComponents().length,
        GateLimits.specs().stream().map(ParameterSpec::name).distinct().count());
  }

  private static String refusal(String text) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> GateLimits.parse(text)).getMessage());
  }
}
