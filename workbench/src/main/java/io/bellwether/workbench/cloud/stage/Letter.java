package io.bellwether.workbench.cloud.stage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.Map;

/**
 * A dead letter.
 *
 * @param queue which of the stage's queues it is in
 * @param id SQS's id of it
 * @param receiptHandle what SQS wants to know it by, for the length of a command
 * @param sentAt when it came there, or into the queue it was moved from
 * @param group its message group, empty if it has none
 * @param body the message, or the record that Lambda made of it
 * @param attributes what was noted beside it, by name
 */
public record Letter(
    DeadLetterBox queue,
    String id,
    String receiptHandle,
    Instant sentAt,
    String group,
    String body,
    Map<String, String> attributes) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Why it is dead, in a line. */
  public String reason() {
    if (attributes.containsKey("ErrorCode")) {
      return attributes.get("ErrorCode") + ": " + attributes.getOrDefault("ErrorMessage", "");
    }
    if (attributes.containsKey("ERROR_CODE")) {
      return attributes.get("ERROR_CODE") + ": " + attributes.getOrDefault("ERROR_MESSAGE", "");
    }
    JsonNode json = json();
    if (json.has("responsePayload")) {
      return json.at("/requestContext/condition").asText()
          + ": "
          + json.at("/responsePayload/errorMessage").asText();
    }
    return "no reason was noted: see the log of "
        + queue.function().orElse("execution")
        + " from "
        + sentAt
        + " on";
  }

  /** What its function was to get: the message, or the payload in the record that Lambda made. */
  public JsonNode payload() {
    JsonNode json = json();
    return json.has("requestPayload") ? json.path("requestPayload") : json;
  }

  /** Whether the body is not what it was, because SQS would not have taken that. */
  public boolean isAltered() {
    return attributes.containsKey("BodyAltered");
  }

  private JsonNode json() {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return JSON.getNodeFactory().missingNode();
    }
  }
}
