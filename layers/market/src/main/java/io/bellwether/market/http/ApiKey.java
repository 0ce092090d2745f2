package io.bellwether.market.http;

import java.util.regex.Pattern;

/**
 * A provider's key. Its text form shows neither part.
 *
 * @param id the public part, or the whole key where a provider has only one part
 * @param secret the secret part; empty where there is none
 */
public record ApiKey(String id, String secret) {
  /** What an HTTP header takes; its own complaint about anything else would quote the key. */
  private static final Pattern PRINTABLE = Pattern.compile("[!-~]*");

  /** Shorter parts would mask ordinary text. */
  private static final int SHORTEST_MASKED = 8;

  /**
   * @throws ApiKeyException if a part holds what no key has, such as a space, a line break or a
   *     letter with an accent, or there is no key; the message shows none of it
   */
  public ApiKey {
    if (id.isBlank()) {
      throw new ApiKeyException("an API key must not be blank");
    }
    if (!PRINTABLE.matcher(id).matches() || !PRINTABLE.matcher(secret).matches()) {
      throw new ApiKeyException(
          "an API key holds characters that no key has, such as a space or a line break; store it"
              + " again without them");
    }
  }

  /** A key of one part. */
  public static ApiKey of(String key) {
    return new ApiKey(key, "");
  }

  /** The text without the parts of this key of eight characters or more: providers quote keys. */
  public String maskedIn(String text) {
    return masked(masked(text, id), secret);
  }

  private static String masked(String text, String part) {
    return part.length() < SHORTEST_MASKED ? text : text.replace(part, "***");
  }

  @Override
  public String toString() {
    return "ApiKey[redacted]";
  }
}
