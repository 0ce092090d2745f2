package io.bellwether.workbench.cloud;

import io.bellwether.cloud.S3TextArchive;
import io.bellwether.trading.analysis.TextArchive;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** A bucket in memory. */
public final class LocalBucket implements S3Client {
  /** Its name. */
  public static final String NAME = "bellwether-analysis";

  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Stored(byte[] content, String checksum) {}

  private final ConcurrentSkipListMap<String, Stored> objects = new ConcurrentSkipListMap<>();

  /** The archive in it. */
  public TextArchive archive() {
    return new S3TextArchive(() -> this, () -> NAME);
  }

  /** What is in it, in order. */
  public List<String> keys() {
    return List.copyOf(objects.keySet());
  }

  @Override
  public PutObjectResponse putObject(PutObjectRequest request, RequestBody body) {
    requireBucket(request.bucket());
    try (InputStream stream = body.contentStreamProvider().newStream()) {
      String checksum = request.checksumSHA256() == null ? "" : request.checksumSHA256();
      objects.put(request.key(), new Stored(stream.readAllBytes(), checksum));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return PutObjectResponse.builder().build();
  }

  @Override
  public <R> R getObject(
      GetObjectRequest request, ResponseTransformer<GetObjectResponse, R> transformer) {
    requireBucket(request.bucket());
    Stored stored = objects.get(request.key());
    if (stored == null) {
      throw NoSuchKeyException.builder().message("The specified key does not exist.").build();
    }
    GetObjectResponse response =
        GetObjectResponse.builder()
            .contentLength((long) stored.content().length)
            .checksumSHA256(stored.checksum())
            .build();
    try (ResponseInputStream<GetObjectResponse> stream =
        new ResponseInputStream<>(
            response, AbortableInputStream.create(new ByteArrayInputStream(stored.content())))) {
      return transformer.transform(response, AbortableInputStream.create(stream));
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("an object in memory could not be read", e);
    }
  }

  private static void requireBucket(String name) {
    if (!name.equals(NAME)) {
      throw NoSuchBucketException.builder()
          .message("The specified bucket does not exist: " + name)
          .build();
    }
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    objects.clear();
  }
}
