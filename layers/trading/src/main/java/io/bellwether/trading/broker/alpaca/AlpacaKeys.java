package io.bellwether.trading.broker.alpaca;

import io.bellwether.market.http.ApiKey;
import io.bellwether.market.http.ApiKeyException;
import io.bellwether.market.http.ApiKeys;
import io.bellwether.market.http.HttpAnswer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The key pair: into headers, and into nothing else. A pair that was refused, to whatever call, is
 * read anew before the next one, so that a rotated key needs no restart. Safe for use by several
 * threads.
 */
final class AlpacaKeys {
  private static final int SHORTEST_KEY = 10;

  private final ApiKeys keys;
  private @Nullable ApiKey refused;

  AlpacaKeys(ApiKeys keys) {
    this.keys = keys;
  }

  /**
   * The pair for the next call.
   *
   * @throws NotSentException if it cannot be read, or is no pair
   */
  ApiKey next() throws NotSentException {
    ApiKey key = read();
    if (key.secret().isEmpty()) {
      refuse(key);
      throw new NotSentException("the Alpaca secret key is empty, so nothing was sent: store it");
    }
    return key;
  }

  /** What every request carries. */
  static Map<String, String> headers(ApiKey key) {
    return Map.of(
        "Accept",
        "application/json",
        "User-Agent",
        "bellwether",
        "APCA-API-KEY-ID",
        key.id(),
        "APCA-API-SECRET-KEY",
        key.secret());
  }

  /**
   * Takes note of a refusal of the pair.
   *
   * @param key what the call was made with
   * @return the answer; one that is no success does not hold the pair
   */
  HttpAnswer examined(HttpAnswer answer, ApiKey key) {
    if (AlpacaErrors.refusesCredentials(answer)) {
      refuse(key);
    }
    return answer.status() == 200
        ? answer
        : new HttpAnswer(answer.status(), answer.headers(), hide(key, answer.body()));
  }

  private synchronized void refuse(ApiKey key) {
    refused = key;
  }

  private synchronized ApiKey read() throws NotSentException {
    try {
      Optional<ApiKey> known = known().filter(key -> !key.equals(refused));
      if (known.isPresent()) {
        return known.get();
      }
      ApiKey fresh = keys.reread();
      // Once for each refusal: if nothing was rotated, Alpaca may say so again.
      refused = null;
      return fresh;
    } catch (ApiKeyException e) {
      throw new NotSentException("nothing was sent to Alpaca: " + e.getMessage());
    } catch (RuntimeException e) {
      // Neither its message nor its cause is passed on: they are not ours, and may hold a key.
      throw new NotSentException(
          "the Alpaca keys could not be read ("
              + e.getClass().getName()
              + "), so nothing was sent: check the secret and the right to read it");
    }
  }

  /** The pair as last read; empty if that is none, which may have been mended since. */
  private Optional<ApiKey> known() {
    try {
      return Optional.of(keys.current());
    } catch (ApiKeyException e) {
      return Optional.empty();
    }
  }

  /**
   * Errors are quoted in messages and logs, and a server that echoes its request would put our keys
   * there. Real ones have 20 characters and more; a word used as a key in a test is left alone.
   */
  private static String hide(ApiKey key, String text) {
    String hidden = text;
    for (String part : List.of(key.secret(), key.id())) {
      hidden = part.length() < SHORTEST_KEY ? hidden : hidden.replace(part, "***");
    }
    return hidden;
  }
}
