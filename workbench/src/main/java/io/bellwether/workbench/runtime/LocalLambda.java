package io.bellwether.workbench.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.market.time.Pause;
import io.bellwether.workbench.runtime.Invocation.Outcome;
import io.bellwether.workbench.runtime.LambdaRuntimeApi.Message;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A function as Lambda keeps it: a process is started for the first event, serves the following
 * ones, is ended when an invocation exceeds the time limit, and is then started anew. One event at
 * a time.
 */
public final class LocalLambda implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Lambda gives an initialisation 10 s, then starts again with the first event's time limit. */
  private static final Duration LONGEST_INIT = Duration.ofSeconds(60);

  /** How often a silent process is looked after. */
  private static final Duration LOOK = Duration.ofMillis(200);

  /** Lets the last lines through the pipe from the process. */
  private static final Duration LAST_LINES = Duration.ofMillis(30);

  private final Path folder;
  private final Supplier<Map<String, String>> variables;
  private final InstantSource clock;
  private final Pause pause;
  private final AtomicBoolean expired = new AtomicBoolean();
  private volatile FunctionPackage function;
  private int processes;
  private int events;
  private boolean frozen;
  private @Nullable Environment environment;

  /**
   * A function that is started with its first event.
   *
   * @param folder where its files are unpacked
   * @param variables its settings and endpoints, asked for at each start of a process
   * @param clock the clock of the machine, by which the process reckons what time it has left
   */
  public LocalLambda(
      FunctionPackage function,
      Path folder,
      Supplier<Map<String, String>> variables,
      InstantSource clock,
      Pause pause) {
    function.requireBuilt();
    this.function = function;
    this.folder = folder;
    this.variables = variables;
    this.clock = clock;
    this.pause = pause;
  }

  private record Environment(LambdaProcess process, LambdaRuntimeApi api) implements AutoCloseable {
    @Override
    public void close() {
      process.close();
      api.close();
    }
  }

  /** What was deployed. */
  public FunctionPackage function() {
    return function;
  }

  /** The function's ARN, without a version. */
  String arn() {
    return "arn:aws:lambda:us-east-1:000000000000:function:bellwether-dev-" + function.name();
  }

  /** Changes the time limit, as an update of the function's configuration does. */
  public void limit(Duration timeout) {
    function = function.withTimeout(timeout);
  }

  /**
   * Lets the time limit strike now, in the invocation under way: to cut one off at a certain point,
   * however fast the machine is. May be called from any thread.
   */
  public void expire() {
    expired.set(true);
  }

  /** How many processes were started so far. */
  public int processes() {
    return processes;
  }

  /** Invokes the function and waits for what becomes of it. */
  public synchronized Invocation invoke(JsonNode payload) {
    String requestId = requestId(++events);
    expired.set(false);
    try {
      Optional<Duration> init = Optional.empty();
      Environment current = environment;
      boolean alive = current != null && current.process().isAlive();
      if (current == null || !alive || frozen) {
        long start = System.nanoTime();
        if (current != null && alive) {
          frozen = false;
          current.api().restore();
        } else {
          current = start(false);
        }
        Optional<Outcome> failed = awaitInit(current, requestId, false);
        init = Optional.of(Duration.ofNanos(System.nanoTime() - start));
        if (failed.isPresent()) {
          return ended(current, requestId, payload, failed.get(), Duration.ZERO, init, false);
        }
      }
      long start = System.nanoTime();
      Instant deadline = clock.instant().plus(function.timeout());
      current.api().offer(event(requestId, payload, deadline));
      Outcome outcome = await(current, requestId, start);
      Duration duration = Duration.ofNanos(System.nanoTime() - start);
      return ended(current, requestId, payload, outcome, duration, init, true);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + function.name() + " ran", e);
    }
  }

  /**
   * Initialises a new process up to where SnapStart takes its snapshot, and stops it there; the
   * next event restores it. Its report then says as {@code init} how long that took.
   *
   * @return how long the initialisation took
   * @throws IllegalStateException if it failed
   */
  public synchronized Duration snapshot() {
    long start = System.nanoTime();
    Environment current = start(true);
    try {
      Optional<Outcome> failed = awaitInit(current, "snapshot", true);
      if (failed.isPresent()) {
        List<String> lines = current.process().takeLines();
        recycle();
        throw new IllegalStateException(failed.get() + "\n" + String.join("\n", lines));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + function.name() + " started", e);
    }
    frozen = true;
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /**
   * Ends the process, as when the function is not needed for a while; the next event starts one.
   */
  public synchronized void recycle() {
    if (environment != null) {
      environment.close();
      environment = null;
      frozen = false;
    }
  }

  /**
   * Ends the process gently, and waits for what it does at its end: the JVM may write an archive of
   * the classes it has loaded.
   */
  public synchronized void finish() {
    if (environment != null) {
      environment.process().finish();
      recycle();
    }
  }

  @Override
  public void close() {
    recycle();
  }

  private Environment start(boolean snapStart) {
    recycle();
    processes++;
    LambdaRuntimeApi api = new LambdaRuntimeApi();
    Environment started =
        new Environment(
            LambdaProcess.start(function, folder, api, variables.get(), snapStart), api);
    environment = started;
    return started;
  }

  /**
   * Waits until the process asks for its first event or to be restored; gives what went wrong
   * instead.
   */
  private Optional<Outcome> awaitInit(Environment current, String requestId, boolean snapStart)
      throws InterruptedException {
    long start = System.nanoTime();
    while (System.nanoTime() - start < LONGEST_INIT.toNanos()) {
      Optional<Message> message = current.api().await(LOOK);
      if (message.isPresent()) {
        switch (message.get()) {
          case Message.Ready ready -> {
            return Optional.empty();
          }
          case Message.InitFailure failure -> {
            return Optional.of(new Outcome.Failed(json(failure.body())));
          }
          case Message.Restorable ignored when snapStart -> {
            return Optional.empty();
          }
          case Message.Restorable ignored -> throw unexpected(message.get());
          case Message.Answer ignored -> throw unexpected(message.get());
          case Message.Failure ignored -> throw unexpected(message.get());
        }
      } else if (!current.process().isAlive()) {
        return Optional.of(exited(current, requestId));
      }
    }
    return Optional.of(
        new Outcome.Failed(
            error("Sandbox.Timedout", requestId, "the initialisation took too long")));
  }

  private Outcome await(Environment current, String requestId, long start)
      throws InterruptedException {
    Optional<Outcome> outcome = Optional.empty();
    while (true) {
      Duration left = function.timeout().minusNanos(System.nanoTime() - start);
      if (expired.get() || left.isNegative() || left.isZero()) {
        return new Outcome.Failed(error("Sandbox.Timedout", requestId, timedOut()));
      }
      Optional<Message> message = current.api().await(left.compareTo(LOOK) < 0 ? left : LOOK);
      if (message.isEmpty()) {
        if (!current.process().isAlive()) {
          return exited(current, requestId);
        }
        continue;
      }
      switch (message.get()) {
        case Message.Answer answer ->
            outcome = Optional.of(new Outcome.Answered(json(answer.body())));
        case Message.Failure failure ->
            outcome = Optional.of(new Outcome.Failed(json(failure.body())));
        case Message.Ready ignored -> {
          // Only now is the invocation over: it may have logged after it answered.
          return outcome.orElseThrow(() -> unexpected(message.get()));
        }
        case Message.InitFailure ignored -> throw unexpected(message.get());
        case Message.Restorable ignored -> throw unexpected(message.get());
      }
    }
  }

  private Invocation ended(
      Environment current,
      String requestId,
      JsonNode payload,
      Outcome outcome,
      Duration duration,
      Optional<Duration> init,
      boolean initialised) {
    pause.of(LAST_LINES);
    Report report =
        new Report(duration, init, function.memoryMegabytes(), current.process().peakKilobytes());
    // A process whose initialisation failed is on its way out, even if it still lives.
    boolean over = !initialised || !current.process().isAlive() || endsTheProcess(outcome);
    if (over) {
      recycle();
    }
    List<String> lines = new ArrayList<>(current.process().takeLines());
    if (over && outcome instanceof Outcome.Failed failed) {
      lines.add(clock.instant() + " " + requestId + " " + failed.message());
    }
    return new Invocation(function.name(), requestId, payload, outcome, lines, report);
  }

  private static boolean endsTheProcess(Outcome outcome) {
    return outcome instanceof Outcome.Failed failed && failed.type().startsWith("Sandbox.");
  }

  private LambdaRuntimeApi.Event event(String requestId, JsonNode payload, Instant deadline) {
    return new LambdaRuntimeApi.Event(
        requestId,
        payload.toString(),
        deadline,
        arn(),
        "Root=1-00000000-%024x;Parent=0000000000000000;Sampled=0".formatted(events));
  }

  /** Shaped like Lambda's; counted, so that a run can be repeated. */
  private String requestId(int number) {
    return "%08x-0000-4000-8000-%012x".formatted(function.name().hashCode(), number);
  }

  private String timedOut() {
    return "Task timed out after %s seconds"
        .formatted(String.format(Locale.ROOT, "%.2f", function.timeout().toMillis() / 1e3));
  }

  private Outcome exited(Environment current, String requestId) {
    return new Outcome.Failed(
        error(
            "Runtime.ExitError",
            requestId,
            "Runtime exited with error: exit status " + current.process().exitCode()));
  }

  private static ObjectNode error(String type, String requestId, String message) {
    return JSON.createObjectNode()
        .put("errorType", type)
        .put("errorMessage", "RequestId: " + requestId + " Error: " + message);
  }

  private static IllegalStateException unexpected(Message message) {
    return new IllegalStateException("the runtime client said out of turn: " + message);
  }

  /** As JSON; as text if it is none. */
  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return JSON.getNodeFactory().textNode(text);
    }
  }
}
