package io.bellwether.analyst.claude;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.bellwether.analyst.UntrustedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What stands around the text of an answer of the Messages API.
 *
 * @param stopReason why the model ended, such as {@code end_turn}; empty if it is not said
 * @param text of all text blocks, wherever they stand: blocks of thinking may come first
 * @param usage the tokens charged, where they are told
 */
record MessageEnvelope(String stopReason, String text, Optional<Usage> usage) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A token of the cache's writing costs up to twice one of the prompt. */
  private static final int DEAREST_CACHE_WRITE = 2;

  /**
   * Tokens.
   *
   * @param input of the prompt, as charged: what the cache took counts no less than it may cost
   * @param output of the answer, thinking included
   */
  record Usage(long input, long output) {}

  /** Reads a body; nothing if it is no JSON object. */
  static Optional<MessageEnvelope> read(String body) {
    JsonNode message;
    try {
      message = JSON.readTree(body);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
    if (!message.isObject()) {
      return Optional.empty();
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode block : message.path("content")) {
      if (block.path("type").asText("").equals("text")) {
        texts.add(block.path("text").asText(""));
      }
    }
    return Optional.of(
        new MessageEnvelope(
            message.path("stop_reason").asText(""),
            String.join("\n", texts),
            usage(message.path("usage"))));
  }

  /** Whether a body is the API's own word that it failed, not that of something before it. */
  static boolean isError(String body) {
    try {
      return JSON.readTree(body).path("type").asText("").equals("error");
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  /** What the API says of an error, in one short line; empty if it says nothing. */
  static String errorMessage(String body) {
    try {
      JsonNode error = JSON.readTree(body).path("error");
      String said = error.path("type").asText("") + ": " + error.path("message").asText("");
      return UntrustedText.readable(said, 200);
    } catch (JsonProcessingException e) {
      return UntrustedText.readable(body, 200);
    }
  }

  private static Optional<Usage> usage(JsonNode usage) {
    Optional<Long> input = tokens(usage.path("input_tokens"));
    Optional<Long> output = tokens(usage.path("output_tokens"));
    if (input.isEmpty() || output.isEmpty()) {
      return Optional.empty();
    }
    long written = tokens(usage.path("cache_creation_input_tokens")).orElse(0L);
    long read = tokens(usage.path("cache_read_input_tokens")).orElse(0L);
    return Optional.of(new Usage(input.get() + DEAREST_CACHE_WRITE * written + read, output.get()));
  }

  /** A number that can be one of tokens. */
  private static Optional<Long> tokens(JsonNode node) {
    return node.isIntegralNumber() && node.canConvertToInt() && node.intValue() >= 0
        ? Optional.of(node.longValue())
        : Optional.empty();
  }
}
