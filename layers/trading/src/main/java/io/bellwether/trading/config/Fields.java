package io.bellwether.trading.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The fields of one JSON object. What is wrong with one of them is noted, and reading goes on; the
 * value returned then is a stand-in, not to be used.
 */
final class Fields {
  private final String where;
  private final JsonNode node;
  private final List<String> problems;

  /**
   * @param where which object it is, for people
   * @param known the keys it may have
   * @param problems receives what is wrong
   */
  Fields(String where, JsonNode node, Set<String> known, List<String> problems) {
    this.where = where;
    this.node = node;
    this.problems = problems;
    if (!node.isObject()) {
      problem("it must be an object");
    }
    Set<String> unknown = new TreeSet<>();
    node.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(known);
    unknown.forEach(key -> problem("unknown key '" + key + "'"));
  }

  /** A required text. */
  Optional<String> text(String key) {
    JsonNode value = node.path(key);
    if (value.isTextual() && !value.textValue().isBlank()) {
      return Optional.of(value.textValue());
    }
    if (node.isObject()) {
      problem("'" + key + "' " + (value.isMissingNode() ? "is missing" : "must be a text"));
    }
    return Optional.empty();
  }

  /**
   * A required text that stands for something.
   *
   * @param parse throws IllegalArgumentException, saying what is expected
   */
  <T> Optional<T> parsed(String key, Function<String, T> parse) {
    return text(key).flatMap(text -> attempt(() -> parse.apply(text)));
  }

  /** A switch, off unless given. */
  boolean flag(String key) {
    JsonNode value = node.path(key);
    if (!value.isBoolean() && !value.isMissingNode()) {
      problem("'" + key + "' must be true or false, not " + value);
    }
    return value.booleanValue();
  }

  /** A number, or a text that is one, not negative. */
  BigDecimal amount(String key, BigDecimal ifMissing) {
    JsonNode value = node.path(key);
    if (value.isMissingNode()) {
      return ifMissing;
    }
    try {
      BigDecimal amount = new BigDecimal(value.asText());
      if (amount.signum() >= 0) {
        return amount;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    problem("'" + key + "' must be a number, not negative, not " + value);
    return ifMissing;
  }

  /** A list of texts. */
  List<String> texts(String key) {
    JsonNode value = node.path(key);
    List<String> texts = new ArrayList<>();
    value.forEach(element -> texts.add(element.asText()));
    if (!value.isArray() && node.isObject()) {
      problem("'" + key + "' must be a list");
    }
    return texts;
  }

  /** Texts, numbers and switches by name; none unless given. */
  Map<String, String> values(String key) {
    JsonNode value = node.path(key);
    Map<String, String> values = new LinkedHashMap<>();
    value.properties().forEach(entry -> values.put(entry.getKey(), entry.getValue().asText()));
    if (!value.isObject() && !value.isMissingNode()) {
      problem("'" + key + "' must be an object");
    }
    return values;
  }

  /** The value of a field that is an object itself. */
  JsonNode child(String key) {
    return node.path(key);
  }

  /** Computes a value; what an IllegalArgumentException says is noted. */
  <T> Optional<T> attempt(Supplier<T> value) {
    try {
      return Optional.of(value.get());
    } catch (IllegalArgumentException e) {
      problem(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** Notes something wrong with this object. */
  void problem(String what) {
    problems.add(where + ": " + what);
  }
}
