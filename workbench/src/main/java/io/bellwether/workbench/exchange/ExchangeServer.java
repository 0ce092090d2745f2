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
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The HTTP side: keys, limits, faults, and which API a path belongs to. */
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

  private final TradingApi trading;
  private final DataApi data;
  private final Credentials credentials;
  private final RateLimit rateLimit;
  private final Fault fault;
  private final InstantSource clock;
  private final Object lock;
  private final HttpServer server;
  private long requests;

  /**
   * @param lock held while a request is carried out
   */
  ExchangeServer(
      TradingApi trading,
      DataApi data,
      Credentials credentials,
      RateLimit rateLimit,
      Fault fault,
      InstantSource clock,
      Object lock) {
    this.trading = trading;
    this.data = data;
    this.credentials = credentials;
    this.rateLimit = rateLimit;
    this.fault = fault;
    this.clock = clock;
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

  /** How many requests carried the right key so far. */
  long requests() {
    synchronized (lock) {
      return requests;
    }
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
    Outcome outcome;
    synchronized (lock) {
      outcome = outcome(call, clock.instant());
      limits(exchange.getResponseHeaders());
    }
    switch (outcome) {
      case Outcome.Answered answered -> send(exchange, answered.answer());
      case Outcome.Disconnected ignored -> exchange.close();
      case Outcome.Silent ignored -> {
        // Neither answered nor closed: the client waits until its own timeout.
      }
    }
  }

  private sealed interface Outcome {
    record Answered(Answer answer) implements Outcome {}

    record Disconnected() implements Outcome {}

    record Silent() implements Outcome {}
  }

  private Outcome outcome(Call call, Instant now) {
    Fault.Effect effect =
        fault.on(new Fault.Request(++requests, call.method(), "/" + call.from(0), call.body()));
    return switch (effect) {
      case Fault.Effect.None ignored -> new Outcome.Answered(answer(call, now));
      case Fault.Effect.Refuse refuse ->
          new Outcome.Answered(new Answer(refuse.status(), refuse.body()));
      case Fault.Effect.Mislead mislead -> {
        answer(call, now);
        yield new Outcome.Answered(new Answer(mislead.status(), mislead.body()));
      }
      case Fault.Effect.Disconnect disconnect -> {
        if (disconnect.carriedOut()) {
          answer(call, now);
        }
        yield new Outcome.Disconnected();
      }
      case Fault.Effect.Silence silence -> {
        if (silence.carriedOut()) {
          answer(call, now);
        }
        yield new Outcome.Silent();
      }
    };
  }

  private Answer answer(Call call, Instant now) {
    boolean stocks = call.from(0).startsWith("v2/stocks");
    if (!rateLimit.take(now)) {
      return new Answer(
          429,
          stocks
              ? "{\"message\":\"too many requests.\"}"
              : "{\"code\":42910000,\"message\":\"rate limit exceeded\"}");
    }
    try {
      return stocks ? data.answer(call, now) : trading.answer(call, now);
    } catch (RefusedException e) {
      return Answer.json(e.status(), Wire.refusal(e));
    } catch (RuntimeException e) {
      // A fault of the simulation: shown where it is met, instead of a connection that dies.
      return Answer.json(500, Wire.object().put("code", 50010000).put("message", e.toString()));
    }
  }

  private void limits(Headers headers) {
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
