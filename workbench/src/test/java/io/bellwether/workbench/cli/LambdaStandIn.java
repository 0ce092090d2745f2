package io.bellwether.workbench.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.bellwether.cloud.lambda.InvocationFailedException;
import io.bellwether.cloud.lambda.InvocationRefusedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Lambda's Invoke on this machine, for functions of the test's. */
final class LambdaStandIn implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String PREFIX = "/2015-03-31/functions/";
  private static final String SUFFIX = "/invocations";

  private final HttpServer server;
  private final Map<String, Function<ObjectNode, JsonNode>> functions = new ConcurrentHashMap<>();
  private final List<String> invocations = new ArrayList<>();
  private volatile Optional<Refusal> refusal = Optional.empty();

  /** What Lambda itself answers to every request. */
  private record Refusal(int status, String code) {}

  LambdaStandIn() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Deploys a function. */
  LambdaStandIn function(String name, Function<ObjectNode, JsonNode> handler) {
    functions.put(name, handler);
    return this;
  }

  /** From now on Lambda refuses. */
  void refuse(int status, String code) {
    refusal = Optional.of(new Refusal(status, code));
  }

  /** The payloads that came, in order. */
  synchronized List<String> invocations() {
    return List.copyOf(invocations);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange call) throws IOException {
    String path = call.getRequestURI().getPath();
    String name = path.substring(PREFIX.length(), path.length() - SUFFIX.length());
    String payload = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    synchronized (this) {
      invocations.add(payload);
    }
    Refusal refused =
        refusal.orElseGet(
            () ->
                functions.containsKey(name)
                    ? new Refusal(200, "")
                    : new Refusal(404, "ResourceNotFoundException"));
    if (!refused.code().isEmpty()) {
      call.getResponseHeaders().add("x-amzn-ErrorType", refused.code());
      send(call, refused.status(), JSON.createObjectNode().put("message", "refused"));
      return;
    }
    try {
      send(call, 200, functions.get(name).apply((ObjectNode) JSON.readTree(payload)));
    } catch (IllegalArgumentException | IllegalStateException e) {
      call.getResponseHeaders().add("X-Amz-Function-Error", "Unhandled");
      send(
          call,
          200,
          JSON.createObjectNode()
              .put("errorMessage", e.getMessage())
              .put("errorType", type(e).getName()));
    }
  }

  /** What a function throws for a failure of its own. */
  private static Class<?> type(RuntimeException failure) {
    return failure instanceof IllegalArgumentException
        ? InvocationRefusedException.class
        : InvocationFailedException.class;
  }

  private static void send(HttpExchange call, int status, JsonNode body) throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(body);
    call.sendResponseHeaders(status, bytes.length);
    call.getResponseBody().write(bytes);
    call.close();
  }
}
