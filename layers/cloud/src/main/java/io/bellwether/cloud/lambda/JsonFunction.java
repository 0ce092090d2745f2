package io.bellwether.cloud.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.cloud.SecretRedactor;
import io.bellwether.cloud.metrics.EmfMetrics;
import io.bellwether.market.time.Deadline;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * A function from JSON to JSON. It turns the invocation's remaining time into the deadline that
 * bounds every call inside, and keeps a margin of it for the answer.
 */
public abstract class JsonFunction implements RequestStreamHandler {
  private static final Logger LOG = LoggerFactory.getLogger("function");
  private static final JsonMapper JSON =
      JsonMapper.builder()
          // Two values of one key, or something behind the object: which was meant?
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final int LONGEST_MESSAGE = 4_000;
  private static final int MOST_NAMED = 10;
  private static final Duration MARGIN = Duration.ofMillis(500);

  private final InstantSource clock;
  private final EmfMetrics metrics;
  private @Nullable Snapshot<JsonFunction> snapshot;

  /**
   * A function.
   *
   * @param metrics writes what is measured in each invocation
   */
  protected JsonFunction(InstantSource clock, EmfMetrics metrics) {
    this.clock = clock;
    this.metrics = metrics;
  }

  /**
   * Does the work.
   *
   * @param payload an object, empty if the invocation had none
   * @throws IllegalArgumentException if the payload is not one of this function's
   */
  protected abstract ObjectNode handle(ObjectNode payload, Deadline deadline);

  /**
   * Lets this function be restored from a snapshot, if Lambda is going to take one. To be called by
   * the constructor that Lambda calls.
   *
   * @param anew makes the function again, from its environment, after each restore
   * @param rehearsal makes the function on a platform that reaches nothing
   * @param payload what it is rehearsed with, as JSON; its outcome does not matter
   */
  protected final void allowSnapshots(
      Supplier<JsonFunction> anew, Supplier<JsonFunction> rehearsal, String payload) {
    if (Snapshot.isPlanned(System.getenv())) {
      snapshot = Snapshot.register(anew, () -> Rehearsal.of(rehearsal.get(), payload));
    }
  }

  @Override
  public final void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    JsonFunction current = snapshot == null ? this : snapshot.current(this);
    current.answer(input, output, context);
  }

  private void answer(InputStream input, OutputStream output, Context context) throws IOException {
    Duration remaining = Duration.ofMillis(context.getRemainingTimeInMillis()).minus(MARGIN);
    // On one machine a function may run within another: the outer one's id comes back.
    Map<String, String> outer = MDC.getCopyOfContextMap();
    MDC.put("requestId", context.getAwsRequestId());
    try {
      ObjectNode answer =
          metrics.during(
              context.getFunctionName(),
              context.getAwsRequestId(),
              () -> {
                ObjectNode payload = read(input);
                Deadline deadline = Deadline.after(clock, remaining);
                return InvocationDeadline.within(deadline, () -> handle(payload, deadline));
              });
      JSON.writeValue(output, answer);
    } catch (InvocationFailedException | InvocationRefusedException e) {
      throw e;
    } catch (RuntimeException e) {
      RuntimeException told = logged(e);
      LOG.atError().setCause(e).log("the invocation failed: " + told.getMessage());
      throw told;
    } finally {
      MDC.clear();
      if (outer != null) {
        MDC.setContextMap(outer);
      }
    }
  }

  /**
   * What to throw for a failure that has been logged. Lambda prints what is thrown, keeps it with
   * the event and shows it to the caller, past the redactor of the log: so it is redacted here.
   */
  protected static RuntimeException logged(RuntimeException failure) {
    String text = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    String message = cut(SecretRedactor.ofProcess().redact(text));
    return failure instanceof IllegalArgumentException
        ? new InvocationRefusedException(message)
        : new InvocationFailedException(message);
  }

  /** An event may have a key of megabytes, and its name be what is wrong with it. */
  private static String cut(String message) {
    return message.length() <= LONGEST_MESSAGE
        ? message
        : message.substring(0, LONGEST_MESSAGE) + "...";
  }

  /** An empty answer. */
  protected static ObjectNode answer() {
    return JsonNodeFactory.instance.objectNode();
  }

  /**
   * Refuses a payload with keys the function does not know.
   *
   * @throws IllegalArgumentException naming them, or the first of very many
   */
  protected static void allowOnly(ObjectNode payload, Set<String> known) {
    List<String> unknown = new ArrayList<>();
    payload.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "unknown key(s) "
              + unknown.stream().limit(MOST_NAMED).map(JsonFunction::cut).toList()
              + " in the payload; known are "
              + known.stream().sorted().toList());
    }
  }

  /** Does what an invocation does. */
  final void rehearse(byte[] payload, Duration longest) throws IOException {
    ObjectNode answer =
        metrics.during(
            "rehearsal",
            "rehearsal",
            () -> {
              ObjectNode event = read(new ByteArrayInputStream(payload));
              Deadline deadline = Deadline.after(clock, longest);
              return InvocationDeadline.within(deadline, () -> handle(event, deadline));
            });
    JSON.writeValueAsBytes(answer);
  }

  private static ObjectNode read(InputStream input) throws IOException {
    byte[] bytes = input.readAllBytes();
    if (bytes.length == 0) {
      return JsonNodeFactory.instance.objectNode();
    }
    JsonNode node;
    try {
      node = JSON.readTree(bytes);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("the payload is not JSON: " + e.getOriginalMessage(), e);
    }
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw new IllegalArgumentException(
        "the payload must be a JSON object, not " + node.getNodeType());
  }
}
