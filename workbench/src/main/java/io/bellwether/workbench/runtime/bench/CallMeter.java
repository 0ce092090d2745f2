package io.bellwether.workbench.runtime.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands between a function and what it talks to, on ports of 127.0.0.1, passes everything on and
 * measures how long the other side takes: from the request's last byte to the answer's last byte.
 * The rest of an invocation is the function's own time: its code, its HTTP client, its JSON, and
 * the way of the bytes over the loopback interface.
 */
final class CallMeter implements AutoCloseable {
  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection", "content-length", "host", "transfer-encoding", "upgrade", "date", "expect");

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<URI, HttpServer> servers = new HashMap<>();
  private final List<Span> spans = new ArrayList<>();

  private record Span(long start, long end) {}

  /** The address behind which a service is measured. */
  String through(String service) {
    URI target = URI.create(service);
    HttpServer server = servers.computeIfAbsent(target, this::listen);
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The time that others took since this was last asked for; calls side by side count once. */
  Duration take() {
    List<Span> taken;
    synchronized (spans) {
      taken = new ArrayList<>(spans);
      spans.clear();
    }
    taken.sort(Comparator.comparingLong(Span::start));
    long total = 0;
    long covered = Long.MIN_VALUE;
    for (Span span : taken) {
      total += Math.max(0, span.end() - Math.max(span.start(), covered));
      covered = Math.max(covered, span.end());
    }
    return Duration.ofNanos(total);
  }

  @Override
  public void close() {
    servers.values().forEach(server -> server.stop(0));
    threads.shutdownNow();
    client.shutdownNow();
  }

  private HttpServer listen(URI target) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", exchange -> pass(exchange, target));
      server.setExecutor(threads);
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException("no port on the loopback interface for the meter", e);
    }
  }

  private void pass(HttpExchange exchange, URI target) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      long start = System.nanoTime();
      HttpResponse<byte[]> answer = client.send(request(exchange, target, body), bytes());
      answer
          .headers()
          .map()
          .forEach(
              (name, values) -> {
                if (isPassedOn(name)) {
                  exchange.getResponseHeaders().put(name, values);
                }
              });
      int length = answer.body().length;
      // Noted before the last byte leaves, or the invocation could be over without it.
      synchronized (spans) {
        spans.add(new Span(start, System.nanoTime()));
      }
      exchange.sendResponseHeaders(answer.statusCode(), length == 0 ? -1 : length);
      exchange.getResponseBody().write(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static HttpResponse.BodyHandler<byte[]> bytes() {
    return HttpResponse.BodyHandlers.ofByteArray();
  }

  private static HttpRequest request(HttpExchange exchange, URI target, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target.resolve(exchange.getRequestURI().toString()))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (isPassedOn(name)) {
                values.forEach(value -> request.header(name, value));
              }
            });
    return request.build();
  }

  private static boolean isPassedOn(String header) {
    return !HOP_BY_HOP.contains(header.toLowerCase(Locale.ROOT));
  }
}
