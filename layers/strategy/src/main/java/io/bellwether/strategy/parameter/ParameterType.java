package io.bellwether.strategy.parameter;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a parameter's text may be. */
public sealed interface ParameterType {
  /** What is accepted, in words: {@code a whole number, at least 1 and at most 10000}. */
  String accepted();

  /** Whether a text is accepted. */
  boolean accepts(String text);

  /**
   * A whole number.
   *
   * @param minimum the least accepted
   * @param maximum the greatest accepted
   */
  record WholeNumber(int minimum, int maximum) implements ParameterType {
    private static final Pattern NOTATION = Pattern.compile("[+-]?[0-9]{1,9}");

    @Override
    public String accepted() {
      return "a whole number, at least " + minimum + " and at most " + maximum;
    }

    @Override
    public boolean accepts(String text) {
      if (!NOTATION.matcher(text).matches()) {
        return false;
      }
      int value = Integer.parseInt(text);
      return value >= minimum && value <= maximum;
    }
  }

  /**
   * A number, with a point before its decimals whatever the locale.
   *
   * @param interval where it may lie
   */
  record Real(Interval interval) implements ParameterType {
    private static final Pattern NOTATION =
        Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]{1,3})?");

    @Override
    public String accepted() {
      return "a number such as 0.5, " + interval;
    }

    @Override
    public boolean accepts(String text) {
      return NOTATION.matcher(text).matches() && interval.contains(Double.parseDouble(text));
    }
  }

  /** On or off. */
  record OnOff() implements ParameterType {
    @Override
    public String accepted() {
      return "on or off";
    }

    @Override
    public boolean accepts(String text) {
      return text.equals("on") || text.equals("off");
    }
  }

  /**
   * One of several words.
   *
   * @param choices the words
   */
  record Choice(List<String> choices) implements ParameterType {
    @Override
    public String accepted() {
      return "one of " + String.join(", ", choices);
    }

    @Override
    public boolean accepts(String text) {
      return choices.contains(text);
    }
  }

  /** A time zone of the tz database. */
  record TimeZone() implements ParameterType {
    @Override
    public String accepted() {
      return "a time zone such as America/New_York or UTC";
    }

    @Override
    public boolean accepts(String text) {
      return zone(text).isPresent();
    }

    static Optional<ZoneId> zone(String text) {
      try {
        return Optional.of(ZoneId.of(text));
      } catch (DateTimeException e) {
        return Optional.empty();
      }
    }
  }
}
