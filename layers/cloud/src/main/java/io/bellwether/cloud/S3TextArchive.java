package io.bellwether.cloud;

import io.bellwether.trading.analysis.StoredTexts;
import io.bellwether.trading.analysis.TextArchive;
import io.bellwether.trading.ledger.LedgerException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * Texts in a bucket of S3, below one prefix. Each is sent with its SHA-256, which S3 checks when it
 * takes the text and the SDK when it gets it back.
 */
public final class S3TextArchive implements TextArchive {
  /** All that this system keeps in the bucket is below it. */
  public static final String PREFIX = "analysis/";

  private static final String TYPE = "text/plain; charset=utf-8";

  private final Supplier<S3Client> client;
  private final Supplier<String> bucket;

  /**
   * An archive.
   *
   * @param client first asked for when it is needed; stays the caller's to close
   * @param bucket its name, first asked for when it is needed
   */
  public S3TextArchive(Supplier<S3Client> client, Supplier<String> bucket) {
    this.client = client;
    this.bucket = bucket;
  }

  /**
   * {@inheritDoc}
   *
   * @throws LedgerException if S3 did not confirm; storing it again is safe
   */
  @Override
  public void put(String key, byte[] content) {
    String name = PREFIX + StoredTexts.requireKey(key);
    try {
      client
          .get()
          .putObject(
              request ->
                  request
                      .bucket(bucket.get())
                      .key(name)
                      .contentType(TYPE)
                      .checksumSHA256(Base64.getEncoder().encodeToString(sha256(content))),
              RequestBody.fromBytes(content));
    } catch (SdkException | UncheckedIOException e) {
      throw new LedgerException(
          "the text %s was not confirmed by the bucket %s; the run is taken up by the next one"
              .formatted(name, bucket.get()),
          e);
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws LedgerException if S3 does not hand it over, or hands over another
   */
  @Override
  public Optional<byte[]> find(String key) {
    String name = PREFIX + StoredTexts.requireKey(key);
    try {
      return Optional.of(
          client
              .get()
              .getObjectAsBytes(
                  request ->
                      request.bucket(bucket.get()).key(name).checksumMode(ChecksumMode.ENABLED))
              .asByteArray());
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    } catch (SdkException | UncheckedIOException e) {
      throw new LedgerException(
          "the text %s cannot be read from the bucket %s".formatted(name, bucket.get()), e);
    }
  }

  private static byte[] sha256(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
