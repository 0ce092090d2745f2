package io.bellwether.trading.analysis;

import java.util.List;

/**
 * What the gate found about a proposal.
 *
 * @param trials how many sets were ever tried for the strategy, as the figures were deflated by
 * @param criteria in the order in which they are to be read, at least one
 */
public record GateResult(long trials, List<Criterion> criteria) {
  public GateResult {
    if (criteria.isEmpty()) {
      throw new IllegalArgumentException("a gate without a criterion lets everything pass");
    }
    criteria = List.copyOf(criteria);
  }

  /** Whether every criterion is met. */
  public boolean passed() {
    return criteria.stream().allMatch(Criterion::passed);
  }

  /** What is not met. */
  public List<Criterion> failures() {
    return criteria.stream().filter(criterion -> !criterion.passed()).toList();
  }
}
