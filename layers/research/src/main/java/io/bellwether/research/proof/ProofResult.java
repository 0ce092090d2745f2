package io.bellwether.research.proof;

import java.util.List;
import java.util.Optional;

/**
 * What a proof came to.
 *
 * @param coverage what was looked at, series by series; it ends with the one that disproves
 * @param columns the indicators in use, those that others build on first; empty if a strategy asks
 *     for none, and then its decisions alone were compared
 * @param findings what disproves, the cause first; empty if nothing was found
 * @param warmUp how much history it needs; empty if it is disproved or there are too few bars
 */
public record ProofResult(
    List<Coverage> coverage,
    List<String> columns,
    List<Finding> findings,
    Optional<WarmUp> warmUp) {
  public ProofResult {
    coverage = List.copyOf(coverage);
    columns = List.copyOf(columns);
    findings = List.copyOf(findings);
  }

  /** Whether nothing was found. */
  public boolean holds() {
    return findings.isEmpty();
  }
}
