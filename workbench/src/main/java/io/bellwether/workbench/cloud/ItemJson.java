package io.bellwether.workbench.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Items as JSON, the way DynamoDB writes them: each value is an object of one field that names its
 * kind, {@code {"S":"text"}}, {@code {"N":"1"}}, {@code BOOL}, {@code NULL}, {@code L} or {@code
 * M}. The ledger stores no others.
 */
final class ItemJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private ItemJson() {}

  /** An item with its attributes in the order of their names. */
  static ObjectNode write(Map<String, AttributeValue> item) {
    ObjectNode object = JSON.objectNode();
    new TreeMap<>(item).forEach((name, value) -> object.set(name, write(value)));
    return object;
  }

  private static JsonNode write(AttributeValue value) {
    ObjectNode object = JSON.objectNode();
    return switch (value.type()) {
      case S -> object.put("S", value.s());
      case N -> object.put("N", value.n());
      case BOOL -> object.put("BOOL", value.bool());
      case NUL -> object.put("NULL", true);
      case M -> object.set("M", write(value.m()));
      case L -> {
        ArrayNode list = object.putArray("L");
        value.l().forEach(element -> list.add(write(element)));
        yield object;
      }
      default ->
          throw new IllegalArgumentException("the ledger stores no attribute of " + value.type());
    };
  }

  /**
   * An item as it was written.
   *
   * @throws IllegalArgumentException if it is not one
   */
  static Map<String, AttributeValue> read(JsonNode item) {
    require(item.isObject(), item);
    Map<String, AttributeValue> read = new HashMap<>();
    item.properties().forEach(each -> read.put(each.getKey(), value(each.getValue())));
    return read;
  }

  private static AttributeValue value(JsonNode object) {
    require(object.isObject() && object.size() == 1, object);
    String kind = object.fieldNames().next();
    JsonNode value = object.get(kind);
    return switch (kind) {
      case "S" -> AttributeValue.fromS(text(value));
      case "N" -> AttributeValue.fromN(text(value));
      case "BOOL" -> {
        require(value.isBoolean(), object);
        yield AttributeValue.fromBool(value.booleanValue());
      }
      case "NULL" -> AttributeValue.fromNul(true);
      case "M" -> AttributeValue.fromM(read(value));
      case "L" -> {
        require(value.isArray(), object);
        List<AttributeValue> list = new ArrayList<>();
        value.forEach(element -> list.add(value(element)));
        yield AttributeValue.fromL(list);
      }
      default -> throw new IllegalArgumentException("no kind of attribute: " + kind);
    };
  }

  private static String text(JsonNode value) {
    require(value.isTextual(), value);
    return value.textValue();
  }

  private static void require(boolean kept, JsonNode found) {
    if (!kept) {
      throw new IllegalArgumentException("no item, or no attribute of one: " + found);
    }
  }
}
