package io.bellwether.strategy.parameter;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Values of a strategy's parameters: given ones, and defaults for the rest. */
public final class ParameterValues {
  private final Map<String, String> texts;

  private ParameterValues(Map<String, String> texts) {
    this.texts = texts;
  }

  /**
   * Reads given texts. A value that is not accepted becomes a problem and its default stands in for
   * it; so does a name that no parameter has.
   *
   * @param specs the parameters there are
   * @param given texts by name; may be incomplete
   * @param problems receives what is wrong
   */
  public static ParameterValues read(
      List<ParameterSpec> specs, Map<String, String> given, Collection<Problem> problems) {
    Map<String, String> texts = defaults(specs);
    // In order of name, so that the same mistakes always make the same message.
    for (Map.Entry<String, String> entry : new TreeMap<>(given).entrySet()) {
      String name = entry.getKey();
      String text = entry.getValue().strip();
      specs.stream()
          .filter(spec -> spec.name().equals(name))
          .findFirst()
          .ifPresentOrElse(
              spec -> readOne(spec, text, texts, problems),
              () -> problems.add(unknown(name, texts.keySet())));
    }
    return new ParameterValues(texts);
  }

  /** The defaults. */
  public static ParameterValues defaultsOf(List<ParameterSpec> specs) {
    return new ParameterValues(defaults(specs));
  }

  /** The defaults by name, in the order of the specifications. */
  public static Map<String, String> defaults(List<ParameterSpec> specs) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (ParameterSpec spec : specs) {
      texts.put(spec.name(), spec.defaultValue());
    }
    return texts;
  }

  private static void readOne(
      ParameterSpec spec, String text, Map<String, String> texts, Collection<Problem> problems) {
    if (spec.type().accepts(text)) {
      texts.put(spec.name(), text);
    } else {
      problems.add(
          new Problem(
              List.of(spec.name()),
              spec.name() + " must be " + spec.type().accepted() + ", not '" + text + "'"));
    }
  }

  private static Problem unknown(String name, Collection<String> known) {
    List<String> names = new ArrayList<>(known);
    return new Problem(
        List.of(),
        "there is no parameter '"
            + name
            + "'"
            + NearestName.of(name, names).map(near -> "; did you mean '" + near + "'?").orElse("")
            + ". Known: "
            + String.join(", ", names));
  }

  /** The value of a whole number. */
  public int wholeNumber(ParameterSpec spec) {
    return Integer.parseInt(text(spec));
  }

  /** The value of a number. */
  public double number(ParameterSpec spec) {
    return Double.parseDouble(text(spec));
  }

  /** Whether a switch is on. */
  public boolean isOn(ParameterSpec spec) {
    return text(spec).equals("on");
  }

  /** The value of a time zone. */
  public ZoneId zone(ParameterSpec spec) {
    return ZoneId.of(text(spec));
  }

  /** The value as text. */
  public String text(ParameterSpec spec) {
    String text = texts.get(spec.name());
    if (text == null) {
      throw new IllegalArgumentException("no parameter '" + spec.name() + "' was declared");
    }
    return text;
  }
}
