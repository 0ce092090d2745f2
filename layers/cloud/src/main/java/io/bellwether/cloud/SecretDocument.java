package io.bellwether.cloud;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The JSON object that holds the secrets, wherever it is stored. No value is in any message.
 *
 * @param values the secrets that are there; an empty text is none
 * @param unknown names in the object that nothing reads, in order: misspelt ones, most likely
 */
public record SecretDocument(Map<SecretKey, String> values, List<String> unknown) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A name that is a value in the wrong place must not be shown. */
  private static final String NAME = "[a-z][a-z0-9_]{0,39}";

  public SecretDocument {
    values = Map.copyOf(values);
    unknown = List.copyOf(unknown);
  }

  /** Says how many there are, not which. */
  @Override
  public String toString() {
    return "SecretDocument[" + values.size() + " secrets]";
  }

  /**
   * Reads the object.
   *
   * @param where it is stored, for messages
   * @throws CloudException if it is no JSON object
   */
  public static SecretDocument parse(String text, String where) {
    JsonNode object;
    try {
      object = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      // The cause would quote what it could not read.
      throw new CloudException(where + " is no JSON: store one object of text");
    }
    if (!object.isObject()) {
      throw new CloudException(where + " is no JSON object: store one of text");
    }
    Map<SecretKey, String> values = new EnumMap<>(SecretKey.class);
    for (SecretKey key : SecretKey.values()) {
      String value = object.path(key.jsonName()).asText("").strip();
      if (!value.isEmpty()) {
        values.put(key, value);
      }
    }
    return new SecretDocument(values, unknown(object));
  }

  private static List<String> unknown(JsonNode object) {
    Set<String> known =
        Arrays.stream(SecretKey.values()).map(SecretKey::jsonName).collect(Collectors.toSet());
    Set<String> unknown = new TreeSet<>();
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                unknown.add(name.matches(NAME) ? name : "(not shown)");
              }
            });
    return List.copyOf(unknown);
  }
}
