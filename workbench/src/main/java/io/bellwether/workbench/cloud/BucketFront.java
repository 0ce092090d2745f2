package io.bellwether.workbench.cloud;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * A bucket as other processes reach it: storing and getting objects, by S3's REST protocol and with
 * the bucket in the path, as the SDK asks where the host is an address.
 */
final class BucketFront {
  private static final String CHECKSUM = "x-amz-checksum-sha256";

  private final S3Client s3;

  BucketFront(S3Client s3) {
    this.s3 = s3;
  }

  void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String[] path = exchange.getRequestURI().getPath().substring(1).split("/", 2);
      switch (exchange.getRequestMethod()) {
        case "PUT" -> put(exchange, path[0], path[1]);
        case "GET" -> get(exchange, path[0], path[1]);
        default -> refuse(exchange, 405, "MethodNotAllowed");
      }
    }
  }

  private void put(HttpExchange exchange, String bucket, String key) throws IOException {
    if (exchange.getRequestHeaders().containsKey("x-amz-decoded-content-length")) {
      // In pieces, each with a signature: taken as it comes, those would be stored too.
      refuse(exchange, 501, "NotImplemented");
      return;
    }
    byte[] content = exchange.getRequestBody().readAllBytes();
    String checksum = exchange.getRequestHeaders().getFirst(CHECKSUM);
    s3.putObject(
        request -> request.bucket(bucket).key(key).checksumSHA256(checksum),
        RequestBody.fromBytes(content));
    exchange.sendResponseHeaders(200, -1);
  }

  private void get(HttpExchange exchange, String bucket, String key) throws IOException {
    ResponseBytes<GetObjectResponse> found;
    try {
      found = s3.getObjectAsBytes(request -> request.bucket(bucket).key(key));
    } catch (NoSuchKeyException e) {
      refuse(exchange, 404, "NoSuchKey");
      return;
    }
    String checksum = found.response().checksumSHA256();
    if (checksum != null && !checksum.isEmpty()) {
      exchange.getResponseHeaders().set(CHECKSUM, checksum);
    }
    byte[] content = found.asByteArray();
    exchange.sendResponseHeaders(200, content.length == 0 ? -1 : content.length);
    exchange.getResponseBody().write(content);
  }

  private static void refuse(HttpExchange exchange, int status, String code) throws IOException {
    byte[] body =
        "<Error><Code>%s</Code><Message>%1$s</Message></Error>"
            .formatted(code)
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/xml");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
