package io.bellwether.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What actions read out of their payload. */
final class Payloads {
  /** Of an account's name, or a reason that people are to read. */
  private static final int LONGEST = 1_000;

  private Payloads() {}

  /**
   * The text of a key, empty if there is no such key.
   *
   * @throws IllegalArgumentException if it is something else: nothing may be taken for "all"
   */
  static String text(ObjectNode payload, String key) {
    JsonNode value = payload.path(key);
    boolean fits =
        value.isTextual() && !value.textValue().isBlank() && value.textValue().length() <= LONGEST;
    if (!value.isMissingNode() && !fits) {
      throw new IllegalArgumentException(
          "'" + key + "' must be a text of 1 to " + LONGEST + " characters that is not blank");
    }
    return value.asText("");
  }
}
