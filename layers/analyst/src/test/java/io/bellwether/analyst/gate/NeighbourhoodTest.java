package io.bellwether.analyst.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.analyst.Study;
import io.bellwether.research.sweep.Objective;
import io.bellwether.research.sweep.ParameterSet;
import io.bellwether.research.sweep.Selection;
import io.bellwether.research.sweep.SweepTask;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NeighbourhoodTest {
  private static final Study STUDY = Studies.of(Studies.bars(200, 0, 1), 1);
  private static final SweepTask TASK = STUDY.task(Selection.of(Objective.SHARPE, 0, 0));

  /** Fast 5, slow 20. */
  private static final long CANDIDATE = STUDY.bounds().index(1, 1);

  private static List<Long> indices(List<ParameterSet> sets) {
    return sets.stream().map(ParameterSet::index).toList();
  }

  @Test
  void allSetsThatTheStrategyAcceptsWhereThereAreFew() {
    Neighbourhood all = Neighbourhood.of(STUDY, TASK, CANDIDATE, 16, 1);
    // Of 4 x 4, fast 10 with slow 10 and fast 50 with slow 10, 20 and 40 make no sense.
    assertEquals(12, all.sample().size());
    assertEquals(all.sample(), all.sets());
    assertEquals(1, all.stretch());
  }

  /** Sets picked around the candidate would bring what is known of all days into the choice. */
  @Test
  void aSampleThatTheCandidateHasNoPartInWhereThereAreMany() {
    Neighbourhood some = Neighbourhood.of(STUDY, TASK, CANDIDATE, 6, 1);
    assertEquals(6, some.sample().size());
    for (long other : new long[] {0, 5, 6, 15}) {
      assertEquals(some.sample(), Neighbourhood.of(STUDY, TASK, other, 6, 1).sample());
    }
    assertTrue(some.stretch() > 1, "fewer sets are luckier by less");
    assertEquals(some, Neighbourhood.of(STUDY, TASK, CANDIDATE, 6, 1));
  }

  @Test
  void theCandidateAndItsNeighboursAreRunBesideTheSample() {
    Neighbourhood some = Neighbourhood.of(STUDY, TASK, CANDIDATE, 6, 1);
    List<Long> accepted = indices(Neighbourhood.of(STUDY, TASK, CANDIDATE, 16, 1).sample());
    assertTrue(indices(some.beside()).contains(CANDIDATE));
    for (long neighbour : STUDY.bounds().boxNeighbours(CANDIDATE)) {
      assertEquals(accepted.contains(neighbour), indices(some.beside()).contains(neighbour));
    }
    List<Long> run = indices(some.sets());
    assertTrue(run.containsAll(indices(some.sample())) && run.containsAll(indices(some.beside())));
    assertEquals(run.stream().distinct().sorted().toList(), run);
  }
}
