package io.bellwether.strategy.parameter;

import java.util.List;

/**
 * One parameter of a strategy.
 *
 * @param name in kebab-case, such as {@code entry-rsi}
 * @param type what is accepted, with its bounds
 * @param defaultValue the value if none is given, in the notation of the type
 * @param description one line for people, with the unit
 */
public record ParameterSpec(
    String name, ParameterType type, String defaultValue, String description) {
  public ParameterSpec {
    if (!type.accepts(defaultValue)) {
      throw new IllegalArgumentException(
          "default of " + name + " is '" + defaultValue + "', must be " + type.accepted());
    }
  }

  /** A whole number between two bounds, both included. */
  public static ParameterSpec wholeNumber(
      String name, int defaultValue, int minimum, int maximum, String description) {
    return new ParameterSpec(
        name,
        new ParameterType.WholeNumber(minimum, maximum),
        Integer.toString(defaultValue),
        description);
  }

  /** A number; the default is text so that it is shown as it was written. */
  public static ParameterSpec number(
      String name, String defaultValue, Interval interval, String description) {
    return new ParameterSpec(name, new ParameterType.Real(interval), defaultValue, description);
  }

  /** A switch. */
  public static ParameterSpec onOff(String name, boolean defaultValue, String description) {
    return new ParameterSpec(
        name, new ParameterType.OnOff(), defaultValue ? "on" : "off", description);
  }

  /** One of several words, the first being the default. */
  public static ParameterSpec choice(String name, List<String> choices, String description) {
    return new ParameterSpec(
        name, new ParameterType.Choice(List.copyOf(choices)), choices.getFirst(), description);
  }

  /** A time zone. */
  public static ParameterSpec timeZone(String name, String defaultValue, String description) {
    return new ParameterSpec(name, new ParameterType.TimeZone(), defaultValue, description);
  }

  /** The same parameter with another default. */
  public ParameterSpec withDefault(String value) {
    return new ParameterSpec(name, type, value, description);
  }
}
