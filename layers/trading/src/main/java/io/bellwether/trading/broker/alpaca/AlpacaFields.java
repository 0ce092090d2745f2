package io.bellwether.trading.broker.alpaca;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bellwether.trading.broker.BrokerException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Typed access to the fields of an answer. Fields that are not asked for are ignored; one that is
 * needed and missing or malformed is an error that names it and does not quote the answer.
 */
final class AlpacaFields {
  /** The longest answer that is read at all. */
  static final long MAXIMUM_ANSWER_BYTES = 4L << 20;

  private static final int MAXIMUM_DIGITS = 40;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build();

  private AlpacaFields() {}

  /** The answer as JSON. */
  static JsonNode parse(String body, String what) throws BrokerException {
    try {
      return MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      // The parser's own message may quote the body.
      throw malformed(what, "is not JSON");
    }
  }

  /** The elements of an array. */
  static List<JsonNode> elements(JsonNode array, String what) throws BrokerException {
    if (!array.isArray()) {
      throw malformed(what, "is not an array");
    }
    List<JsonNode> elements = new ArrayList<>();
    array.forEach(elements::add);
    return elements;
  }

  static Optional<String> optionalText(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isValueNode() && !value.isNull() && !value.asText().isBlank()
        ? Optional.of(value.asText())
        : Optional.empty();
  }

  static String text(JsonNode node, String field) throws BrokerException {
    return optionalText(node, field).orElseThrow(() -> malformed(field, "is missing"));
  }

  /** A number, sent as a string by the trading API and as a number by the data API. */
  static Optional<BigDecimal> optionalDecimal(JsonNode node, String field) throws BrokerException {
    if (node.path(field).isContainerNode()) {
      throw malformed(field, "is not a number");
    }
    Optional<String> text = optionalText(node, field);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    BigDecimal value;
    try {
      value = new BigDecimal(text.get());
    } catch (NumberFormatException e) {
      throw malformed(field, "is not a number");
    }
    // 1e999999999 is short, and fills the memory once it is written out.
    if (value.precision() > MAXIMUM_DIGITS || Math.abs((long) value.scale()) > MAXIMUM_DIGITS) {
      throw malformed(field, "is a number of absurd size");
    }
    return Optional.of(value);
  }

  static BigDecimal decimal(JsonNode node, String field) throws BrokerException {
    return optionalDecimal(node, field).orElseThrow(() -> malformed(field, "is missing"));
  }

  /** A number that makes sense only above 0. */
  static BigDecimal positive(JsonNode node, String field) throws BrokerException {
    BigDecimal value = decimal(node, field);
    if (value.signum() <= 0) {
      throw malformed(field, "is not more than 0");
    }
    return value;
  }

  /** Keeps a row of a list; the same row again is no news, another with its id is a lie. */
  static <R> void putOnce(Map<String, R> rows, String id, R row, String what)
      throws BrokerException {
    R known = rows.putIfAbsent(id, row);
    if (known != null && !known.equals(row)) {
      throw malformed(what, "has two different rows with the id " + id);
    }
  }

  /** A time with any offset, up to nanoseconds. */
  static Instant time(JsonNode node, String field) throws BrokerException {
    try {
      return OffsetDateTime.parse(text(node, field)).toInstant();
    } catch (DateTimeException e) {
      throw malformed(field, "is not a time");
    }
  }

  /** A flag; one that is missing is not set. */
  static boolean flag(JsonNode node, String field) {
    return node.path(field).asBoolean(false);
  }

  static BrokerException malformed(String field, String problem) {
    return new BrokerException("Alpaca's answer cannot be used: " + field + " " + problem, false);
  }
}
