package io.bellwether.workbench.simulate;

import io.bellwether.workbench.exchange.SimulatedExchange;
import io.bellwether.workbench.exchange.SimulatedExchange.Reply;
import io.bellwether.workbench.replay.VirtualClock;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;

/**
 * The wire between the broker's client and the exchange: carries requests in this process, takes
 * time for it, and fails.
 */
final class Wire implements Interceptor {
  private static final MediaType JSON = MediaType.get("application/json; charset=UTF-8");
  private static final int LONGEST_TRIP_MILLIS = 120;
  private static final int LATEST_ARRIVAL_MILLIS = 90_000;

  private static final List<Reply> REFUSALS =
      List.of(
          new Reply(
              403,
              "{\"buying_power\":\"176.28\",\"code\":40310000,\"cost_basis\":\"975.00\","
                  + "\"message\":\"insufficient buying power\"}"),
          new Reply(
              403,
              "{\"code\":40310000,\"message\":\"potential wash trade detected. use complex orders\","
                  + "\"reject_reason\":\"opposite side market/stop order exists\"}"),
          new Reply(422, "{\"code\":40010001,\"message\":\"asset is not active\"}"),
          new Reply(
              422,
              "{\"code\":42210000,\"message\":\"sub-penny increment does not fulfill minimum pricing"
                  + " criteria\"}"));

  /** What it answers where it has a fault of its own: no behaviour of a broker's. */
  private static final String FAULT_OF_THE_EXCHANGE = "\"code\":50010000";

  private final SimulatedExchange exchange;
  private final VirtualClock clock;
  private final Processes processes;
  private final Later later;
  private final Trace trace;
  private final OrderWatch watch;
  private Duration positionsLag = Duration.ZERO;
  private boolean down;

  Wire(
      SimulatedExchange exchange,
      VirtualClock clock,
      Processes processes,
      Later later,
      Trace trace,
      OrderWatch watch) {
    this.exchange = exchange;
    this.clock = clock;
    this.processes = processes;
    this.later = later;
    this.trace = trace;
    this.watch = watch;
  }

  /** Whether the broker is out of reach for everybody. */
  void down(boolean value) {
    down = value;
  }

  /** How long it takes until an execution shows in the positions. */
  void positionsLag(Duration value) {
    positionsLag = value;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    try {
      return answer(chain, processes.sender());
    } finally {
      processes.heard();
    }
  }

  private Response answer(Chain chain, OrderWatch.Sender whose) throws IOException {
    Request request = chain.request();
    Step step = step(request);
    Optional<FaultKind> fault = processes.enter(step);
    Duration timeout = Duration.ofMillis(chain.readTimeoutMillis());
    clock.of(Duration.ofMillis(1 + processes.details().below(10, LONGEST_TRIP_MILLIS)));
    if (down) {
      throw new SocketException("the broker is out of reach");
    }
    if (fault.isEmpty()) {
      return answered(request, carryOut(request, step, whose));
    }
    Response response = faulty(request, step, fault.get(), timeout, whose);
    processes.leave(fault);
    return response;
  }

  private Response faulty(
      Request request, Step step, FaultKind fault, Duration timeout, OrderWatch.Sender whose)
      throws IOException {
    return switch (fault) {
      case REQUEST_LOST -> throw new SocketException("no route");
      case ANSWER_LOST -> {
        carryOut(request, step, whose);
        throw new SocketException("connection reset");
      }
      case SLOW_ANSWER -> {
        carryOut(request, step, whose);
        clock.of(timeout);
        throw new SocketTimeoutException("timeout");
      }
      case LATE_ARRIVAL -> {
        carryOutLater(request, step, timeout, whose);
        clock.of(timeout);
        throw new SocketTimeoutException("timeout");
      }
      case CANCELED_LATER -> {
        carryOutLater(request, step, Duration.ZERO, whose);
        yield answered(request, new Reply(204, ""));
      }
      case SERVER_ERROR -> answered(request, new Reply(500, "{\"message\":\"internal error\"}"));
      case SERVER_ERROR_AFTER -> {
        carryOut(request, step, whose);
        yield answered(request, new Reply(504, "<html>gateway timeout</html>"));
      }
      case FORBIDDEN -> answered(request, new Reply(401, "<html>unauthorized</html>"));
      case REFUSED ->
          answered(request, REFUSALS.get(processes.details().below(12, REFUSALS.size())));
      case TOO_MANY_REQUESTS ->
          answered(
              request, new Reply(429, "{\"code\":42910000,\"message\":\"rate limit exceeded\"}"));
      case MALFORMED_ANSWER -> {
        Reply whole = carryOut(request, step, whose);
        yield answered(
            request,
            new Reply(whole.status(), whole.body().substring(0, whole.body().length() / 2)));
      }
      case FILLS_LATE, FILLS_TWICE, FILLS_REORDERED ->
          answered(request, FillLists.distorted(carryOut(request, step, whose), fault));
      default -> answered(request, carryOut(request, step, whose));
    };
  }

  private void carryOutLater(Request request, Step step, Duration after, OrderWatch.Sender whose)
      throws IOException {
    String body = body(request);
    int delay = processes.details().below(11, LATEST_ARRIVAL_MILLIS);
    later.at(
        clock.instant().plus(after).plusMillis(delay), () -> carryOut(request, step, body, whose));
  }

  private Reply carryOut(Request request, Step step, OrderWatch.Sender whose) throws IOException {
    return carryOut(request, step, body(request), whose);
  }

  private Reply carryOut(Request request, Step step, String body, OrderWatch.Sender whose) {
    URI uri = request.url().uri();
    Reply reply =
        exchange
            .request(request.method(), uri, body)
            .orElseThrow(() -> new IllegalStateException("the exchange always answers here"));
    if (reply.body().contains(FAULT_OF_THE_EXCHANGE)) {
      throw new IllegalStateException(
          "the simulated exchange failed at %s %s: %s".formatted(step, body, reply.body()));
    }
    if (step == Step.READ_POSITIONS && !positionsLag.isZero()) {
      reply = PositionLists.before(clock.instant().minus(positionsLag), exchange.fills(), reply);
    }
    note(request, step, body, reply, whose);
    return reply;
  }

  private void note(Request request, Step step, String body, Reply reply, OrderWatch.Sender whose) {
    trace.add(clock.instant(), reply.body(), reply.status());
    if (step.isOrderCall()) {
      trace.say(
          clock.instant(),
          () ->
              "  > %s %s %s: %d"
                  .formatted(
                      request.method(), request.url().uri().getPath(), body, reply.status()));
    }
    if (step == Step.SUBMIT || step == Step.REPLACE) {
      watch.carriedOut(body, reply, whose);
    }
  }

  private static String body(Request request) throws IOException {
    if (request.body() == null) {
      return "";
    }
    Buffer buffer = new Buffer();
    request.body().writeTo(buffer);
    return buffer.readString(StandardCharsets.UTF_8);
  }

  private Response answered(Request request, Reply reply) {
    Response.Builder response =
        new Response.Builder()
            .request(request)
            .protocol(Protocol.HTTP_1_1)
            .code(reply.status())
            .message("")
            .body(ResponseBody.create(reply.body(), JSON));
    if (reply.status() == 429) {
      long reset = clock.instant().getEpochSecond() + 20;
      response.headers(Headers.of("X-RateLimit-Reset", Long.toString(reset)));
    }
    return response.build();
  }

  private static Step step(Request request) {
    List<String> path = request.url().pathSegments();
    String resource = path.size() > 1 ? path.get(1) : "";
    return switch (resource) {
      case "orders" ->
          switch (request.method()) {
            case "POST" -> Step.SUBMIT;
            case "PATCH" -> Step.REPLACE;
            case "DELETE" -> Step.CANCEL;
            default -> path.size() > 2 ? Step.FIND : Step.READ_ORDERS;
          };
      case "orders:by_client_order_id" -> Step.FIND;
      case "positions" -> Step.READ_POSITIONS;
      case "account" -> path.size() > 2 ? Step.READ_FILLS : Step.READ_ACCOUNT;
      case "stocks" -> Step.READ_PRICE;
      default -> Step.READ_OTHER;
    };
  }
}
