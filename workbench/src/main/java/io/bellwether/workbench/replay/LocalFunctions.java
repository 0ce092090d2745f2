package io.bellwether.workbench.replay;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.analysis.AnalysisHandler;
import io.bellwether.execution.ExecutionHandler;
import io.bellwether.signals.SignalsHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The real functions, invoked here as AWS would: by the schedule and by the queue. */
public final class LocalFunctions {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  /** As deployed. */
  private static final Duration ANALYSIS_TIMEOUT = Duration.ofMinutes(10);

  private final String strategy;
  private final SignalsHandler signals;
  private final ExecutionHandler execution;
  private final AnalysisHandler analysis;
  private final QueueReader queue;
  private long invocations;

  public LocalFunctions(
      String strategy,
      SignalsHandler signals,
      ExecutionHandler execution,
      AnalysisHandler analysis,
      QueueReader queue) {
    this.strategy = strategy;
    this.signals = signals;
    this.execution = execution;
    this.analysis = analysis;
    this.queue = queue;
  }

  /**
   * The strategy's scheduled tick, and what it sends.
   *
   * @return whether a signal reached execution
   */
  public boolean tick(Instant scheduledAt) {
    ObjectNode payload = JSON.createObjectNode();
    payload.put("strategy", strategy);
    payload.put("scheduledTime", scheduledAt.toString());
    JsonNode answer = invoke("signals", signals, payload);
    boolean mayHaveSent = answer.path("results").findValues("signal").size() > 0;
    return mayHaveSent && deliver() > 0;
  }

  /**
   * An invocation of the signals function by hand.
   *
   * @return what it answers
   */
  public JsonNode signals(ObjectNode payload) {
    return invoke("signals", signals, payload);
  }

  /**
   * The scheduled follow-up.
   *
   * @return whether something is under way
   */
  public boolean followUp() {
    JsonNode answer =
        invoke("execution", execution, JSON.createObjectNode().put("action", "follow-up"));
    boolean busy = false;
    for (JsonNode account : answer.path("accounts")) {
      busy |= account.path("busy").asBoolean();
      if (account.path("resent").asInt() > 0) {
        deliver();
      }
    }
    return busy;
  }

  /** The scheduled daily summary. */
  public void dailySummary() {
    invoke("execution", execution, JSON.createObjectNode().put("action", "daily-summary"));
  }

  /**
   * An invocation of the execution function by hand.
   *
   * @return what it answers
   */
  public JsonNode execution(ObjectNode payload) {
    return invoke("execution", execution, payload);
  }

  /**
   * An invocation of the analysis function.
   *
   * @return what it answers
   */
  public JsonNode analysis(ObjectNode payload) {
    return invoke("analysis", analysis, payload, ANALYSIS_TIMEOUT);
  }

  /** How many times a function was invoked. */
  public long invocations() {
    return invocations;
  }

  /** Hands the queue's messages to execution as its event source mapping would. */
  public int deliver() {
    int delivered = 0;
    while (true) {
      List<QueueReader.Received> messages = queue.receive();
      if (messages.isEmpty()) {
        return delivered;
      }
      ObjectNode batch = JSON.createObjectNode();
      messages.forEach(message -> batch.withArray("Records").add(message.record()));
      JsonNode failures = invoke("execution", execution, batch).path("batchItemFailures");
      List<String> failed = failures.findValuesAsText("itemIdentifier");
      for (QueueReader.Received message : messages) {
        if (!failed.contains(message.id())) {
          queue.delete(message);
          delivered++;
        }
      }
      if (!failed.isEmpty()) {
        throw new IllegalStateException(
            "execution did not take over " + failed.size() + " signal(s); see the log");
      }
    }
  }

  private JsonNode invoke(String name, RequestStreamHandler handler, ObjectNode payload) {
    return invoke(name, handler, payload, TIMEOUT);
  }

  private JsonNode invoke(
      String name, RequestStreamHandler handler, ObjectNode payload, Duration timeout) {
    invocations++;
    try {
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      handler.handleRequest(
          new ByteArrayInputStream(JSON.writeValueAsBytes(payload)),
          answer,
          new LocalContext(name, name + "-" + invocations, timeout));
      return JSON.readTree(answer.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
