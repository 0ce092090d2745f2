package io.bellwether.workbench.simulate;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.workbench.replay.LocalContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The real handlers, each in a process that is kept from one invocation to the next, as Lambda
 * keeps it, until it dies.
 */
final class Functions {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** A deployed function. */
  enum Name {
    SIGNALS(Duration.ofSeconds(120)),
    EXECUTION(Duration.ofSeconds(60)),
    NOTIFICATIONS(Duration.ofSeconds(30));

    private final Duration timeout;

    Name(Duration timeout) {
      this.timeout = timeout;
    }
  }

  /** What came of an invocation. */
  sealed interface Outcome {
    record Answered(JsonNode answer) implements Outcome {}

    /** The handler threw: Lambda counts a failure. */
    record Failed(String message) implements Outcome {}

    /** The process died, or its time was up. */
    record Killed() implements Outcome {}
  }

  private final Processes processes;
  private final Function<Name, RequestStreamHandler> maker;
  private final Map<Name, Deque<RequestStreamHandler>> idle = new EnumMap<>(Name.class);

  /**
   * @param maker makes a function's handler anew, as a cold start does
   */
  Functions(Processes processes, Function<Name, RequestStreamHandler> maker) {
    this.processes = processes;
    this.maker = maker;
  }

  /** Invokes a function. An invocation in an invocation runs in a process of its own. */
  Outcome invoke(Name function, String name, ObjectNode payload, Duration skew) {
    Deque<RequestStreamHandler> waiting = idle.computeIfAbsent(function, key -> new ArrayDeque<>());
    RequestStreamHandler handler = waiting.isEmpty() ? maker.apply(function) : waiting.pop();
    Processes.Life life = processes.begin(name, function.timeout, skew);
    boolean killed = false;
    try {
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      handler.handleRequest(
          new ByteArrayInputStream(JSON.writeValueAsBytes(payload)),
          answer,
          new LocalContext(function.name().toLowerCase(Locale.ROOT), name, function.timeout));
      return new Outcome.Answered(JSON.readTree(answer.toByteArray()));
    } catch (KilledError e) {
      killed = true;
      return new Outcome.Killed();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      return new Outcome.Failed(Optional.ofNullable(e.getMessage()).orElse(e.toString()));
    } finally {
      processes.end(life);
      if (!killed) {
        waiting.push(handler);
      }
    }
  }
}
