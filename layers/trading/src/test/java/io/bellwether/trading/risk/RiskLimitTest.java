package io.bellwether.trading.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RiskLimitTest {
  @ParameterizedTest
  @EnumSource(RiskLimit.class)
  void everyLimitIsFoundByItsKeyAndSaysWhatItMeans(RiskLimit limit) {
    assertEquals(Optional.of(limit), RiskLimit.byKey(limit.key()));
    assertTrue(RiskLimit.keys().contains(limit.key()));
    assertFalse(limit.meaning().isBlank());
  }

  @ParameterizedTest
  @CsvSource({
    "drawdown,     0.25, 25 %",
    "position-weight,  0.6,  60 %",
    "leverage,         1.50, 1.5",
    "entries-per-day,  3,    3",
    "day-loss-amount,  5.00, 5 USD",
    "price-age,        60,   60 s",
    "one-symbol,       1,    yes"
  })
  void aFigureIsToldInItsUnit(String key, BigDecimal figure, String words) {
    assertEquals(words, RiskLimit.byKey(key).orElseThrow().describe(figure));
  }

  /** Each would pass for a limit and be none, or none and pass for one. */
  @ParameterizedTest
  @CsvSource({
    "drawdown, 0",
    "drawdown, 1",
    "position-weight, -0.01",
    "leverage, 0",
    "day-loss-amount, 0",
    "day-loss-amount, 1e19",
    "day-loss-amount, 1e-19",
    "day-loss-amount, 1e999999999",
    "entries-per-day, 0",
    "entries-per-day, 1.5",
    "price-age, -1",
    "one-symbol, 1",
    "one-symbol, yes",
    "leverage, much"
  })
  void aFigureWithoutSenseIsRefusedByName(String key, String text) {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> RiskProfiles.NONE.adjusted(Map.of(key, text)));
    assertTrue(String.valueOf(e.getMessage()).contains(key), e::toString);
  }

  @ParameterizedTest
  @CsvSource({"one-symbol, true", "one-symbol, false", "leverage, off", "entries-per-day, 2.0"})
  void aFigureWithSenseIsTaken(String key, String text) {
    RiskProfile profile = RiskProfiles.NONE.adjusted(Map.of(key, text));
    assertEquals(
        !text.equals("false") && !text.equals("off"),
        profile.has(RiskLimit.byKey(key).orElseThrow()));
  }
}
