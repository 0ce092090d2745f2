package io.bellwether.trading.broker.alpaca;

import io.bellwether.trading.TradingMode;
import io.bellwether.trading.config.AccountSettings;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which Alpaca environment is used, and how patiently. Money is at stake only if two settings made
 * in different places say so, and the host agrees with them.
 *
 * @param mode the account's mode
 * @param liveConfirmed the second, separate consent to {@link TradingMode#LIVE}
 * @param tradingUrl the base of the trading API: Alpaca's for the mode, or a loopback address
 * @param dataUrl the base of the market data API: Alpaca's, or a loopback address
 * @param dataFeed {@code sip} or {@code iex}; empty leaves the choice to Alpaca
 * @param readTimeout the most one attempt of a read may take
 * @param orderTimeout the most a call that places, replaces or cancels may take
 */
public record AlpacaSettings(
    TradingMode mode,
    boolean liveConfirmed,
    URI tradingUrl,
    URI dataUrl,
    Optional<String> dataFeed,
    Duration readTimeout,
    Duration orderTimeout) {
  private static final URI PAPER_URL = URI.create("https://paper-api.alpaca.markets");
  private static final URI LIVE_URL = URI.create("https://api.alpaca.markets");
  private static final URI DATA_URL = URI.create("https://data.alpaca.markets");
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration ORDER_TIMEOUT = Duration.ofSeconds(10);

  /**
   * Checks the settings against each other.
   *
   * @throws IllegalArgumentException listing everything that is wrong
   */
  public AlpacaSettings {
    List<String> problems = new ArrayList<>();
    if (mode == TradingMode.LIVE && !liveConfirmed) {
      problems.add(
          "the account is set to live, but live trading is not confirmed: confirm it in the second"
              + " setting, or set the account to paper");
    }
    checkUrl("trading", tradingUrl, tradingUrlOf(mode), mode, problems);
    checkUrl("data", dataUrl, DATA_URL, mode, problems);
    if (!readTimeout.isPositive() || !orderTimeout.isPositive()) {
      problems.add("timeouts must be more than 0, not " + readTimeout + " and " + orderTimeout);
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException("Alpaca settings: " + String.join("; ", problems));
    }
  }

  /** Paper trading at Alpaca: what is used unless live is asked for twice. */
  public static AlpacaSettings paper() {
    return of(TradingMode.PAPER, false);
  }

  /**
   * The settings of one of our accounts.
   *
   * @param liveConfirmed the consent to live trading that is given outside the account's settings
   * @throws IllegalArgumentException if the account is not Alpaca's, or live and not confirmed
   */
  public static AlpacaSettings of(AccountSettings account, boolean liveConfirmed) {
    if (!account.broker().equals("alpaca")) {
      throw new IllegalArgumentException(
          "account " + account.id() + " is at " + account.broker() + ", not at alpaca");
    }
    return of(account.mode(), liveConfirmed);
  }

  private static AlpacaSettings of(TradingMode mode, boolean liveConfirmed) {
    return new AlpacaSettings(
        mode,
        liveConfirmed,
        tradingUrlOf(mode),
        DATA_URL,
        Optional.empty(),
        READ_TIMEOUT,
        ORDER_TIMEOUT);
  }

  /** The same settings against other hosts, such as a simulated exchange on 127.0.0.1. */
  public AlpacaSettings withUrls(URI newTradingUrl, URI newDataUrl) {
    return new AlpacaSettings(
        mode, liveConfirmed, newTradingUrl, newDataUrl, dataFeed, readTimeout, orderTimeout);
  }

  /** The same settings with another source of latest trades. */
  public AlpacaSettings withDataFeed(String newDataFeed) {
    return new AlpacaSettings(
        mode,
        liveConfirmed,
        tradingUrl,
        dataUrl,
        Optional.of(newDataFeed),
        readTimeout,
        orderTimeout);
  }

  /** The same settings with other timeouts. */
  public AlpacaSettings withTimeouts(Duration newReadTimeout, Duration newOrderTimeout) {
    return new AlpacaSettings(
        mode, liveConfirmed, tradingUrl, dataUrl, dataFeed, newReadTimeout, newOrderTimeout);
  }

  private static URI tradingUrlOf(TradingMode mode) {
    return switch (mode) {
      case PAPER -> PAPER_URL;
      case LIVE -> LIVE_URL;
    };
  }

  /** Keys go to Alpaca over TLS, or to this machine; nowhere else. */
  private static void checkUrl(
      String what, URI url, URI expected, TradingMode mode, List<String> problems) {
    String scheme = Optional.ofNullable(url.getScheme()).orElse("").toLowerCase(Locale.ROOT);
    String host = Optional.ofNullable(url.getHost()).orElse("").toLowerCase(Locale.ROOT);
    boolean local = LOOPBACK.contains(host) && (scheme.equals("http") || scheme.equals("https"));
    boolean alpaca =
        scheme.equals("https") && host.equals(expected.getHost()) && url.getPort() == -1;
    if (!local && !alpaca) {
      problems.add(
          "the "
              + what
              + " URL of a "
              + mode.label()
              + " account must be "
              + expected
              + " or a loopback address, not "
              + scheme
              + "://"
              + host);
    }
    if (url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
      problems.add("the " + what + " URL must be scheme, host, port and path alone");
    }
  }
}
