package io.bellwether.trading.broker.alpaca;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.trading.TradingMode;
import io.bellwether.trading.config.AccountSettings;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Money is at stake only when two settings say so and the host agrees. */
class AlpacaSettingsTest {
  private static final URI DATA = URI.create("https://data.alpaca.markets");

  @Test
  void paperIsTheDefault() {
    AlpacaSettings settings = AlpacaSettings.paper();
    assertEquals(TradingMode.PAPER, settings.mode());
    assertEquals(URI.create("https://paper-api.alpaca.markets"), settings.tradingUrl());
    assertEquals(DATA, settings.dataUrl());
  }

  @Test
  void confirmingLiveDoesNotMakeAPaperAccountLive() {
    AlpacaSettings settings = AlpacaSettings.of(account("alpaca", TradingMode.PAPER), true);
    assertEquals(TradingMode.PAPER, settings.mode());
    assertEquals(URI.create("https://paper-api.alpaca.markets"), settings.tradingUrl());
  }

  @Test
  void liveNeedsBothSettings() {
    AccountSettings live = account("alpaca", TradingMode.LIVE);
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> AlpacaSettings.of(live, false));
    assertTrue(refused.toString().contains("not confirmed"), refused.toString());

    AlpacaSettings settings = AlpacaSettings.of(live, true);
    assertEquals(URI.create("https://api.alpaca.markets"), settings.tradingUrl());
    assertEquals(
        "alpaca-live",
        new AlpacaBroker(
                settings,
                () -> AlpacaServer.KEYS,
                () -> AlpacaServer.START,
                duration -> {},
                new Random(1))
            .name());
  }

  @Test
  void anAccountAtAnotherBrokerIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> AlpacaSettings.of(account("bybit", TradingMode.PAPER), false));
  }

  @ParameterizedTest
  @CsvSource({
    "PAPER, https://paper-api.alpaca.markets, true",
    "PAPER, https://paper-api.alpaca.markets/, true",
    "PAPER, http://127.0.0.1:8080, true",
    "PAPER, http://localhost:8080/alpaca, true",
    "PAPER, 'http://[::1]:8080', true",
    "LIVE, https://api.alpaca.markets, true",
    "LIVE, http://127.0.0.1:8080, true",
    "PAPER, https://api.alpaca.markets, false",
    "LIVE, https://paper-api.alpaca.markets, false",
    "LIVE, https://API.alpaca.markets, true",
    "LIVE, https://PAPER-api.alpaca.markets, false",
    "PAPER, http://paper-api.alpaca.markets, false",
    "PAPER, https://paper-api.alpaca.markets:8443, false",
    "PAPER, https://paper-api.alpaca.markets.example.com, false",
    "PAPER, https://127.0.0.1.example.com, false",
    "PAPER, https://paper-api.alpaca.markets@example.com, false",
    "PAPER, http://user:word@127.0.0.1:8080, false",
    "PAPER, http://127.0.0.1:8080?x=1, false",
    "PAPER, ftp://127.0.0.1, false",
    "PAPER, paper-api.alpaca.markets, false",
    "PAPER, https://example.com, false"
  })
  void theHostAgreesWithTheModeOrIsThisMachine(TradingMode mode, URI url, boolean accepted) {
    if (accepted) {
      assertEquals(url, settings(mode, url, DATA).tradingUrl());
    } else {
      assertThrows(IllegalArgumentException.class, () -> settings(mode, url, DATA));
    }
  }

  @Test
  void theDataHostIsAlpacasOrThisMachine() {
    URI paper = URI.create("https://paper-api.alpaca.markets");
    assertThrows(
        IllegalArgumentException.class,
        () -> settings(TradingMode.PAPER, paper, URI.create("https://example.com")));
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnce() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    new AlpacaSettings(
                        TradingMode.LIVE,
                        false,
                        URI.create("https://paper-api.alpaca.markets"),
                        URI.create("https://example.com"),
                        Optional.empty(),
                        Duration.ZERO,
                        Duration.ofSeconds(1)))
            .toString();
    for (String part : new String[] {"not confirmed", "trading URL", "data URL", "timeouts"}) {
      assertTrue(message.contains(part), message);
    }
  }

  private static AlpacaSettings settings(TradingMode mode, URI trading, URI data) {
    return new AlpacaSettings(
        mode, true, trading, data, Optional.empty(), Duration.ofSeconds(1), Duration.ofSeconds(1));
  }

  private static AccountSettings account(String broker, TradingMode mode) {
    return new AccountSettings(
        "main", broker, mode, false, false, false, "none", BigDecimal.ZERO, BigDecimal.ONE);
  }
}
