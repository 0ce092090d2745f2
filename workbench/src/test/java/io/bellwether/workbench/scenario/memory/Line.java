package io.bellwether.workbench.scenario.memory;

import io.bellwether.workbench.exchange.SimulatedExchange;
import io.bellwether.workbench.exchange.SimulatedExchange.Reply;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;

/** The line to the exchange, in this process; what it does wrong can be set for a while. */
final class Line implements Interceptor {
  private static final MediaType JSON = MediaType.get("application/json");

  private final SimulatedExchange exchange;
  private final Ports ports;
  private Trouble trouble = (request, exchange) -> Optional.empty();

  Line(SimulatedExchange exchange, Ports ports) {
    this.exchange = exchange;
    this.ports = ports;
  }

  /** Something that answers in place of the exchange. */
  @FunctionalInterface
  interface Trouble {
    /** Empty for the exchange's own answer. */
    Optional<Answer> on(Asked request, SimulatedExchange exchange) throws IOException;
  }

  /** A request. */
  record Asked(Request request, String method, String path, String body) {
    boolean places() {
      return method.equals("POST");
    }

    boolean placesStop() {
      return places() && body.contains("\"type\":\"stop\"");
    }

    boolean finds() {
      return path.equals("/v2/orders:by_client_order_id");
    }
  }

  /** An answer with a header. */
  record Answer(int status, String body, Headers headers) {
    Answer(int status, String body) {
      this(status, body, Headers.of());
    }
  }

  void trouble(Trouble value) {
    trouble = value;
  }

  void fine() {
    trouble = (request, venue) -> Optional.empty();
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Request request = chain.request();
    String name = request.method() + " " + request.url().encodedPath();
    return ports.<Response, IOException>call(name, () -> answer(request));
  }

  private Response answer(Request request) throws IOException {
    Asked asked = new Asked(request, request.method(), request.url().encodedPath(), body(request));
    Optional<Answer> other = trouble.on(asked, exchange);
    Answer answer = other.isPresent() ? other.get() : carriedOut(asked);
    return new Response.Builder()
        .request(request)
        .protocol(Protocol.HTTP_1_1)
        .code(answer.status())
        .message("")
        .headers(answer.headers())
        .body(ResponseBody.create(answer.body(), JSON))
        .build();
  }

  /** What the exchange itself answers. */
  Answer carriedOut(Asked asked) throws IOException {
    Reply reply =
        exchange
            .request(asked.method(), asked.request().url().uri(), asked.body())
            .orElseThrow(() -> new SocketTimeoutException("no answer"));
    return new Answer(reply.status(), reply.body());
  }

  private static String body(Request request) throws IOException {
    if (request.body() == null) {
      return "";
    }
    Buffer buffer = new Buffer();
    request.body().writeTo(buffer);
    return buffer.readString(StandardCharsets.UTF_8);
  }
}
