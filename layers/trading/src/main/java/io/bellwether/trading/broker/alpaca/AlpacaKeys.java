package io.bellwether.trading.broker.alpaca;

import io.bellwether.market.http.ApiKey;
import io.bellwether.market.http.ApiKeys;
import io.bellwether.market.http.HttpAnswer;
import java.util.List;
import java.util.Map;
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
   * @throws NotSentException if it cannot be read, or does not fit into a header
   */
  ApiKey next() throws NotSentException {
    ApiKey key = read();
    if (!fitsHeader(key.id())) {
      throw unfit(key, "key id");
    }
    if (!fitsHeader(key.secret())) {
      throw unfit(key, "secret key");
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
      ApiKey key = keys.current();
      if (!key.equals(refused)) {
        return key;
      }
      ApiKey fresh = keys.reread();
      // Once for each refusal: if nothing was rotated, Alpaca may say so again.
      refused = null;
      return fresh;
    } catch (RuntimeException e) {
      // Neither its message nor its cause is passed on: they are not ours, and may hold a key.
      throw new NotSentException(
          "the Alpaca keys could not be read ("
              + e.getClass().getName()
              + "), so nothing was sent: check the secret and the right to read it");
    }
  }

  /** Checked here because an HTTP client that objects to a header prints its value. */
  private static boolean fitsHeader(String part) {
    return !part.isEmpty() && part.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }

  private NotSentException unfit(ApiKey key, String part) {
    refuse(key);
    return new NotSentException(
        "the Alpaca "
            + part
            + " is empty or has a space, a line end or a character outside ASCII, so nothing was"
            + " sent: store it again without them");
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
