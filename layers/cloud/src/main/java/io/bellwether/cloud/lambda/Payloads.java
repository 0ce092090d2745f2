package io.bellwether.cloud.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Function;

/** What functions read out of their payload. */
public final class Payloads {
  /** Of an account's name, or a reason that people are to read. */
  private static final int LONGEST = 1_000;

  /** Clocks of schedule and function may differ by this much. */
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

  private Payloads() {}

  /**
   * The text of a key, empty if there is no such key.
   *
   * @throws IllegalArgumentException if it is something else: nothing may be taken for "all"
   */
  public static String text(ObjectNode payload, String key) {
    JsonNode value = payload.path(key);
    boolean fits =
        value.isTextual() && !value.textValue().isBlank() && value.textValue().length() <= LONGEST;
    if (!value.isMissingNode() && !fits) {
      throw new IllegalArgumentException(
          "'" + key + "' must be a text of 1 to " + LONGEST + " characters that is not blank");
    }
    return value.asText("");
  }

  /**
   * The text of a key that has to be there.
   *
   * @throws IllegalArgumentException if it is not, or is something else
   */
  public static String required(ObjectNode payload, String key) {
    String text = text(payload, key);
    if (text.isEmpty()) {
      throw new IllegalArgumentException("'" + key + "' is missing");
    }
    return text;
  }

  /**
   * An instant.
   *
   * @throws IllegalArgumentException if it is something else
   */
  public static Optional<Instant> instant(ObjectNode payload, String key) {
    return parsed(payload, key, Instant::parse, "an instant such as 2026-11-20T15:30:00Z");
  }

  /**
   * An instant that is not in the future, but for what clocks may differ by.
   *
   * @throws IllegalArgumentException if it is, or is something else
   */
  public static Optional<Instant> past(ObjectNode payload, String key, Instant now) {
    Optional<Instant> time = instant(payload, key);
    if (time.filter(found -> found.isAfter(now.plus(CLOCK_SKEW))).isPresent()) {
      throw new IllegalArgumentException(time.get() + " is in the future; it is " + now);
    }
    return time;
  }

  /**
   * A date.
   *
   * @throws IllegalArgumentException if it is something else
   */
  public static Optional<LocalDate> date(ObjectNode payload, String key) {
    return parsed(payload, key, LocalDate::parse, "a date such as 2026-11-20");
  }

  /**
   * Whether something is asked for; not, if there is no such key.
   *
   * @throws IllegalArgumentException if it is something else than true or false
   */
  public static boolean flag(ObjectNode payload, String key) {
    JsonNode value = payload.path(key);
    if (!value.isMissingNode() && !value.isBoolean()) {
      throw new IllegalArgumentException("'" + key + "' must be true or false, not " + value);
    }
    return value.asBoolean();
  }

  private static <T> Optional<T> parsed(
      ObjectNode payload, String key, Function<String, T> parser, String expected) {
    JsonNode node = payload.get(key);
    if (node == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(parser.apply(node.asText()));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "'%s' must be %s, not '%s'".formatted(key, expected, node.asText()), e);
    }
  }
}
