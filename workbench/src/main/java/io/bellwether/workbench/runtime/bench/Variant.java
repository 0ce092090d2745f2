package io.bellwether.workbench.runtime.bench;

import java.util.Map;

/**
 * A way to start a function.
 *
 * @param name what it is called in the results
 * @param variables what it adds to the function's environment
 * @param snapStart whether the function is restored from a snapshot of its initialisation
 */
public record Variant(String name, Map<String, String> variables, boolean snapStart) {
  public Variant {
    variables = Map.copyOf(variables);
  }

  /** Restored from a snapshot. */
  public static Variant restored(String name) {
    return new Variant(name, Map.of(), true);
  }

  /** With JVM options beside those that Lambda sets; none if empty. */
  public static Variant withOptions(String name, String options) {
    return new Variant(
        name, options.isEmpty() ? Map.of() : Map.of("JAVA_TOOL_OPTIONS", options), false);
  }
}
