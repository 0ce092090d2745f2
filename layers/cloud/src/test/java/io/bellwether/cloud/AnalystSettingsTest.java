package io.bellwether.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnalystSettingsTest {
  private static final Map<String, String> LIVE =
      Map.of("TRADING_MODE", "live", "LIVE_TRADING_CONFIRMED", "true");

  @Test
  void nothingIsAppliedByItselfUnlessItIsSaid() {
    FunctionEnvironment environment = FunctionEnvironment.read(Map.of());
    AnalystSettings analyst = environment.analyst();
    assertEquals(AnalystSettings.DEFAULT_MODEL, analyst.model());
    assertEquals(new BigDecimal("10"), analyst.monthlyBudgetUsd());
    assertEquals(Optional.empty(), analyst.prices());
    assertFalse(analyst.autoApply());
    assertEquals(Optional.empty(), analyst.bounds());
    assertEquals(Optional.empty(), analyst.gate());
    assertEquals(10, analyst.historyYears());
    assertEquals(URI.create("https://api.anthropic.com"), environment.anthropicUrl());
    assertEquals(URI.create("https://api.stlouisfed.org"), environment.fredUrl());
    assertThrows(IllegalStateException.class, environment::analysisBucketName);
  }

  @Test
  void whatIsSaidHolds() {
    AnalystSettings analyst =
        FunctionEnvironment.read(
                Map.of(
                    "ANALYST_MODEL", "claude-opus-5-5",
                    "ANALYST_PRICES", "4.5,20",
                    "ANALYST_BUDGET_USD", "0",
                    "ANALYST_AUTO_APPLY", "true",
                    "ANALYST_BOUNDS", "rsi2:exit=50..70",
                    "ANALYSIS_HISTORY_YEARS", "3"))
            .analyst();
    assertEquals("claude-opus-5-5", analyst.model());
    assertEquals(
        Optional.of(new AnalystSettings.Prices(new BigDecimal("4.5"), new BigDecimal("20"))),
        analyst.prices());
    assertEquals(BigDecimal.ZERO, analyst.monthlyBudgetUsd());
    assertTrue(analyst.autoApply());
    assertEquals(Optional.of("rsi2:exit=50..70"), analyst.bounds());
    assertEquals(3, analyst.historyYears());
  }

  @Test
  void everythingThatIsWrongIsListedAtOnce() {
    String message =
        failure(
            Map.of(
                "STAGE", "dev",
                "ANTHROPIC_URL", "http://example.com",
                "ANALYST_MODEL", "Claude 5",
                "ANALYST_BUDGET_USD", "-1",
                "ANALYST_AUTO_APPLY", "yes",
                "ANALYSIS_HISTORY_YEARS", "31"));
    for (String part :
        new String[] {
          "ANTHROPIC_URL",
          "ANALYST_MODEL",
          "ANALYST_BUDGET_USD",
          "ANALYST_AUTO_APPLY",
          "ANALYSIS_HISTORY_YEARS"
        }) {
      assertTrue(message.contains(part), message);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ANALYST_MODEL,claude-sonnet-4-5",
    "ANALYST_MODEL,claude-3-opus-20240229",
    "ANALYST_PRICES,3",
    "ANALYST_PRICES,'3,0'",
    "ANALYST_PRICES,'3,15,1'",
    "ANALYST_BUDGET_USD,1e9",
    "ANALYST_BUDGET_USD,ten",
    "ANALYSIS_HISTORY_YEARS,2",
    "ANALYSIS_HISTORY_YEARS,1.5",
    "ANALYSIS_HISTORY_YEARS,99999999999"
  })
  void whatCannotBeIsRefused(String setting, String value) {
    String message = failure(Map.of(setting, value));
    assertTrue(message.contains(setting), message);
  }

  @Test
  void withMoneyApplyingByItselfIsSaidInTheWordForIt() {
    assertTrue(failure(with(LIVE, "true")).contains("ANALYST_AUTO_APPLY=live"));
    assertTrue(FunctionEnvironment.read(with(LIVE, "live")).analyst().autoApply());
    assertFalse(FunctionEnvironment.read(with(LIVE, "false")).analyst().autoApply());
    assertTrue(failure(with(Map.of(), "live")).contains("TRADING_MODE is paper"));
  }

  private static Map<String, String> with(Map<String, String> variables, String autoApply) {
    Map<String, String> all = new HashMap<>(variables);
    all.put("ANALYST_AUTO_APPLY", autoApply);
    return all;
  }

  private static String failure(Map<String, String> variables) {
    return assertThrows(IllegalArgumentException.class, () -> FunctionEnvironment.read(variables))
        .getMessage();
  }
}
