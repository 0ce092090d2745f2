package io.bellwether.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.trading.TradingMode;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FunctionEnvironmentTest {
  @Test
  void paperIsTheDefaultAndForeignVariablesAreIgnored() {
    FunctionEnvironment environment =
        FunctionEnvironment.read(Map.of("STAGE", " dev ", "PATH", "/bin"), Setting.STAGE);
    assertEquals("dev", environment.stage());
    assertEquals(TradingMode.PAPER, environment.mode());
    assertEquals(URI.create("https://paper-api.alpaca.markets"), environment.alpacaTradingUrl());
    assertEquals(URI.create("https://data.alpaca.markets"), environment.alpacaDataUrl());
    assertEquals(URI.create("https://api.twelvedata.com"), environment.twelveDataUrl());
    assertEquals(URI.create("https://financialmodelingprep.com"), environment.fmpUrl());
    assertFalse(environment.discordEnabled());
    assertThrows(IllegalStateException.class, environment::tableName);
  }

  @Test
  void everythingThatIsWrongIsListedAtOnce() {
    String message =
        failure(
            Map.of(
                "TRADING_MODE", "life",
                "ALPACA_DATA_URL", "http://example.com",
                "TWELVE_DATA_URL", "http://example.com",
                "FMP_URL", "financialmodelingprep.com",
                "DISCORD_ENABLED", "maybe",
                "BELLWETHER_LOG_LEVLE", "DEBUG"),
            Setting.STAGE,
            Setting.SIGNAL_QUEUE_URL);
    for (String part :
        new String[] {
          "TRADING_MODE",
          "ALPACA_DATA_URL",
          "TWELVE_DATA_URL",
          "FMP_URL",
          "DISCORD_ENABLED",
          "BELLWETHER_LOG_LEVLE",
          "STAGE is missing",
          "SIGNAL_QUEUE_URL is missing"
        }) {
      assertTrue(message.contains(part), message);
    }
  }

  @Test
  void liveIsSaidTwiceOrNotAtAll() {
    failure(Map.of("TRADING_MODE", "live"));
    failure(Map.of("TRADING_MODE", "live", "LIVE_TRADING_CONFIRMED", "false"));
    FunctionEnvironment live =
        FunctionEnvironment.read(Map.of("TRADING_MODE", "live", "LIVE_TRADING_CONFIRMED", "true"));
    assertEquals(TradingMode.LIVE, live.mode());
    assertEquals(URI.create("https://api.alpaca.markets"), live.alpacaTradingUrl());
    assertEquals(
        TradingMode.PAPER,
        FunctionEnvironment.read(Map.of("LIVE_TRADING_CONFIRMED", "true")).mode());
  }

  @Test
  void gapsAreToleratedOnPaperAlone() {
    assertFalse(FunctionEnvironment.read(Map.of()).gapsTolerated());
    assertTrue(FunctionEnvironment.read(Map.of("GAPS_TOLERATED", "true")).gapsTolerated());
    String live =
        failure(
            Map.of(
                "TRADING_MODE", "live",
                "LIVE_TRADING_CONFIRMED", "true",
                "GAPS_TOLERATED", "true"));
    assertTrue(live.contains("GAPS_TOLERATED"), live);
  }

  @Test
  void theTradingUrlFitsTheMode() {
    failure(Map.of("ALPACA_TRADING_URL", "https://api.alpaca.markets"));
    failure(
        Map.of(
            "TRADING_MODE", "live",
            "LIVE_TRADING_CONFIRMED", "true",
            "ALPACA_TRADING_URL", "https://PAPER-api.alpaca.markets/"));
    assertEquals(
        URI.create("http://127.0.0.1:8080"),
        FunctionEnvironment.read(Map.of("ALPACA_TRADING_URL", "http://127.0.0.1:8080"))
            .alpacaTradingUrl());
  }

  @Test
  void anAccountHasItsOwnSecretOrTheCommonOne() {
    FunctionEnvironment environment =
        FunctionEnvironment.read(
            Map.of(
                "SECRETS_ARN", "common",
                "STRATEGIES", "ema-crossover@one,rsi2@two",
                "ACCOUNT_SECRETS", "two=own"));
    assertEquals("common", environment.secretOf("one"));
    assertEquals("own", environment.secretOf("two"));
    assertEquals(
        Map.of("ema-crossover", "one", "rsi2", "two"),
        environment.deployment().orElseThrow().accounts());
  }

  @Test
  void twoAccountsBehindOneSecretAreRefused() {
    String common =
        failure(Map.of("SECRETS_ARN", "common", "STRATEGIES", "ema-crossover@one,rsi2@two"));
    assertTrue(common.contains("accounts one and two share one secret"), common);
    String given =
        failure(
            Map.of(
                "STRATEGIES", "ema-crossover@one,rsi2@two",
                "ACCOUNT_SECRETS", "one=own,two=own,three"));
    assertTrue(given.contains("share one secret"), given);
    assertTrue(given.contains("'three' is not ACCOUNT=SECRET"), given);
    assertTrue(failure(Map.of("STRATEGIES", "rsi2")).contains("STRATEGIES"));
  }

  @Test
  void theClockIsOnlyShiftedWhereEveryUrlLeadsToThisMachine() {
    Map<String, String> local = new HashMap<>();
    for (Setting setting : Setting.values()) {
      if (setting.isUrl()) {
        local.put(setting.name(), "http://127.0.0.1:4566/x");
      }
    }
    assertTrue(FunctionEnvironment.read(local).clockStart().isEmpty());
    local.put("CLOCK_START", "2026-11-20T15:30:05Z");
    assertEquals(
        Instant.parse("2026-11-20T15:30:05Z"),
        FunctionEnvironment.read(local).clockStart().orElseThrow());

    assertTrue(failure(with(local, "CLOCK_START", "yesterday")).contains("'yesterday'"));
    for (Setting setting : Setting.values()) {
      if (setting.isUrl()) {
        String remote = failure(with(local, setting.name(), "https://example.com/x"));
        assertTrue(remote.contains("not " + setting), remote);
        // Without a value there is a default out there, or nothing that proves a local run.
        String unset = failure(with(local, setting.name(), ""));
        assertTrue(unset.contains("not " + setting), unset);
      }
    }
  }

  private static Map<String, String> with(Map<String, String> all, String name, String value) {
    Map<String, String> changed = new HashMap<>(all);
    changed.put(name, value);
    return changed;
  }

  private static String failure(Map<String, String> variables, Setting... required) {
    return assertThrows(
            IllegalArgumentException.class, () -> FunctionEnvironment.read(variables, required))
        .getMessage();
  }
}
