package io.bellwether.analyst;

import io.bellwether.trading.analysis.GateResult;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Weighs the evidence for a proposal. */
@FunctionalInterface
public interface Examiner {
  /**
   * Weighs the evidence for a change of parameters.
   *
   * @param study the version in force, on bars up to the last session
   * @param changes the new values, within the study's bounds
   * @param trials how many sets were ever tried for the strategy, this one included
   * @param cancelled asked often
   * @throws java.util.concurrent.CancellationException if {@code cancelled} said so before there
   *     was a result
   */
  GateResult examine(
      Study study, Map<String, String> changes, long trials, BooleanSupplier cancelled);
}
