package io.bellwether.analyst.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.analyst.Analyst;
import io.bellwether.analyst.AnalystSamples;
import io.bellwether.analyst.AnalystUnavailableException;
import io.bellwether.analyst.Consultation;
import io.bellwether.analyst.FallbackAnalyst;
import io.bellwether.analyst.ProposalBounds;
import io.bellwether.analyst.Study;
import io.bellwether.market.Bars;
import io.bellwether.market.time.Deadline;
import io.bellwether.research.search.ParameterSpace;
import io.bellwether.research.sweep.LocalSweep;
import io.bellwether.trading.analysis.Proposal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class LocalAnalystTest {
  private static final Instant NOW = Instant.parse("2026-11-20T21:30:00Z");
  private static final LocalSearch SEARCH = new LocalSearch(60, 3, 5, 1);
  private static final Study STUDY = AnalystSamples.study(AnalystSamples.walk(3, 600));

  private static Consultation consult(Study study, LocalSearch search) {
    return consult(new LocalAnalyst(search), study, Duration.ofMinutes(1));
  }

  private static Consultation consult(Analyst analyst, Study study, Duration time) {
    return analyst.consult(
        "A1",
        study,
        AnalystSamples.dossier(study, List.of(), List.of()),
        Deadline.after(() -> NOW, time));
  }

  @Test
  void theSameStudyGivesTheSameAnswerOnAnyNumberOfThreads() {
    Consultation first = consult(STUDY, SEARCH);
    Study threaded = new Study(STUDY.version(), STUDY.bounds(), STUDY.market(), LocalSweep.on(2));
    assertEquals(first, consult(STUDY, SEARCH));
    assertEquals(first, consult(threaded, SEARCH));
  }

  /** What it proposes is allowed, near, and better in sample than what is in force. */
  @Test
  void aProposalIsAllowedAndBetterInSample() {
    int proposed = 0;
    for (long seed = 1; seed <= 6; seed++) {
      Bars bars = AnalystSamples.walk(seed, 600);
      Study study = AnalystSamples.study(bars);
      Consultation consultation = consult(study, SEARCH);
      assertEquals("local", consultation.analyst());
      assertEquals(List.of(), consultation.uses());
      assertTrue(consultation.prompt().startsWith("No model was asked."));
      double base = sharpe(study, Map.of());
      for (Proposal proposal : consultation.proposals()) {
        proposed++;
        assertTrue(ProposalBounds.refusal(study, proposal).isEmpty(), proposal::toString);
        assertTrue(proposal.changes().size() <= 2, proposal::toString);
        assertTrue(sharpe(study, proposal.changes()) > base, proposal::toString);
        assertTrue(proposal.tried() > 40 && proposal.tried() <= 60, proposal::toString);
      }
    }
    assertTrue(proposed > 0);
  }

  private static double sharpe(Study study, Map<String, String> changes) {
    return io.bellwether.research.sweep.TrialMetrics.of(study.run(changes)).sharpe();
  }

  /** On walks nothing can be better but by luck, which the best of many has: it knows. */
  @Test
  void onAWalkItIsNotConfident() {
    double sum = 0;
    int proposals = 0;
    for (long seed = 1; seed <= 12; seed++) {
      for (Proposal proposal :
          consult(
                  AnalystSamples.study(AnalystSamples.walk(seed, 600)),
                  new LocalSearch(60, 1, 5, 1))
              .proposals()) {
        sum += proposal.confidence();
        proposals++;
      }
    }
    assertTrue(proposals > 3, "proposals " + proposals);
    assertTrue(sum / proposals < 0.5, "mean confidence " + sum / proposals);
  }

  /** The best of a part is not taken for the best of all, however large the part is. */
  @Test
  void withoutTimeForAllItGivesNoAnswer() {
    Analyst local = new LocalAnalyst(SEARCH);
    Assertions.assertThrows(
        AnalystUnavailableException.class, () -> consult(local, STUDY, Duration.ZERO));
    int whole = tickingUntilAnswered(local, Integer.MAX_VALUE);
    assertTrue(whole > 4, "it looks at the clock " + whole + " times");
    for (int looks = 1; looks < whole; looks++) {
      int patience = looks;
      Assertions.assertThrows(
          AnalystUnavailableException.class, () -> tickingUntilAnswered(local, patience));
    }
  }

  /** On a clock on which a second passes each time it is looked at; answers how many passed. */
  private static int tickingUntilAnswered(Analyst local, int patienceSeconds) {
    AtomicInteger looks = new AtomicInteger();
    InstantSource clock = () -> NOW.plusSeconds(looks.getAndIncrement());
    local.consult(
        "A1",
        STUDY,
        AnalystSamples.dossier(STUDY, List.of(), List.of()),
        new Deadline(clock, NOW.plusSeconds(patienceSeconds)));
    return looks.get();
  }

  @Test
  void withTooFewTradesNothingIsProposed() {
    Consultation consultation = consult(STUDY, new LocalSearch(20, 1, 10_000, 1));
    assertEquals(List.of(), consultation.proposals());
    assertEquals(List.of(), consultation.notes(), "to find nothing is an ordinary result");
  }

  @Test
  void theNeighbourhoodIsAroundTheSetInForce() {
    ParameterSpace space = STUDY.bounds();
    long center = space.index(STUDY.version().parameters());
    int[] at = space.coordinates(center);
    List<Long> all = Neighbourhood.of(space, center, Integer.MAX_VALUE, 1);
    assertEquals(all.size(), new HashSet<>(all).size());
    for (long set : all) {
      int[] there = space.coordinates(set);
      int moved = 0;
      int farthest = 0;
      for (int a = 0; a < at.length; a++) {
        int step = Math.abs(there[a] - at[a]);
        moved += step > 0 ? 1 : 0;
        farthest = Math.max(farthest, step);
      }
      assertTrue(moved == 1 && farthest <= 2 || moved == 2 && farthest == 1, "set " + set);
    }
    List<Long> some = Neighbourhood.of(space, center, 30, 1);
    assertEquals(30, some.size());
    assertTrue(all.containsAll(some));
  }

  @Test
  void itStandsInForWhoGaveNoAnswer() {
    Analyst silent =
        (analysis, study, dossier, deadline) ->
            new Consultation(
                "claude", "question", "", List.of(), List.of(), List.of("there is no key"));
    Consultation consultation =
        consult(
            new FallbackAnalyst(silent, new LocalAnalyst(SEARCH)), STUDY, Duration.ofMinutes(1));
    assertEquals("local", consultation.analyst());
    assertEquals("there is no key", consultation.notes().getFirst());
    assertTrue(consultation.notes().get(1).contains("stands in for claude"));
  }

  @Test
  void itDoesNotStandInForWhoAnsweredOrWillAnswerLater() {
    Analyst local = new LocalAnalyst(SEARCH);
    Analyst speaking =
        (analysis, study, dossier, deadline) ->
            new Consultation("claude", "q", "refused", List.of(), List.of(), List.of("n"));
    assertEquals(
        "claude",
        consult(new FallbackAnalyst(speaking, local), STUDY, Duration.ofMinutes(1)).analyst());
    Analyst busy =
        (analysis, study, dossier, deadline) -> {
          throw new AnalystUnavailableException("later");
        };
    Assertions.assertThrows(
        AnalystUnavailableException.class,
        () -> consult(new FallbackAnalyst(busy, local), STUDY, Duration.ofMinutes(1)));
  }
}
