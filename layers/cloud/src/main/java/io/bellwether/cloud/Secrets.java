package io.bellwether.cloud;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * The API keys, one JSON object in Secrets Manager, kept for a while so that a rotation arrives
 * without a deployment. Every value is registered with a redactor before it is handed out; no value
 * ever is in an exception. Safe for use by several threads.
 */
public final class Secrets {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final SecretsManagerClient client;
  private final String secretId;
  private final InstantSource clock;
  private final Duration validity;
  private final SecretRedactor redactor;
  private @Nullable Snapshot snapshot;

  /**
   * Secrets that are read when first asked for.
   *
   * @param client stays the caller's to close
   * @param secretId the secret's name, such as {@code trading-system/api-keys}, or its ARN
   * @param validity how long what was read is used
   * @param redactor learns every value
   */
  public Secrets(
      SecretsManagerClient client,
      String secretId,
      InstantSource clock,
      Duration validity,
      SecretRedactor redactor) {
    this.client = client;
    this.secretId = secretId;
    this.clock = clock;
    this.validity = validity;
    this.redactor = redactor;
  }

  /** Another secret of the same kind, read in the same way. */
  Secrets of(String otherSecretId) {
    return secretId.equals(otherSecretId)
        ? this
        : new Secrets(client, otherSecretId, clock, validity, redactor);
  }

  private record Snapshot(Map<SecretKey, String> values, Instant readAt) {}

  /**
   * A secret that has to be there.
   *
   * @throws CloudException if it is missing or empty, or the secrets cannot be read
   */
  public String require(SecretKey key) {
    return find(key)
        .orElseThrow(
            () ->
                new CloudException(
                    "secret %s has no '%s'; add it to the JSON object"
                        .formatted(secretId, key.jsonName())));
  }

  /**
   * A secret that may be there; an empty one is not.
   *
   * @throws CloudException if the secrets cannot be read
   */
  public synchronized Optional<String> find(SecretKey key) {
    Snapshot current = snapshot;
    if (current == null || !clock.instant().isBefore(current.readAt().plus(validity))) {
      current = read();
      snapshot = current;
    }
    return Optional.ofNullable(current.values().get(key));
  }

  /** Forgets what was read: for after a 401, when a key may have been rotated. */
  public synchronized void refresh() {
    snapshot = null;
  }

  private Snapshot read() {
    String text;
    try {
      text = client.getSecretValue(request -> request.secretId(secretId)).secretString();
    } catch (SdkException e) {
      throw new CloudException(
          "secret %s cannot be read: see that it exists and that this function may read it"
              .formatted(secretId),
          e);
    }
    return new Snapshot(values(text == null ? "" : text), clock.instant());
  }

  private Map<SecretKey, String> values(String text) {
    JsonNode object;
    try {
      object = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      // The cause would quote what it could not read.
      throw new CloudException("secret " + secretId + " is no JSON: store one object of text");
    }
    if (!object.isObject()) {
      throw new CloudException("secret " + secretId + " is no JSON object: store one of text");
    }
    Map<SecretKey, String> values = new EnumMap<>(SecretKey.class);
    for (SecretKey key : SecretKey.values()) {
      String value = object.path(key.jsonName()).asText("").strip();
      if (!value.isEmpty()) {
        redactor.register(value);
        values.put(key, value);
      }
    }
    return values;
  }
}
