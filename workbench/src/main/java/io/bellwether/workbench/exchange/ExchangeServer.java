package io.bellwether.workbench.exchange;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** The HTTP side of the exchange: a server on 127.0.0.1 that asks for keys. */
final class ExchangeServer implements AutoCloseable {
  private static final String UNAUTHORIZED = "{\"message\": \"unauthorized.\"}";
  private static final String IDLE_SECONDS = "3600";

  static {
    // Read once, by the JDK's server, when its first instance starts. Without the first every
    // answer waits 40 ms for a delayed acknowledgement; without the second a connection that a
    // long computation leaves idle is closed, and the next request on it fails.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("sun.net.httpserver.idleInterval", IDLE_SECONDS);
  }

  /** The key pair that requests must carry. */
  record Credentials(String keyId, String secret) {
    boolean match(Headers headers) {
      return same(keyId, headers.getFirst("APCA-API-KEY-ID"))
          && same(secret, headers.getFirst("APCA-API-SECRET-KEY"));
    }

    private static boolean same(String expected, @Nullable String given) {
      return given != null
          && MessageDigest.isEqual(
              expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
      return "Credentials[" + keyId + "]";
    }
  }

  private final FrontDoor door;
  private final Credentials credentials;
  private final Object lock;
  private final HttpServer server;

  /**
   * @param lock held while a request is carried out
   */
  ExchangeServer(FrontDoor door, Credentials credentials, Object lock) {
    this.door = door;
    this.credentials = credentials;
    this.lock = lock;
    try {
      this.server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("no port on the loopback interface for the exchange", e);
    }
    server.createContext("/", this::handle);
    server.start();
  }

  URI baseUri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (!credentials.match(exchange.getRequestHeaders())) {
      send(exchange, new Answer(401, UNAUTHORIZED));
      return;
    }
    Call call = Call.of(exchange.getRequestMethod(), exchange.getRequestURI(), body);
    FrontDoor.Outcome outcome;
    synchronized (lock) {
      outcome = door.outcome(call);
      limits(exchange.getResponseHeaders());
    }
    switch (outcome) {
      case FrontDoor.Outcome.Answered answered -> send(exchange, answered.answer());
      case FrontDoor.Outcome.Disconnected ignored -> exchange.close();
      case FrontDoor.Outcome.Silent ignored -> {
        // Neither answered nor closed: the client waits until its own timeout.
      }
    }
  }

  private void limits(Headers headers) {
    RateLimit rateLimit = door.rateLimit();
    headers.set("X-RateLimit-Limit", Integer.toString(rateLimit.limit()));
    headers.set("X-RateLimit-Remaining", Integer.toString(rateLimit.remaining()));
    headers.set("X-RateLimit-Reset", Long.toString(rateLimit.reset()));
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    try (exchange) {
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      if (body.length == 0) {
        exchange.sendResponseHeaders(answer.status(), -1);
        return;
      }
      exchange.getResponseHeaders().set("Content-Type", "application/json; charset=UTF-8");
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
