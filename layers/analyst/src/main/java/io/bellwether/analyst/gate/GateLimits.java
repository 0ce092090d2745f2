package io.bellwether.analyst.gate;

import static io.bellwether.strategy.parameter.Interval.closed;
import static io.bellwether.strategy.parameter.Interval.openClosed;

import io.bellwether.strategy.parameter.ParameterSpec;
import io.bellwether.strategy.parameter.ParameterValues;
import io.bellwether.strategy.parameter.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the gate demands. Limits are on one proposal; what they let through together is measured by
 * {@code bellwether gate study}.
 *
 * @param minimumSessions how long the record must be, in sessions
 * @param minimumTrades how many trades the candidate must have closed
 * @param searchLuck the p-value that the candidate may have at most against the best of its bounds
 *     on permuted markets, above 0
 * @param permutations how many permuted markets are searched
 * @param deflatedSharpe the least probability that the true Sharpe ratio is above luck's
 * @param walkForward the least probability that the joined tests have a true Sharpe ratio above 0
 * @param walkForwardLead the least probability that they are ahead of the version in force
 * @param improvement the p-value that the lead over the version in force may have at most, given
 *     all sets of the bounds
 * @param overfitting the probability of backtest overfitting allowed
 * @param lossElsewhere the probability allowed that the best of one half of history loses in the
 *     other
 * @param drawdownMargin by how much the candidate's maximum drawdown may be deeper than that of the
 *     version in force, as a fraction of equity
 * @param plateau the least mean ratio of the neighbours' Sharpe ratios to the candidate's
 */
public record GateLimits(
    int minimumSessions,
    int minimumTrades,
    double searchLuck,
    int permutations,
    double deflatedSharpe,
    double walkForward,
    double walkForwardLead,
    double improvement,
    double overfitting,
    double lossElsewhere,
    double drawdownMargin,
    double plateau) {
  private static final ParameterSpec MINIMUM_SESSIONS =
      ParameterSpec.wholeNumber("minimum-sessions", 504, 250, 100_000, "sessions of the record");
  private static final ParameterSpec MINIMUM_TRADES =
      ParameterSpec.wholeNumber("minimum-trades", 30, 2, 100_000, "closed trades");
  private static final ParameterSpec SEARCH_LUCK =
      ParameterSpec.number("search-luck", "0.03", openClosed(0, 1), "p-value at most");
  private static final ParameterSpec PERMUTATIONS =
      ParameterSpec.wholeNumber("permutations", 99, 19, 10_000, "permuted markets");
  private static final ParameterSpec DEFLATED_SHARPE =
      ParameterSpec.number("deflated-sharpe", "0.5", closed(0, 1), "probability at least");
  private static final ParameterSpec WALK_FORWARD =
      ParameterSpec.number("walk-forward", "0.6", closed(0, 1), "probability at least");
  private static final ParameterSpec WALK_FORWARD_LEAD =
      ParameterSpec.number("walk-forward-lead", "0.5", closed(0, 1), "probability at least");
  private static final ParameterSpec IMPROVEMENT =
      ParameterSpec.number("improvement", "0.45", openClosed(0, 1), "p-value at most");
  private static final ParameterSpec OVERFITTING =
      ParameterSpec.number("overfitting", "0.5", closed(0, 1), "probability at most");
  private static final ParameterSpec LOSS_ELSEWHERE =
      ParameterSpec.number("loss-elsewhere", "0.3", closed(0, 1), "probability at most");
  private static final ParameterSpec DRAWDOWN_MARGIN =
      ParameterSpec.number("drawdown-margin", "0.15", closed(0, 1), "fraction of equity at most");
  private static final ParameterSpec PLATEAU =
      ParameterSpec.number("plateau", "0.45", closed(0, 1), "ratio at least");

  private static final List<ParameterSpec> SPECS =
      List.of(
          MINIMUM_SESSIONS,
          MINIMUM_TRADES,
          SEARCH_LUCK,
          PERMUTATIONS,
          DEFLATED_SHARPE,
          WALK_FORWARD,
          WALK_FORWARD_LEAD,
          IMPROVEMENT,
          OVERFITTING,
          LOSS_ELSEWHERE,
          DRAWDOWN_MARGIN,
          PLATEAU);

  /** The limits that the study in docs/guide/gate.md was made with. */
  public static final GateLimits DEFAULT = of(ParameterValues.defaultsOf(SPECS));

  /** Limits that can be met, or not, at all. */
  public GateLimits {
    if (permutations < 1 || !(searchLuck * (1 + permutations) >= 1)) {
      throw new IllegalArgumentException(unreachable(searchLuck, permutations));
    }
  }

  private static String unreachable(double searchLuck, int permutations) {
    return "search-luck of "
        + searchLuck
        + " cannot be reached with "
        + permutations
        + " permutations, whose least p-value is 1 / (1 + permutations); ask for more permutations";
  }

  /** The limits by name with their ranges and defaults. */
  public static List<ParameterSpec> specs() {
    return SPECS;
  }

  /**
   * Reads limits such as {@code minimum-trades=50,search-luck=0.01}; those not named keep their
   * defaults, and empty text is all of them.
   *
   * @throws IllegalArgumentException if anything is wrong; the message lists everything
   */
  public static GateLimits parse(String text) {
    List<String> wrong = new ArrayList<>();
    Map<String, String> given = new LinkedHashMap<>();
    for (String part : text.isBlank() ? new String[0] : text.split(",", -1)) {
      int equals = part.indexOf('=');
      if (equals < 1) {
        wrong.add("'" + part.strip() + "' is no limit; write name=value");
      } else if (given.put(part.substring(0, equals).strip(), part.substring(equals + 1)) != null) {
        wrong.add(part.substring(0, equals).strip() + " is given twice");
      }
    }
    List<Problem> problems = new ArrayList<>();
    ParameterValues values = ParameterValues.read(SPECS, given, problems);
    problems.forEach(problem -> wrong.add(problem.text()));
    double luck = values.number(SEARCH_LUCK);
    int markets = values.wholeNumber(PERMUTATIONS);
    if (luck * (1 + markets) < 1) {
      wrong.add(unreachable(luck, markets));
    }
    if (!wrong.isEmpty()) {
      throw new IllegalArgumentException(
          wrong.stream()
              .map(one -> "\n- " + one)
              .collect(Collectors.joining("", "gate limits:", "")));
    }
    return of(values);
  }

  private static GateLimits of(ParameterValues values) {
    return new GateLimits(
        values.wholeNumber(MINIMUM_SESSIONS),
        values.wholeNumber(MINIMUM_TRADES),
        values.number(SEARCH_LUCK),
        values.wholeNumber(PERMUTATIONS),
        values.number(DEFLATED_SHARPE),
        values.number(WALK_FORWARD),
        values.number(WALK_FORWARD_LEAD),
        values.number(IMPROVEMENT),
        values.number(OVERFITTING),
        values.number(LOSS_ELSEWHERE),
        values.number(DRAWDOWN_MARGIN),
        values.number(PLATEAU));
  }
}
