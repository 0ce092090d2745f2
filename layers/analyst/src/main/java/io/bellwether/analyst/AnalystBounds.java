package io.bellwether.analyst;

import io.bellwether.market.Timeframe;
import io.bellwether.research.search.ParameterAxis;
import io.bellwether.research.search.ParameterSpace;
import io.bellwether.strategy.StrategyCatalog;
import io.bellwether.strategy.parameter.InvalidParametersException;
import io.bellwether.strategy.parameter.ParameterSpec;
import io.bellwether.strategy.parameter.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which parameters of a strategy may be proposed, with all values each may be given.
 *
 * <p>Entries are written {@code rsi2.entry-rsi=10..40:5}, the values in the notation of {@link
 * ParameterSpace#read}; lines and semicolons separate them, and what follows a {@code #} is a
 * remark. Packaged ones come with the code. Where a configuration names a strategy, its entries
 * stand in the place of all packaged ones of that strategy.
 */
public final class AnalystBounds {
  private static final String PACKAGED = "bounds.txt";

  private AnalystBounds() {}

  /**
   * One entry.
   *
   * @param range of a parameter, such as {@code entry-rsi=10..40:5}
   */
  private record Entry(String strategy, String range) {}

  /** The bounds of a built-in strategy; see the other method. */
  public static ParameterSpace of(
      String strategy,
      Timeframe timeframe,
      Map<String, String> parameters,
      Optional<String> override) {
    return of(StrategyCatalog.standard(), strategy, timeframe, parameters, override);
  }

  /**
   * The bounds of a strategy.
   *
   * @param catalog knows the strategy
   * @param parameters in force: their values may always be kept, and stand on the axes as written
   * @param override entries from configuration
   * @throws InvalidParametersException with everything that is wrong, also about other strategies
   */
  public static ParameterSpace of(
      StrategyCatalog catalog,
      String strategy,
      Timeframe timeframe,
      Map<String, String> parameters,
      Optional<String> override) {
    List<Problem> problems = new ArrayList<>();
    List<ParameterSpec> specs = catalog.parameters(strategy, timeframe);
    List<Entry> configured = entries(override.orElse(""), catalog, problems);
    boolean own = configured.stream().anyMatch(entry -> entry.strategy().equals(strategy));
    List<String> ranges =
        (own ? configured : entries(packaged(), catalog, problems))
            .stream().filter(entry -> entry.strategy().equals(strategy)).map(Entry::range).toList();
    if (ranges.isEmpty()) {
      problems.add(
          new Problem(
              List.of(),
              "nothing says what may be proposed; write "
                  + strategy
                  + ".<parameter>=<values> for each parameter"));
    }
    ParameterSpace space = ParameterSpace.read(specs, ranges, problems);
    if (!problems.isEmpty()) {
      throw new InvalidParametersException(strategy, problems);
    }
    return new ParameterSpace(
        space.axes().stream().map(axis -> with(inForce(axis, specs, parameters), axis)).toList());
  }

  private static List<Entry> entries(String text, StrategyCatalog catalog, List<Problem> problems) {
    List<Entry> entries = new ArrayList<>();
    for (String line : text.lines().toList()) {
      int remark = line.indexOf('#');
      for (String part : (remark < 0 ? line : line.substring(0, remark)).split(";", -1)) {
        String entry = part.strip();
        int dot = entry.indexOf('.');
        int equals = entry.indexOf('=');
        if (entry.isEmpty()) {
          continue;
        }
        if (dot < 1 || equals < dot) {
          problems.add(
              new Problem(
                  List.of(), "bounds: '" + entry + "' is no entry; write rsi2.entry-rsi=10..40:5"));
        } else if (!catalog.names().contains(entry.substring(0, dot))) {
          problems.add(
              new Problem(
                  List.of(),
                  "bounds: there is no strategy '%s' for '%s'. Known: %s"
                      .formatted(
                          entry.substring(0, dot), entry, String.join(", ", catalog.names()))));
        } else {
          entries.add(new Entry(entry.substring(0, dot), entry.substring(dot + 1)));
        }
      }
    }
    return entries;
  }

  private static String inForce(
      ParameterAxis axis, List<ParameterSpec> specs, Map<String, String> parameters) {
    ParameterSpec spec =
        specs.stream().filter(one -> one.name().equals(axis.name())).findFirst().orElseThrow();
    return parameters.getOrDefault(spec.name(), spec.defaultValue());
  }

  /** The axis with the value on it to the letter: 0.90 in the place of 0.9. */
  private static ParameterAxis with(String value, ParameterAxis axis) {
    List<String> values =
        axis.values().stream()
            .filter(one -> !(axis.ordered() ? isSameNumber(one, value) : one.equals(value)))
            .collect(Collectors.toCollection(ArrayList::new));
    values.add(value);
    if (axis.ordered()) {
      values.sort(Comparator.comparing(BigDecimal::new));
    }
    return new ParameterAxis(axis.name(), values, axis.ordered());
  }

  private static boolean isSameNumber(String a, String b) {
    return new BigDecimal(a).compareTo(new BigDecimal(b)) == 0;
  }

  private static String packaged() {
    try (InputStream resource = AnalystBounds.class.getResourceAsStream(PACKAGED)) {
      if (resource == null) {
        throw new IllegalStateException(PACKAGED + " is not packaged");
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
