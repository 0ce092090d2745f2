package io.bellwether.research.walkforward;

import io.bellwether.research.metrics.Conventions;
import io.bellwether.research.metrics.DailyRatios;
import io.bellwether.research.search.ParameterAxis;
import io.bellwether.research.search.ParameterSpace;
import io.bellwether.research.sweep.SweepTask;
import io.bellwether.research.sweep.Trial;
import io.bellwether.research.sweep.TrialMetrics;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * What a walk forward came to.
 *
 * @param task what all sets have in common
 * @param space the space that was searched
 * @param capital the money at the start of the first test
 * @param windows in order
 * @param days the equity at the end of each day of the tests, all windows joined
 * @param conventions periods in a year
 */
public record WalkForwardResult(
    SweepTask task,
    ParameterSpace space,
    double capital,
    List<WindowResult> windows,
    List<Day> days,
    Conventions conventions) {
  /**
   * The end of a day of a test.
   *
   * @param date the session's
   * @param equity with positions of the window closed, on its last day
   * @param window the number of its window
   */
  public record Day(LocalDate date, double equity, int window) {}

  /**
   * How one parameter moved from window to window.
   *
   * @param name the parameter
   * @param values chosen, by window; those without a choice are left out
   * @param distinct how many different ones
   * @param moves how often a window chose another value than the one before
   * @param meanStep how many places on its axis it moved on average, from window to window
   */
  public record Stability(
      String name, List<String> values, int distinct, int moves, double meanStep) {}

  public WalkForwardResult {
    windows = List.copyOf(windows);
    days = List.copyOf(days);
  }

  /** The equity of {@link #days}. */
  public double[] equity() {
    return days.stream().mapToDouble(Day::equity).toArray();
  }

  /** The daily returns of the tests, the first on the capital; after a loss of all, 0. */
  public double[] returns() {
    double[] equity = equity();
    double previous = capital;
    for (int i = 0; i < equity.length; i++) {
      double now = equity[i];
      equity[i] = previous > 0 ? now / previous - 1 : 0;
      previous = now;
    }
    return equity;
  }

  /** The ratios of the joined tests. */
  public DailyRatios ratios() {
    return DailyRatios.of(capital, equity(), conventions);
  }

  /** The total return of the joined tests. */
  public double totalReturn() {
    return days.isEmpty() ? 0 : days.getLast().equity() / capital - 1;
  }

  /** The yearly growth of the joined tests, from the first day of the first to the last day. */
  public OptionalDouble cagr() {
    if (days.isEmpty()) {
      return OptionalDouble.empty();
    }
    double calendarDays =
        ChronoUnit.DAYS.between(days.getFirst().date(), days.getLast().date().plusDays(1));
    return DailyRatios.cagr(1 + totalReturn(), calendarDays);
  }

  /** The mean over the windows of a metric of the chosen sets on their trainings. */
  public OptionalDouble meanInSample(ToDoubleFunction<TrialMetrics> metric) {
    return mean(
        windows.stream()
            .flatMap(window -> window.chosen().stream())
            .map(Trial::metrics)
            .mapToDouble(metric));
  }

  /**
   * Walk-forward efficiency (Pardo 2008): the yearly growth of the tests over the mean one of the
   * trainings that chose them. Empty if the trainings did not grow.
   */
  public OptionalDouble efficiency() {
    OptionalDouble trained = meanInSample(TrialMetrics::cagr);
    OptionalDouble tested = cagr();
    return trained.isPresent() && tested.isPresent() && trained.getAsDouble() > 0
        ? OptionalDouble.of(tested.getAsDouble() / trained.getAsDouble())
        : OptionalDouble.empty();
  }

  /** How many windows made money on their test. */
  public long profitableWindows() {
    return windows.stream()
        .flatMap(window -> window.outOfSample().stream())
        .filter(metrics -> metrics.totalReturn() > 0)
        .count();
  }

  /** How many sets were tried over all windows. */
  public long trials() {
    return windows.stream().mapToLong(WindowResult::trials).sum();
  }

  /** How each parameter moved. */
  public List<Stability> stability() {
    return space.axes().stream().map(this::stability).toList();
  }

  private Stability stability(ParameterAxis axis) {
    List<String> values =
        windows.stream()
            .flatMap(window -> window.chosen().stream())
            .map(trial -> space.values(trial.set()).getOrDefault(axis.name(), ""))
            .toList();
    int moves = 0;
    int steps = 0;
    for (int i = 1; i < values.size(); i++) {
      int step =
          Math.abs(axis.values().indexOf(values.get(i)) - axis.values().indexOf(values.get(i - 1)));
      moves += step > 0 ? 1 : 0;
      steps += axis.ordered() ? step : Math.min(step, 1);
    }
    return new Stability(
        axis.name(),
        values,
        (int) values.stream().distinct().count(),
        moves,
        values.size() < 2 ? 0 : (double) steps / (values.size() - 1));
  }

  private static OptionalDouble mean(DoubleStream values) {
    return values.filter(value -> !Double.isNaN(value)).average();
  }
}
