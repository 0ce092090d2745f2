package io.bellwether.market.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bellwether.market.feed.FeedException.Kind;
import java.math.BigDecimal;
import java.util.Optional;

/** Providers' JSON, read strictly: what is not understood is refused, never skipped. */
final class ProviderJson {
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private static final int MESSAGE_LENGTH = 200;

  private ProviderJson() {}

  /** The JSON of an answer. */
  static JsonNode parse(String provider, String body) throws FeedException {
    try {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      // The cause would quote more of the body than one line.
      throw new FeedException(
          Kind.MALFORMED, provider + "'s answer is no JSON: '" + shortened(body) + "'");
    }
  }

  /** The JSON of an answer that may be HTML or plain text as well. */
  static Optional<JsonNode> tryParse(String body) {
    try {
      return Optional.of(JSON.readTree(body));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** A price or a volume: a JSON number, or the text of one. */
  static double number(String provider, JsonNode row, String field) throws FeedException {
    JsonNode value = row.path(field);
    if (value.isNumber()) {
      return value.doubleValue();
    }
    try {
      return new BigDecimal(value.isTextual() ? value.textValue() : "").doubleValue();
    } catch (NumberFormatException e) {
      throw malformed(provider, "a bar without a number \"" + field + "\"", row.toString());
    }
  }

  static FeedException malformed(String provider, String what, String where) {
    return new FeedException(
        Kind.MALFORMED, provider + "'s answer has " + what + ": '" + shortened(where) + "'");
  }

  /** One line, of at most so many characters as a message can bear. */
  static String shortened(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() <= MESSAGE_LENGTH ? line : line.substring(0, MESSAGE_LENGTH) + "...";
  }
}
