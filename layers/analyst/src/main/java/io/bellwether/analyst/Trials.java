package io.bellwether.analyst;

import io.bellwether.research.search.ParameterAxis;
import io.bellwether.trading.Identifiers;
import io.bellwether.trading.analysis.Analysis;
import io.bellwether.trading.analysis.Proposal;
import io.bellwether.trading.analysis.Searched;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How many parameter sets were ever tried for a strategy. */
final class Trials {
  /** Stands for the bounds of searches that were stored without them. */
  private static final String UNKNOWN_BOUNDS = "";

  /** What is searched around: a version in force, and the bounds. */
  private record Place(int baseVersion, String bounds) {}

  private Trials() {}

  /** What was looked at for an answer. */
  static Searched searched(Study study, Consultation said) {
    int sets =
        Math.max(
            said.searched(), said.proposals().stream().mapToInt(Proposal::tried).max().orElse(0));
    List<String> axes = new ArrayList<>();
    for (ParameterAxis axis : study.bounds().axes()) {
      axes.add(axis.name() + "=" + String.join(",", axis.values()));
    }
    return new Searched(sets, Identifiers.occurrence("bounds", axes.toArray(String[]::new)));
  }

  /**
   * Every proposal ever made, and the sets that were looked at to find them or that none was found
   * among. The same sets around the same version within the same bounds are looked at again each
   * day and count once; other bounds hold other sets.
   */
  static long of(List<Analysis> analyses) {
    long proposals = 0;
    Map<Place, Integer> searched = new HashMap<>();
    for (Analysis one : analyses) {
      proposals += one.proposals().size();
      Searched search = one.searched().orElseGet(() -> deduced(one));
      // One of them is the proposal, which counts already.
      int others = search.sets() - Math.min(1, one.proposals().size());
      searched.merge(new Place(one.baseVersion(), search.bounds()), Math.max(0, others), Math::max);
    }
    return proposals + searched.values().stream().mapToLong(Integer::longValue).sum();
  }

  private static Searched deduced(Analysis analysis) {
    return new Searched(
        analysis.proposals().stream().mapToInt(one -> one.proposal().tried()).max().orElse(0),
        UNKNOWN_BOUNDS);
  }
}
