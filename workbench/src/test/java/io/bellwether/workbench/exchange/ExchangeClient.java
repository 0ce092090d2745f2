package io.bellwether.workbench.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Talks HTTP to a simulated exchange in tests. */
final class ExchangeClient implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** An answer: status, headers and the body as JSON; a missing node if there is none. */
  record Reply(int status, java.net.http.HttpHeaders headers, JsonNode body) {}

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI base;
  private final String keyId;
  private final String secret;
  private final Duration timeout;

  ExchangeClient(URI base, String keyId, String secret, Duration timeout) {
    this.base = base;
    this.keyId = keyId;
    this.secret = secret;
    this.timeout = timeout;
  }

  static ExchangeClient of(SimulatedExchange exchange) {
    return new ExchangeClient(
        exchange.baseUri(), exchange.keyId(), exchange.secret(), Duration.ofSeconds(10));
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
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve(path))
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body))
            .header("APCA-API-KEY-ID", keyId)
            .header("APCA-API-SECRET-KEY", secret)
            .timeout(timeout)
            .build();
    HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    return new Reply(response.statusCode(), response.headers(), MAPPER.readTree(response.body()));
  }

  @Override
  public void close() {
    http.close();
  }
}
