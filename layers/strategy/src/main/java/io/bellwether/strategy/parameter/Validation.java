package io.bellwether.strategy.parameter;

import java.util.ArrayList;
import java.util.List;

/** Checks the values of a parameter record and reports all that is wrong at once. */
public final class Validation {
  private final String strategy;
  private final List<Problem> problems = new ArrayList<>();

  private Validation(String strategy) {
    this.strategy = strategy;
  }

  /** Starts the validation of a strategy's parameters. */
  public static Validation of(String strategy) {
    return new Validation(strategy);
  }

  /** Requires a value to lie within the bounds of its parameter. */
  public Validation within(ParameterSpec spec, double value) {
    boolean inside =
        switch (spec.type()) {
          case ParameterType.WholeNumber whole ->
              value >= whole.minimum() && value <= whole.maximum();
          case ParameterType.Real number -> number.interval().contains(value);
          case ParameterType.OnOff onOff -> throw notNumeric(spec);
          case ParameterType.Choice choice -> throw notNumeric(spec);
          case ParameterType.TimeZone zone -> throw notNumeric(spec);
        };
    if (!inside) {
      problems.add(
          new Problem(
              List.of(spec.name()),
              spec.name() + " must be " + spec.type().accepted() + ", not " + Interval.text(value)));
    }
    return this;
  }

  /** Requires one value to be less than another. */
  public Validation less(
      ParameterSpec smaller, double smallerValue, ParameterSpec larger, double largerValue) {
    if (smallerValue >= largerValue) {
      problems.add(
          new Problem(
              List.of(smaller.name(), larger.name()),
              smaller.name()
                  + " must be less than "
                  + larger.name()
                  + ", but "
                  + Interval.text(smallerValue)
                  + " is not less than "
                  + Interval.text(largerValue)));
    }
    return this;
  }

  /**
   * Ends the validation.
   *
   * @throws InvalidParametersException if anything was wrong
   */
  public void throwIfAny() {
    if (!problems.isEmpty()) {
      throw new InvalidParametersException(strategy, problems);
    }
  }

  private static IllegalStateException notNumeric(ParameterSpec spec) {
    return new IllegalStateException("parameter " + spec.name() + " is not numeric");
  }
}
