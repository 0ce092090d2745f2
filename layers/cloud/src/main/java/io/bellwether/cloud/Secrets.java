package io.bellwether.cloud;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * The API keys, one JSON object in Secrets Manager, kept for a while so that a rotation arrives
 * without a deployment. When Secrets Manager does not answer, what was read before is used on: keys
 * that are still good are not thrown away. Every value is registered with a redactor before it is
 * handed out; no value ever is in an exception. Safe for use by several threads.
 */
public final class Secrets {
  private static final Logger LOG = LoggerFactory.getLogger(Secrets.class);

  /** How long to do with what was read before, when it could not be read again. */
  private static final Duration RETRY = Duration.ofMinutes(1);

  private final SecretsManagerClient client;
  private final String secretId;
  private final InstantSource clock;
  private final Duration validity;
  private final SecretRedactor redactor;
  private @Nullable Snapshot snapshot;

  /** Meaningful once there is a snapshot. */
  private Instant readAgainAt = Instant.EPOCH;

  private boolean failing;

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

  /** The secret's name or ARN. */
  String id() {
    return secretId;
  }

  private record Snapshot(Map<SecretKey, String> values) {}

  /**
   * A secret that has to be there.
   *
   * @throws CloudException if it is missing or empty, or the secrets could never be read
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
   * @throws CloudException if the secrets could never be read, or are no JSON object
   */
  public synchronized Optional<String> find(SecretKey key) {
    Snapshot current = snapshot;
    if (current == null || !clock.instant().isBefore(readAgainAt)) {
      current = read(Optional.ofNullable(current));
      snapshot = current;
    }
    return Optional.ofNullable(current.values().get(key));
  }

  /**
   * Has the secrets read again when next asked for: for after a 401, when a key may have been
   * rotated. If they could not be read just now, that is tried again in its own time.
   */
  public synchronized void refresh() {
    if (!failing) {
      readAgainAt = Instant.EPOCH;
    }
  }

  private Snapshot read(Optional<Snapshot> before) {
    String text;
    try {
      text = client.getSecretValue(request -> request.secretId(secretId)).secretString();
    } catch (SdkException e) {
      if (before.isPresent()) {
        failing = true;
        readAgainAt = clock.instant().plus(RETRY);
        LOG.atWarn()
            .addKeyValue("secret", secretId)
            .addKeyValue("reason", e.getClass().getSimpleName())
            .log("the secret cannot be read again; what was read before is used");
        return before.get();
      }
      throw new CloudException(
          "secret %s cannot be read: see that it exists and that this function may read it"
              .formatted(secretId),
          e);
    }
    SecretDocument document = SecretDocument.parse(text == null ? "" : text, "secret " + secretId);
    document.values().values().forEach(redactor::register);
    failing = false;
    readAgainAt = clock.instant().plus(validity);
    return new Snapshot(document.values());
  }
}
