package io.bellwether.market.http;

/**
 * A provider's key. Its text form shows neither part.
 *
 * @param id the public part, or the whole key where a provider has only one part
 * @param secret the secret part; empty where there is none
 */
public record ApiKey(String id, String secret) {
  public ApiKey {
    if (id.isBlank()) {
      throw new IllegalArgumentException("an API key must not be blank");
    }
  }

  @Override
  public String toString() {
    return "ApiKey[redacted]";
  }
}
