package io.bellwether.research.sweep;

import io.bellwether.strategy.parameter.NearestName;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** What a search looks for. More is better; a drawdown, being negative, is better nearer to 0. */
public enum Objective {
  SHARPE("Sharpe ratio", false, TrialMetrics::sharpe),
  SORTINO("Sortino ratio", false, TrialMetrics::sortino),
  CALMAR("Calmar ratio", false, TrialMetrics::calmar),
  CAGR("CAGR", true, TrialMetrics::cagr),
  RETURN("total return", true, TrialMetrics::totalReturn),
  PROFIT_FACTOR("profit factor", false, TrialMetrics::profitFactor),
  WIN_RATE("win rate", true, TrialMetrics::winRate),
  MAX_DRAWDOWN("max drawdown", true, TrialMetrics::maxDrawdown);

  private final String label;
  private final boolean fraction;
  private final ToDoubleFunction<TrialMetrics> value;

  Objective(String label, boolean fraction, ToDoubleFunction<TrialMetrics> value) {
    this.label = label;
    this.fraction = fraction;
    this.value = value;
  }

  /** The name on the command line, in kebab-case. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The name people read. */
  public String label() {
    return label;
  }

  /** Whether the value is a fraction, shown as percent. */
  public boolean isFraction() {
    return fraction;
  }

  /** The value of a trial; NaN where it is not defined. */
  public double of(TrialMetrics metrics) {
    return value.applyAsDouble(metrics);
  }

  /** What stands for a figure that is not defined: no merit, and of a drawdown the worst. */
  public double withoutMerit() {
    return this == MAX_DRAWDOWN ? -1 : 0;
  }

  /** The value of a trial; {@link #withoutMerit} where it is not defined. */
  public double orWithoutMerit(TrialMetrics metrics) {
    double figure = of(metrics);
    return Double.isNaN(figure) ? withoutMerit() : figure;
  }

  /** The names there are. */
  public static List<String> ids() {
    return Arrays.stream(values()).map(Objective::id).toList();
  }

  /**
   * The objective of that name.
   *
   * @throws IllegalArgumentException if there is none; the message lists the names
   */
  public static Objective byId(String id) {
    return Arrays.stream(values())
        .filter(objective -> objective.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'"
                        + id
                        + "' is no objective"
                        + NearestName.of(id, ids())
                            .map(near -> "; did you mean '" + near + "'?")
                            .orElse(".")
                        + " There are "
                        + ids().stream().collect(Collectors.joining(", "))));
  }
}
