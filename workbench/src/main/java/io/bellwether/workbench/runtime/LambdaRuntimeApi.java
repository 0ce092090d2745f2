package io.bellwether.workbench.runtime;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lambda's Runtime API for one process, version 2018-06-01, on a free port of 127.0.0.1: the
 * process asks for events and posts what became of them.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Runtime API</a>
 */
final class LambdaRuntimeApi implements AutoCloseable {
  private static final String ROOT = "/2018-06-01/runtime/";
  private static final String CREDENTIALS = "/2021-04-23/credentials";

  /** Good for longer than any run, by whatever clock. */
  private static final String KEYS =
      """
      {"AccessKeyId": "local", "SecretAccessKey": "local", "Token": "local",
       "Expiration": "2999-01-01T00:00:00Z"}
      """;

  private static final Pattern OUTCOME = Pattern.compile("invocation/([^/]+)/(response|error)");
  private static final String ACCEPTED = "{\"status\":\"OK\"}\n";

  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
  private final Semaphore restores = new Semaphore(0);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  LambdaRuntimeApi() {
    try {
      this.server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("no port on the loopback interface for the Runtime API", e);
    }
    server.createContext(ROOT, this::handle);
    server.createContext(CREDENTIALS, LambdaRuntimeApi::giveKeys);
    server.setExecutor(threads);
    server.start();
  }

  /**
   * An event for the function.
   *
   * @param deadline by the clock of the machine, which is what the runtime client compares it with
   */
  record Event(
      String requestId, String payload, Instant deadline, String functionArn, String traceId) {}

  /** What the process says. */
  sealed interface Message {
    /** It asks for the next event: it has been initialised, or has ended the one before. */
    record Ready() implements Message {}

    /** It is initialised, up to where a snapshot is taken, and waits until it is restored. */
    record Restorable() implements Message {}

    record Answer(String requestId, String body) implements Message {}

    /** The body is Lambda's: errorMessage, errorType and stackTrace. */
    record Failure(String requestId, String body) implements Message {}

    record InitFailure(String body) implements Message {}
  }

  /** The value of {@code AWS_LAMBDA_RUNTIME_API}. */
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** Where a process that was restored from a snapshot gets its keys. */
  String credentialsUrl() {
    return "http://" + address() + CREDENTIALS;
  }

  /** Lets a process go on that waits to be restored. */
  void restore() {
    restores.release();
  }

  /** Hands out an event when the process next asks. */
  void offer(Event event) {
    events.add(event);
  }

  /** What the process says next, if it says anything within the time. */
  Optional<Message> await(Duration most) throws InterruptedException {
    return Optional.ofNullable(messages.poll(most.toMillis(), TimeUnit.MILLISECONDS));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String call = exchange.getRequestURI().getPath().substring(ROOT.length());
      switch (call) {
        case "invocation/next" -> next(exchange);
        case "restore/next" -> {
          messages.add(new Message.Restorable());
          restores.acquire();
          send(exchange, 200, "");
        }
        case "init/error" -> {
          messages.add(new Message.InitFailure(body));
          send(exchange, 202, ACCEPTED);
        }
        default -> outcome(exchange, OUTCOME.matcher(call), body);
      }
    } catch (InterruptedException e) {
      // The API is being closed while the process waits for an event that will not come.
      Thread.currentThread().interrupt();
    }
  }

  private void outcome(HttpExchange exchange, Matcher call, String body) throws IOException {
    if (!call.matches()) {
      send(exchange, 404, "");
      return;
    }
    messages.add(
        call.group(2).equals("response")
            ? new Message.Answer(call.group(1), body)
            : new Message.Failure(call.group(1), body));
    send(exchange, 202, ACCEPTED);
  }

  private void next(HttpExchange exchange) throws IOException, InterruptedException {
    messages.add(new Message.Ready());
    Event event = events.take();
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", "application/json");
    headers.set("Lambda-Runtime-Aws-Request-Id", event.requestId());
    headers.set("Lambda-Runtime-Deadline-Ms", Long.toString(event.deadline().toEpochMilli()));
    headers.set("Lambda-Runtime-Invoked-Function-Arn", event.functionArn());
    headers.set("Lambda-Runtime-Trace-Id", event.traceId());
    send(exchange, 200, event.payload());
  }

  private static void giveKeys(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      send(exchange, 200, KEYS);
    }
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }
}
