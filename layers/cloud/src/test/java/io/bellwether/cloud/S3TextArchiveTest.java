package io.bellwether.cloud;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.market.http.RecordedRequests;
import io.bellwether.trading.ledger.LedgerException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The archive as S3's own client speaks for it. */
final class S3TextArchiveTest {
  private static final byte[] TEXT = "the prompt".getBytes(StandardCharsets.UTF_8);
  private static final String SHA_256 = "kGoYOx26RZ3cHFZ13tpZO2v5GVYXun5Pahpwk8YrJX4=";

  private final MockWebServer server = new MockWebServer();
  private S3Client client;
  private S3TextArchive archive;

  @BeforeEach
  void start() throws IOException {
    server.start();
    client =
        AwsClients.configured(
                S3Client.builder(), UrlConnectionHttpClient.create(), CallLimits.TEXTS)
            .serviceConfiguration(AwsClients.Texts.WHOLE)
            .endpointOverride(server.url("/").newBuilder().host("127.0.0.1").build().uri())
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "key")))
            .build();
    archive = new S3TextArchive(() -> client, () -> "texts");
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    server.close();
  }

  @Test
  void aTextGoesOutWholeWithItsChecksum() throws InterruptedException {
    server.enqueue(asking(new MockResponse()));
    archive.put("analyses/one/prompt.1", TEXT);
    RecordedRequest request = RecordedRequests.next(server);
    assertEquals("PUT /texts/analysis/analyses/one/prompt.1 HTTP/1.1", request.getRequestLine());
    assertEquals(SHA_256, request.getHeader("x-amz-checksum-sha256"));
    assertEquals("text/plain; charset=utf-8", request.getHeader("Content-Type"));
    assertNull(request.getHeader("x-amz-decoded-content-length"));
    assertArrayEquals(TEXT, request.getBody().readByteArray());
  }

  @Test
  void aTextComesBackAndIsHeldAgainstItsChecksum() {
    server.enqueue(text(TEXT).setHeader("x-amz-checksum-sha256", SHA_256));
    assertArrayEquals(TEXT, archive.find("one").orElseThrow());
    byte[] other = "the-prompt".getBytes(StandardCharsets.UTF_8);
    server.enqueue(text(other).setHeader("x-amz-checksum-sha256", SHA_256));
    assertThrows(LedgerException.class, () -> archive.find("one"));
  }

  @Test
  void whatIsNotThereIsEmpty() {
    server.enqueue(error(404, "NoSuchKey"));
    assertEquals(Optional.empty(), archive.find("one").map(String::new));
  }

  @Test
  void aMissingBucketOrRightIsNotAMissingText() {
    server.enqueue(error(404, "NoSuchBucket"));
    assertThrows(LedgerException.class, () -> archive.find("one"));
    server.enqueue(error(403, "AccessDenied"));
    String message = assertThrows(LedgerException.class, () -> archive.find("one")).getMessage();
    assertTrue(message.contains("analysis/one"), message);
    server.enqueue(asking(error(403, "AccessDenied")));
    assertThrows(LedgerException.class, () -> archive.put("one", TEXT));
  }

  @Test
  void aServiceThatIsSlowIsAskedAgain() {
    server.enqueue(asking(error(503, "SlowDown")));
    server.enqueue(asking(new MockResponse()));
    archive.put("one", TEXT);
    assertEquals(2, server.getRequestCount());
  }

  @Test
  void aConnectionThatBreaksIsATextNotConfirmed() {
    for (int attempt = 0; attempt < 10; attempt++) {
      server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST));
    }
    assertThrows(LedgerException.class, () -> archive.put("one", TEXT));
  }

  @Test
  void whatIsNoKeyNeverLeavesTheMachine() {
    assertThrows(IllegalArgumentException.class, () -> archive.put("../one", TEXT));
    assertThrows(IllegalArgumentException.class, () -> archive.find("../one"));
    assertEquals(0, server.getRequestCount());
  }

  private static MockResponse text(byte[] content) {
    return new MockResponse().setBody(new okio.Buffer().write(content));
  }

  /** Whoever stores asks first whether to send. */
  private static MockResponse asking(MockResponse response) {
    return response.setSocketPolicy(SocketPolicy.EXPECT_CONTINUE);
  }

  private static MockResponse error(int status, String code) {
    return new MockResponse()
        .setResponseCode(status)
        .setHeader("Content-Type", "application/xml")
        .setBody("<Error><Code>%s</Code><Message>%1$s</Message></Error>".formatted(code));
  }
}
