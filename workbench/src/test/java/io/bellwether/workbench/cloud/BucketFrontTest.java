package io.bellwether.workbench.cloud;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.cloud.S3TextArchive;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The bucket of one machine, as S3's own client reaches it from another process. */
final class BucketFrontTest {
  @Test
  void textsAreStoredAndGot() {
    byte[] text = new byte[200_000];
    new SplittableRandom(7).nextBytes(text);
    try (LocalBucket bucket = new LocalBucket();
        ServiceFronts fronts =
            ServiceFronts.start(
                new LocalTopic(),
                new LocalEventBus(() -> Instant.EPOCH),
                new LocalSecrets(),
                bucket);
        S3Client client = client(fronts.endpoint())) {
      S3TextArchive archive = new S3TextArchive(() -> client, () -> LocalBucket.NAME);
      assertTrue(archive.find("a/b").isEmpty());
      archive.put("a/b", text);
      archive.put("a/b", text);
      assertEquals(List.of("analysis/a/b"), bucket.keys());
      assertArrayEquals(text, archive.find("a/b").orElseThrow());
      assertArrayEquals(text, bucket.archive().find("a/b").orElseThrow());
    }
  }

  private static S3Client client(URI endpoint) {
    return S3Client.builder()
        .httpClient(UrlConnectionHttpClient.create())
        .serviceConfiguration(of -> of.chunkedEncodingEnabled(false))
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "key")))
        .build();
  }
}
