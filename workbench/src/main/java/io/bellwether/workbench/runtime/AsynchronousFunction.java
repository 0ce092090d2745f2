package io.bellwether.workbench.runtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bellwether.workbench.runtime.Invocation.Outcome;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * A function as schedules and the event bus invoke it: what fails is tried twice more, then the
 * event goes to the queue that is the function's on-failure destination, with the error.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html">
 *     Records of asynchronous invocations</a>
 */
public final class AsynchronousFunction {
  /** Lambda's number of attempts, unless configured otherwise. */
  private static final int ATTEMPTS = 3;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final LocalLambda function;
  private final SqsClient sqs;
  private final String destination;
  private final InstantSource clock;

  /**
   * @param destination the URL of the queue for events that the function failed on
   * @param clock stamps the records
   */
  AsynchronousFunction(
      LocalLambda function, SqsClient sqs, String destination, InstantSource clock) {
    this.function = function;
    this.sqs = sqs;
    this.destination = destination;
    this.clock = clock;
  }

  /** Hands an event over; gives every attempt. Lambda waits between them, a local run does not. */
  public List<Invocation> invoke(JsonNode payload) {
    List<Invocation> attempts = new ArrayList<>();
    while (true) {
      Invocation invocation = function.invoke(payload);
      attempts.add(invocation);
      if (!(invocation.outcome() instanceof Outcome.Failed failed)) {
        return attempts;
      }
      if (attempts.size() == ATTEMPTS) {
        send(record(invocation.requestId(), payload, failed));
        return attempts;
      }
    }
  }

  /** The oldest record of a failure, as AWS writes it, if there is one. It stays where it is. */
  public Optional<JsonNode> oldestFailure() {
    return oldest().map(message -> json(message.body()));
  }

  /**
   * Takes the oldest failed event from the queue and hands it over again, for when its cause is
   * mended. It leaves the queue once the function has answered, or has failed anew and put it there
   * again.
   */
  public List<Invocation> redrive() {
    Message message =
        oldest().orElseThrow(() -> new IllegalStateException("no event failed for good"));
    List<Invocation> attempts = invoke(json(message.body()).path("requestPayload"));
    sqs.deleteMessage(r -> r.queueUrl(destination).receiptHandle(message.receiptHandle()));
    return attempts;
  }

  private Optional<Message> oldest() {
    return sqs.receiveMessage(r -> r.queueUrl(destination).visibilityTimeout(0)).messages().stream()
        .findFirst();
  }

  private void send(ObjectNode record) {
    sqs.sendMessage(r -> r.queueUrl(destination).messageBody(record.toString()));
  }

  private ObjectNode record(String requestId, JsonNode payload, Outcome.Failed failed) {
    ObjectNode record = JSON.createObjectNode();
    record.put("version", "1.0");
    record.put("timestamp", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
    record
        .putObject("requestContext")
        .put("requestId", requestId)
        .put("functionArn", function.arn() + ":$LATEST")
        .put("condition", "RetriesExhausted")
        .put("approximateInvokeCount", ATTEMPTS);
    record.set("requestPayload", payload);
    record
        .putObject("responseContext")
        .put("statusCode", 200)
        .put("executedVersion", "$LATEST")
        .put("functionError", "Unhandled");
    record.set("responsePayload", failed.error());
    return record;
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the on-failure queue holds what is no record: " + text, e);
    }
  }
}
