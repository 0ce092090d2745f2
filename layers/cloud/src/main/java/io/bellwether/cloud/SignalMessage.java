package io.bellwether.cloud;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * The body of a message from signals to execution: names, no orders. What is to be done is read
 * from the ledger.
 *
 * @param signalId the signal
 * @param account its account
 */
public record SignalMessage(String signalId, String account) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** {@code {"signalId":"...","account":"..."}}. */
  public String json() {
    return JSON.createObjectNode().put("signalId", signalId).put("account", account).toString();
  }

  /**
   * Reads what {@link #json} writes; fields it does not know are ignored.
   *
   * @throws MalformedMessageException if the body is no such message
   */
  public static SignalMessage parse(String body) {
    try {
      JsonNode json = JSON.readTree(body);
      return new SignalMessage(text(json, "signalId"), text(json, "account"));
    } catch (JsonProcessingException e) {
      throw new MalformedMessageException(
          "the message is no JSON; a signal message is {\"signalId\":...,\"account\":...}");
    }
  }

  private static String text(JsonNode json, String name) {
    JsonNode value = json.path(name);
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw new MalformedMessageException("the signal message has no text field '" + name + "'");
    }
    return value.textValue();
  }
}
