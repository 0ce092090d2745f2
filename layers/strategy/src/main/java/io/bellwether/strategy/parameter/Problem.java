package io.bellwether.strategy.parameter;

import java.util.List;

/**
 * Something wrong with parameters.
 *
 * @param parameters the names of the parameters it is about; none if it is about something else
 * @param text what is wrong and what is expected
 */
public record Problem(List<String> parameters, String text) {
  public Problem {
    parameters = List.copyOf(parameters);
  }
}
