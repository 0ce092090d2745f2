package io.bellwether.workbench.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Talks HTTP to a simulated exchange in tests. */
final class ExchangeClient implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  /** An answer: status, headers and the body as JSON; a missing node if there is none. */
  record Reply(int status, java.net.http.HttpHeaders headers, JsonNode body) {}

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI base;
  private final String keyId;
  private final String secret;

  ExchangeClient(URI base, String keyId, String secret) {
    this.base = base;
    this.keyId = keyId;
    this.secret = secret;
  }

  static ExchangeClient of(SimulatedExchange exchange) {
    return new ExchangeClient(exchange.baseUri(), exchange.keyId(), exchange.secret());
  }

  Reply get(String path) throws IOException, InterruptedException {
    return send("GET", path, "");
  }

  Reply delete(String path) throws IOException, InterruptedException {
    return send("DELETE", path, "");
  }

  Reply post(String path, String body) throws IOException, InterruptedException {
    return send("POST", path, body);
  }

  Reply send(String method, String path, String body) throws IOException, InterruptedException {
    HttpResponse<byte[]> response =
        http.send(request(method, path, body), HttpResponse.BodyHandlers.ofByteArray());
    return new Reply(response.statusCode(), response.headers(), MAPPER.readTree(response.body()));
  }

  /** For what may not be answered; cancel it before this is closed, which waits for answers. */
  CompletableFuture<HttpResponse<byte[]>> sendAsync(String method, String path, String body) {
    return http.sendAsync(request(method, path, body), HttpResponse.BodyHandlers.ofByteArray());
  }

  private HttpRequest request(String method, String path, String body) {
    return HttpRequest.newBuilder(base.resolve(path))
        .method(
            method,
            body.isEmpty()
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body))
        .header("APCA-API-KEY-ID", keyId)
        .header("APCA-API-SECRET-KEY", secret)
        .timeout(TIMEOUT)
        .build();
  }

  @Override
  public void close() {
    http.close();
  }
}
