package io.bellwether.cloud;

import io.bellwether.market.http.ApiKey;
import io.bellwether.market.http.ApiKeyException;
import io.bellwether.market.http.ApiKeys;
import java.util.Optional;

/**
 * A provider's key among the secrets; a refusal makes the secrets be read anew, so that a rotation
 * needs no deployment.
 *
 * @param id the whole key, or the public part of a pair
 * @param secret the secret part of a pair
 */
record SecretApiKeys(Secrets secrets, SecretKey id, Optional<SecretKey> secret) implements ApiKeys {
  @Override
  public ApiKey current() {
    String first = require(id);
    String second = secret.map(this::require).orElse("");
    try {
      return new ApiKey(first, second);
    } catch (ApiKeyException e) {
      throw new ApiKeyException(
          "secret %s, %s: %s".formatted(secrets.id(), names(), e.getMessage()));
    }
  }

  @Override
  public ApiKey reread() {
    secrets.refresh();
    return current();
  }

  private String require(SecretKey key) {
    return secrets
        .find(key)
        .orElseThrow(
            () ->
                new ApiKeyException(
                    "secret %s has no '%s'; add it to the JSON object"
                        .formatted(secrets.id(), key.jsonName())));
  }

  private String names() {
    return id.jsonName() + secret.map(key -> " and " + key.jsonName()).orElse("");
  }
}
