package io.bellwether.research.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The styles of drawings, one CSS class each. Browsers read them as they are; for other media
 * {@link #of} resolves them in light colours. Colours are those of Okabe and Ito, which
 * colour-blind readers can tell apart; kinds differ in shape, width or dashes too, for black and
 * white paper.
 */
public final class DrawingStyle {
  private static final String LIGHT =
      """
      --paper: #ffffff; --ink: #1b2733; --soft: #5b6b7b; --grid: #e6eaef;
        --price: #3a4a5c; --equity: #0072b2; --benchmark: #77869a; --loss: #d55e00;
        --long: #009e73; --short: #e69f00; --rule: #0072b2; --stop: #d55e00;
        --target: #aa4499; --risk: #1b2733; --body: #ffffff;
        --second: #cc79a7; --third: #b8860b; --fourth: #009e73;""";

  private static final String DARK =
      """
      --paper: #12181f; --ink: #e8edf2; --soft: #9aa8b6; --grid: #263240;
          --price: #b9c6d3; --equity: #56b4e9; --benchmark: #8a97a5; --loss: #ff8a3d;
          --long: #2cc79a; --short: #f0b93a; --rule: #56b4e9; --stop: #ff8a3d;
          --target: #e08fc6; --risk: #e8edf2; --body: #12181f;
          --second: #e5a3c5; --third: #e3c35a; --fourth: #2cc79a;""";

  private static final String CLASSES =
      """
      .bw-paper { fill: var(--paper); }
      .bw-text { fill: var(--ink); font-size: 12px; }
      .bw-title { font-size: 22px; font-weight: 600; }
      .bw-subtitle { font-size: 14px; fill: var(--soft); white-space: pre; }
      .bw-panel { font-size: 13px; font-weight: 600; }
      .bw-legend { fill: var(--soft); }
      .bw-label { fill: var(--soft); }
      .bw-tiny { font-size: 10px; fill: var(--soft); }
      .bw-note { font-size: 11px; fill: var(--soft); white-space: pre; }
      .bw-middle { text-anchor: middle; }
      .bw-end { text-anchor: end; }
      .bw-grid { stroke: var(--grid); stroke-width: 1; shape-rendering: crispEdges; }
      .bw-axis { stroke: var(--soft); stroke-width: 1; shape-rendering: crispEdges; }
      .bw-zero { stroke: var(--ink); stroke-width: 1; shape-rendering: crispEdges; }
      .bw-line { fill: none; stroke-width: 1.5; stroke-linejoin: round; }
      .bw-price { stroke: var(--price); stroke-width: 1.2; }
      .bw-equity { stroke: var(--equity); stroke-width: 1.8; }
      .bw-benchmark { stroke: var(--benchmark); stroke-width: 1.2; stroke-dasharray: 5 3; }
      .bw-drawdown { fill: var(--loss); fill-opacity: 0.2; }
      .bw-depth { stroke: var(--loss); stroke-width: 1; }
      .bw-first { stroke: var(--equity); stroke-width: 1.5; }
      .bw-second { stroke: var(--second); stroke-width: 1.5; stroke-dasharray: 7 3; }
      .bw-third { stroke: var(--third); stroke-width: 1.5; stroke-dasharray: 2 2; }
      .bw-fourth { stroke: var(--fourth); stroke-width: 1.5; stroke-dasharray: 9 3 2 3; }
      .bw-run-a { stroke: var(--equity); stroke-width: 1.8; }
      .bw-run-b { stroke: var(--loss); stroke-width: 1.6; stroke-dasharray: 8 2; }
      .bw-run-c { stroke: var(--long); stroke-width: 1.6; stroke-dasharray: 2 2; }
      .bw-run-d { stroke: var(--second); stroke-width: 1.6; stroke-dasharray: 9 3 2 3; }
      .bw-run-e { stroke: var(--third); stroke-width: 1.8; }
      .bw-run-f { stroke: var(--target); stroke-width: 1.6; stroke-dasharray: 4 2; }
      .bw-run-g { stroke: var(--price); stroke-width: 1.6; stroke-dasharray: 12 3; }
      .bw-run-h { stroke: var(--short); stroke-width: 1.6; stroke-dasharray: 1 2; }
      .bw-threshold { stroke: var(--soft); stroke-width: 1; stroke-dasharray: 3 3; }
      .bw-wick { stroke: var(--price); stroke-width: 1; fill: none; }
      .bw-rising { fill: var(--body); stroke: var(--price); stroke-width: 1; }
      .bw-falling { fill: var(--price); stroke: var(--price); stroke-width: 1; }
      .bw-mark { stroke: var(--paper); stroke-width: 0.8; paint-order: stroke; }
      .bw-long { fill: var(--long); }
      .bw-short { fill: var(--short); }
      .bw-rule { fill: var(--rule); }
      .bw-stop { fill: none; stroke: var(--stop); stroke-width: 2.4; }
      .bw-target { fill: var(--target); }
      .bw-risk { fill: var(--risk); }
      .bw-open { fill: var(--body); stroke: var(--long); stroke-width: 1.8; }
      .bw-row { fill: none; stroke-width: 1; shape-rendering: crispEdges; }
      .bw-row-long { stroke: var(--long); }
      .bw-row-short { stroke: var(--short); }
      .bw-row-rule { stroke: var(--rule); }
      .bw-row-stop { stroke: var(--stop); }
      .bw-row-target { stroke: var(--target); }
      .bw-row-risk { stroke: var(--risk); }
      .bw-row-open { stroke: var(--long); }
      .bw-track { fill: var(--grid); fill-opacity: 0.6; }
      .bw-held { fill: var(--long); fill-opacity: 0.75; }
      .bw-held-other { fill: var(--short); fill-opacity: 0.85; }
      .bw-heat-a { fill: #00224e; }
      .bw-heat-b { fill: #123570; }
      .bw-heat-c { fill: #3b496c; }
      .bw-heat-d { fill: #575d6d; }
      .bw-heat-e { fill: #707173; }
      .bw-heat-f { fill: #8a8678; }
      .bw-heat-g { fill: #a59c74; }
      .bw-heat-h { fill: #c3b369; }
      .bw-heat-i { fill: #e1cc55; }
      .bw-heat-none { fill: var(--grid); }
      .bw-heat-best { fill: none; stroke: var(--stop); stroke-width: 3; }
      .bw-heat-dark { fill: #ffffff; font-size: 11px; }
      .bw-heat-light { fill: #000000; font-size: 11px; }
      .bw-bar-gain { fill: var(--equity); fill-opacity: 0.85; }
      .bw-bar-loss { fill: var(--loss); fill-opacity: 0.45; stroke: var(--loss); stroke-width: 1; }
      """;

  /** The style sheet of an SVG of class {@code bw-chart}: light, or dark as the reader's system. */
  public static final String CSS =
      ".bw-chart { "
          + LIGHT
          + "\n  font-family: \"Helvetica Neue\", Helvetica, Arial, \"Liberation Sans\", sans-serif; }\n"
          + "@media screen and (prefers-color-scheme: dark) {\n  .bw-chart { "
          + DARK
          + " } }\n"
          + CLASSES;

  private static final Pattern DECLARATION = Pattern.compile("([a-z-]+): ([^;]+);");
  private static final Map<String, String> COLOURS = declarations(LIGHT);
  private static final Map<String, Map<String, String>> RULES = rules();

  private DrawingStyle() {}

  /** Where a text ends up of its point. */
  public enum Anchor {
    START,
    MIDDLE,
    END
  }

  /**
   * What a list of classes comes to in light colours.
   *
   * @param fill six hexadecimal digits; empty for none
   * @param fillOpacity 0 to 1
   * @param stroke six hexadecimal digits; empty for none
   * @param strokeWidth in the drawing's units
   * @param strokeFirst whether the fill covers the stroke, not the stroke the fill
   * @param dashes lengths drawn and left out in turns; empty for a solid line
   * @param fontSize in the drawing's units
   * @param bold whether text is bold
   * @param anchor where text is of its point
   */
  public record Look(
      Optional<String> fill,
      double fillOpacity,
      Optional<String> stroke,
      double strokeWidth,
      boolean strokeFirst,
      List<Double> dashes,
      double fontSize,
      boolean bold,
      Anchor anchor) {}

  /**
   * Resolves classes as a browser would: of two that set one property, the later in the style sheet
   * wins. Without a fill, shapes are black, as in SVG.
   *
   * @param classes separated by spaces
   * @throws IllegalArgumentException if there is no such class
   */
  public static Look of(String classes) {
    List<String> wanted = List.of(classes.split(" "));
    for (String name : wanted) {
      if (!RULES.containsKey(name)) {
        throw new IllegalArgumentException("no drawing style is called '" + name + "'");
      }
    }
    Map<String, String> set = new LinkedHashMap<>();
    RULES.forEach(
        (name, declarations) -> {
          if (wanted.contains(name)) {
            set.putAll(declarations);
          }
        });
    return new Look(
        colour(set.getOrDefault("fill", "#000000")),
        Double.parseDouble(set.getOrDefault("fill-opacity", "1")),
        colour(set.getOrDefault("stroke", "none")),
        Double.parseDouble(set.getOrDefault("stroke-width", "1")),
        set.containsKey("paint-order"),
        numbers(set.getOrDefault("stroke-dasharray", "")),
        Double.parseDouble(set.getOrDefault("font-size", "12px").replace("px", "")),
        set.containsKey("font-weight"),
        switch (set.getOrDefault("text-anchor", "start")) {
          case "middle" -> Anchor.MIDDLE;
          case "end" -> Anchor.END;
          default -> Anchor.START;
        });
  }

  private static Optional<String> colour(String value) {
    if (value.equals("none")) {
      return Optional.empty();
    }
    String hex =
        value.startsWith("var(")
            ? COLOURS.getOrDefault(value.substring(4, value.length() - 1), "")
            : value;
    return Optional.of(hex.substring(1));
  }

  private static List<Double> numbers(String text) {
    List<Double> numbers = new ArrayList<>();
    for (String number : text.split(" ")) {
      if (!number.isEmpty()) {
        numbers.add(Double.valueOf(number));
      }
    }
    return numbers;
  }

  private static Map<String, Map<String, String>> rules() {
    Map<String, Map<String, String>> rules = new LinkedHashMap<>();
    Matcher rule = Pattern.compile("\\.(bw-[a-z-]+) \\{([^}]*)}").matcher(CLASSES);
    while (rule.find()) {
      rules.put(rule.group(1), declarations(rule.group(2)));
    }
    return rules;
  }

  private static Map<String, String> declarations(String text) {
    Map<String, String> declarations = new LinkedHashMap<>();
    Matcher declaration = DECLARATION.matcher(text);
    while (declaration.find()) {
      declarations.put(declaration.group(1), declaration.group(2));
    }
    return declarations;
  }
}
