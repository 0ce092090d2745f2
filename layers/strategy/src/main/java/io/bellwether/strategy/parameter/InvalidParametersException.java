package io.bellwether.strategy.parameter;

import java.util.List;
import java.util.stream.Collectors;

/** Thrown with everything that is wrong with the parameters of a strategy, all at once. */
public final class InvalidParametersException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  public InvalidParametersException(String strategy, List<Problem> problems) {
    super(message(strategy, problems));
    this.problems = List.copyOf(problems);
  }

  /** What is wrong, at least one. */
  public List<Problem> problems() {
    return problems;
  }

  private static String message(String strategy, List<Problem> problems) {
    return problems.stream()
        .map(problem -> "\n- " + problem.text())
        .collect(Collectors.joining("", "strategy '" + strategy + "' cannot be configured:", ""));
  }
}
