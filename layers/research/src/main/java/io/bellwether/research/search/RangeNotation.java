package io.bellwether.research.search;

import io.bellwether.strategy.parameter.ParameterSpec;
import io.bellwether.strategy.parameter.ParameterType;
import io.bellwether.strategy.parameter.Problem;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values of one parameter as people write them.
 *
 * <table>
 * <caption>Notations; several, separated by commas, may be mixed</caption>
 * <tr><td>{@code 5,10,20}</td><td>these values</td></tr>
 * <tr><td>{@code 10..40:5}</td><td>10, 15, ... 40: steps are added, and the end is included if they
 *     reach it</td></tr>
 * <tr><td>{@code 10..40}</td><td>in steps of 1; for whole numbers only</td></tr>
 * <tr><td>{@code 5..50*1.5}</td><td>5, 7.5, 11.25, ...: multiplied; whole numbers are rounded half
 *     up, others to six digits, and what is then equal is one value</td></tr>
 * <tr><td>{@code on,off}</td><td>words of a switch or a choice</td></tr>
 * </table>
 *
 * <p>Steps are decimal: {@code 0.1..0.5:0.1} is 0.1, 0.2, 0.3, 0.4, 0.5 to the letter.
 */
final class RangeNotation {
  /** More values of one parameter than anyone means to try. */
  private static final int MOST_VALUES = 100_000;

  private static final String NUMBER = "[+-]?[0-9]+(?:\\.[0-9]+)?";
  private static final Pattern RANGE =
      Pattern.compile("(" + NUMBER + ")\\.\\.(" + NUMBER + ")(?:([:*])(" + NUMBER + "))?");
  private static final MathContext SIX_DIGITS = new MathContext(6, RoundingMode.HALF_UP);
  private static final String EXPECTED = "write values such as 5,10,20 or a range such as ";

  private final ParameterSpec spec;
  private final Collection<Problem> problems;

  private RangeNotation(ParameterSpec spec, Collection<Problem> problems) {
    this.spec = spec;
    this.problems = problems;
  }

  /**
   * Reads the values of a parameter.
   *
   * @param problems receives what is wrong
   * @return nothing if anything was wrong
   */
  static Optional<ParameterAxis> read(
      ParameterSpec spec, String text, Collection<Problem> problems) {
    return new RangeNotation(spec, problems).read(text);
  }

  private Optional<ParameterAxis> read(String text) {
    int before = problems.size();
    List<String> values = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      readPart(part.strip(), values);
    }
    boolean ordered = isWhole() || spec.type() instanceof ParameterType.DecimalNumber;
    if (problems.size() == before) {
      checkAccepted(values);
    }
    if (problems.size() == before && ordered) {
      values.sort(Comparator.comparing(BigDecimal::new));
    }
    if (problems.size() == before) {
      checkDistinct(values, ordered);
    }
    return problems.size() == before
        ? Optional.of(new ParameterAxis(spec.name(), values, ordered))
        : Optional.empty();
  }

  private void readPart(String part, List<String> values) {
    boolean numeric = isWhole() || spec.type() instanceof ParameterType.DecimalNumber;
    if (!numeric || !part.contains("..")) {
      values.add(part);
      return;
    }
    Matcher range = RANGE.matcher(part);
    if (!range.matches()) {
      problem("'" + part + "' is no range; " + EXPECTED + example());
      return;
    }
    BigDecimal from = new BigDecimal(range.group(1));
    BigDecimal to = new BigDecimal(range.group(2));
    if (from.compareTo(to) > 0) {
      problem("'" + part + "' ends before it starts");
    } else if (range.group(3) == null) {
      if (isWhole()) {
        addSteps(part, from, to, BigDecimal.ONE, values);
      } else {
        problem("'" + part + "' needs a step, such as " + part + ":0.1");
      }
    } else if (range.group(3).equals(":")) {
      addSteps(part, from, to, new BigDecimal(range.group(4)), values);
    } else {
      addMultiples(part, from, to, new BigDecimal(range.group(4)), values);
    }
  }

  private void addSteps(
      String part, BigDecimal from, BigDecimal to, BigDecimal step, List<String> values) {
    if (step.signum() <= 0) {
      problem("the step of '" + part + "' must be more than 0");
      return;
    }
    if (to.subtract(from).divide(step, MathContext.DECIMAL64).doubleValue() >= MOST_VALUES) {
      problem("'" + part + "' has more than " + MOST_VALUES + " values");
      return;
    }
    for (BigDecimal x = from; x.compareTo(to) <= 0; x = x.add(step)) {
      values.add(x.toPlainString());
    }
  }

  private void addMultiples(
      String part, BigDecimal from, BigDecimal to, BigDecimal factor, List<String> values) {
    if (factor.compareTo(BigDecimal.ONE) <= 0) {
      problem("the factor of '" + part + "' must be more than 1");
      return;
    }
    if (from.signum() <= 0) {
      problem("'" + part + "' must start above 0 to be multiplied");
      return;
    }
    double count = Math.log(to.doubleValue() / from.doubleValue()) / Math.log(factor.doubleValue());
    if (!(count < MOST_VALUES)) {
      problem("'" + part + "' has more than " + MOST_VALUES + " values");
      return;
    }
    String last = "";
    for (BigDecimal x = from;
        x.compareTo(to) <= 0;
        x = x.multiply(factor, MathContext.DECIMAL128)) {
      String value = rounded(x);
      if (!value.equals(last)) {
        values.add(value);
      }
      last = value;
    }
  }

  private String rounded(BigDecimal x) {
    BigDecimal value =
        isWhole() ? x.setScale(0, RoundingMode.HALF_UP) : x.round(SIX_DIGITS).stripTrailingZeros();
    return value.toPlainString();
  }

  private void checkAccepted(List<String> values) {
    List<String> refused = values.stream().filter(value -> !spec.type().accepts(value)).toList();
    if (!refused.isEmpty()) {
      String shown = String.join(", ", refused.subList(0, Math.min(3, refused.size())));
      problem(
          "must be "
              + spec.type().accepted()
              + ", not '"
              + shown
              + (refused.size() > 3 ? ", ... (" + refused.size() + " values)'" : "'"));
    }
  }

  /** A value that is given twice would be tried twice, and counted as two trials. */
  private void checkDistinct(List<String> values, boolean ordered) {
    Map<BigDecimal, String> numbers = new TreeMap<>();
    Map<String, String> words = new TreeMap<>();
    for (String value : values) {
      String same = ordered ? numbers.put(new BigDecimal(value), value) : words.put(value, value);
      if (same != null) {
        problem(
            same.equals(value)
                ? "has the value " + value + " twice"
                : "has one value twice, as " + same + " and " + value);
        return;
      }
    }
  }

  private boolean isWhole() {
    return spec.type() instanceof ParameterType.WholeNumber;
  }

  private String example() {
    return isWhole() ? "10..40:5" : "0.5..0.9:0.1";
  }

  private void problem(String text) {
    problems.add(new Problem(List.of(spec.name()), spec.name() + ": " + text));
  }
}
