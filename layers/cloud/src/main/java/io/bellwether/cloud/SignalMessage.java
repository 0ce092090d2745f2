package io.bellwether.cloud;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * The body of a message from signals to execution: names, no orders. What is to be done is read
 * from the ledger.
 *
 * @param signalId the signal
 * @param account its account
 */
public record SignalMessage(String signalId, String account) {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          // Two values of one field, or something behind the object: which was meant?
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** A body of {@link #json} has some 120 characters. */
  private static final int LONGEST = 4_000;

  private static final int LONGEST_NAME = 200;

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
    if (body.length() > LONGEST) {
      throw new MalformedMessageException(
          "the message has %d characters; a signal message has at most %d"
              .formatted(body.length(), LONGEST));
    }
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
    String text = value.textValue();
    if (text.length() > LONGEST_NAME || text.chars().anyMatch(Character::isISOControl)) {
      throw new MalformedMessageException(
          "the field '"
              + name
              + "' of the signal message is too long, or holds control characters");
    }
    return text;
  }
}
