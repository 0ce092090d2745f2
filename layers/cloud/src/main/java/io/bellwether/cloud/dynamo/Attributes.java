package io.bellwether.cloud.dynamo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Between JSON trees and DynamoDB's attributes. */
final class Attributes {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** Digits and a sign that a long surely has room for. */
  private static final int LONGEST_LONG = 18;

  private Attributes() {}

  static Map<String, AttributeValue> of(JsonNode object) {
    Map<String, AttributeValue> attributes = new LinkedHashMap<>();
    object.properties().forEach(field -> attributes.put(field.getKey(), value(field.getValue())));
    return attributes;
  }

  static ObjectNode json(Map<String, AttributeValue> attributes) {
    ObjectNode object = JSON.objectNode();
    attributes.forEach((name, value) -> object.set(name, json(value)));
    return object;
  }

  /** The text of an attribute that every item of its kind has. */
  static String string(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    if (value == null || value.s() == null) {
      throw new IllegalArgumentException("the item has no text attribute '" + name + "'");
    }
    return value.s();
  }

  private static AttributeValue value(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> AttributeValue.fromM(of(node));
      case ARRAY -> {
        List<AttributeValue> elements = new ArrayList<>(node.size());
        node.forEach(element -> elements.add(value(element)));
        yield AttributeValue.fromL(elements);
      }
      case STRING -> AttributeValue.fromS(node.textValue());
      case NUMBER -> AttributeValue.fromN(node.asText());
      case BOOLEAN -> AttributeValue.fromBool(node.booleanValue());
      case NULL -> AttributeValue.fromNul(true);
      case BINARY, MISSING, POJO ->
          throw new IllegalArgumentException("no attribute for a " + node.getNodeType() + " node");
    };
  }

  /** A whole number as one, so that a fraction is never taken for it. */
  private static JsonNode number(String text) {
    boolean whole = text.length() <= LONGEST_LONG && text.chars().allMatch(Attributes::isOfWhole);
    return whole ? JSON.numberNode(Long.parseLong(text)) : JSON.numberNode(new BigDecimal(text));
  }

  private static boolean isOfWhole(int character) {
    return character == '-' || (character >= '0' && character <= '9');
  }

  private static JsonNode json(AttributeValue value) {
    return switch (value.type()) {
      case M -> json(value.m());
      case L -> {
        ArrayNode array = JSON.arrayNode();
        value.l().forEach(element -> array.add(json(element)));
        yield array;
      }
      case S -> JSON.textNode(value.s());
      case N -> number(value.n());
      case BOOL -> JSON.booleanNode(value.bool());
      case NUL -> JSON.nullNode();
      // Nothing here writes sets or bytes; what another tool added is no field of a record.
      case SS, NS, BS, B, UNKNOWN_TO_SDK_VERSION -> JSON.nullNode();
    };
  }
}
