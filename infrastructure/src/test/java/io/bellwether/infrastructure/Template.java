package io.bellwether.infrastructure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A template as it was written, with the questions tests ask of it. */
record Template(JsonNode json) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  static Template read(Path file) {
    try {
      return new Template(JSON.readTree(file.toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A resource of the template. */
  record Resource(String id, JsonNode json) {
    String type() {
      return json.path("Type").asText();
    }

    JsonNode properties() {
      return json.path("Properties");
    }

    /** A property by its JSON pointer, such as {@code /Target/Input}. */
    JsonNode at(String pointer) {
      return properties().at(pointer);
    }

    String text(String pointer) {
      return at(pointer).asText();
    }
  }

  List<Resource> resources() {
    List<Resource> resources = new ArrayList<>();
    json.path("Resources")
        .properties()
        .forEach(entry -> resources.add(new Resource(entry.getKey(), entry.getValue())));
    return resources;
  }

  List<Resource> all(String type) {
    return resources().stream().filter(resource -> resource.type().equals(type)).toList();
  }

  /** The resources of a type by a property, in its order. */
  Map<String, Resource> by(String pointer, String type) {
    Map<String, Resource> found = new TreeMap<>();
    all(type).forEach(resource -> found.put(resource.text(pointer), resource));
    return found;
  }

  /** The one resource of a type whose property has a value. */
  Resource one(String type, String pointer, String value) {
    List<Resource> found =
        all(type).stream().filter(resource -> resource.text(pointer).equals(value)).toList();
    assertEquals(1, found.size(), () -> type + " with " + pointer + " " + value);
    return found.getFirst();
  }

  Resource only(String type) {
    List<Resource> found = all(type);
    assertEquals(1, found.size(), type);
    return found.getFirst();
  }

  /** The resource that a Ref or Fn::GetAtt leads to. */
  Resource follow(JsonNode reference) {
    String id =
        reference.has("Ref")
            ? reference.get("Ref").asText()
            : reference.path("Fn::GetAtt").path(0).asText();
    JsonNode resource = json.path("Resources").path(id);
    if (resource.isMissingNode()) {
      throw new AssertionError(reference + " leads to no resource");
    }
    return new Resource(id, resource);
  }

  /** A text of JSON in a property. */
  static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
