package io.bellwether.workbench.scenario.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Changes JSON as carelessness and malice do, at random from a seed. */
final class JsonMutations {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final List<String> NAMES =
      List.of("action", "account", "reason", "Records", "body", "messageId", "signalId", "qty");
  private static final List<String> WORDS =
      List.of("", " ", "kill", "enable", "follow-up", "null", "-1", "1e309", "\u0000", "../..");

  private final SplittableRandom random;

  JsonMutations(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** A copy with one to three changes. */
  ObjectNode of(ObjectNode sound) {
    ObjectNode changed = sound.deepCopy();
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      change(anyOf(changed));
    }
    return changed;
  }

  /** A text with one change, such as a piece of it missing. */
  String of(String sound) {
    int at = random.nextInt(sound.length() + 1);
    int end = Math.min(sound.length(), at + random.nextInt(8));
    String middle =
        switch (random.nextInt(4)) {
          case 0 -> "";
          case 1 -> sound.substring(at, end).repeat(2);
          case 2 -> Character.toString(random.nextInt(32, 127));
          default -> WORDS.get(random.nextInt(WORDS.size()));
        };
    return sound.substring(0, at) + middle + sound.substring(end);
  }

  private void change(JsonNode node) {
    switch (node) {
      case ObjectNode object -> change(object);
      case ArrayNode array -> change(array);
      default -> throw new IllegalStateException("only what has parts is chosen: " + node);
    }
  }

  private void change(ObjectNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    if (names.isEmpty() || random.nextInt(6) == 0) {
      object.set(NAMES.get(random.nextInt(NAMES.size())), value());
      return;
    }
    String name = names.get(random.nextInt(names.size()));
    switch (random.nextInt(4)) {
      case 0 -> object.remove(name);
      case 1 -> object.set(name, value());
      case 2 -> object.set(name + "x", object.remove(name));
      default -> object.set(name, near(object.get(name)));
    }
  }

  private void change(ArrayNode array) {
    if (array.isEmpty() || random.nextInt(4) == 0) {
      array.add(value());
      return;
    }
    int at = random.nextInt(array.size());
    switch (random.nextInt(3)) {
      case 0 -> array.remove(at);
      case 1 -> array.set(at, value());
      default -> array.set(at, near(array.get(at)));
    }
  }

  /** Almost the same value: of another type, in one more pair of brackets, a character off. */
  private JsonNode near(JsonNode value) {
    return switch (random.nextInt(3)) {
      case 0 -> JSON.arrayNode().add(value.deepCopy());
      case 1 -> JSON.objectNode().set("value", value.deepCopy());
      default ->
          value instanceof TextNode text
              ? JSON.textNode(of(text.textValue()))
              : JSON.textNode(value.toString());
    };
  }

  private JsonNode value() {
    return switch (random.nextInt(7)) {
      case 0 -> JSON.nullNode();
      case 1 -> JSON.booleanNode(random.nextBoolean());
      case 2 -> JSON.numberNode(random.nextLong());
      case 3 -> JSON.objectNode();
      case 4 -> JSON.arrayNode();
      case 5 -> JSON.textNode("x".repeat(random.nextInt(10_000)));
      default -> JSON.textNode(WORDS.get(random.nextInt(WORDS.size())));
    };
  }

  /** One of the objects and arrays of a tree, itself included. */
  private JsonNode anyOf(JsonNode root) {
    List<JsonNode> parts = new ArrayList<>();
    collect(root, parts);
    return parts.get(random.nextInt(parts.size()));
  }

  private static void collect(JsonNode node, List<JsonNode> parts) {
    if (node.isContainerNode()) {
      parts.add(node);
      node.forEach(child -> collect(child, parts));
    }
  }
}
