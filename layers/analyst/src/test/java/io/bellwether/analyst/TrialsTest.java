package io.bellwether.analyst;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.bellwether.research.search.ParameterAxis;
import io.bellwether.research.search.ParameterSpace;
import io.bellwether.trading.analysis.Analysis;
import io.bellwether.trading.analysis.Analysis.State;
import io.bellwether.trading.analysis.Proposal;
import io.bellwether.trading.analysis.ProposalRecord;
import io.bellwether.trading.analysis.ProposalRecord.Standing;
import io.bellwether.trading.analysis.Searched;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TrialsTest {
  private static final String NARROW = "narrow";
  private static final String WIDE = "wide";

  TrialsTest() {}

  @Test
  void theSameSearchDayAfterDayCountsOnceAndEachProposalAnew() {
    assertEquals(39 + 2, Trials.of(List.of(search(1, NARROW, 40, 1), search(1, NARROW, 40, 1))));
    assertEquals(59 + 2, Trials.of(List.of(search(1, NARROW, 60, 1), search(1, NARROW, 40, 1))));
  }

  @Test
  void otherBoundsAndOtherVersionsHoldOtherSets() {
    assertEquals(39 + 59 + 2, Trials.of(List.of(search(1, NARROW, 40, 1), search(1, WIDE, 60, 1))));
    assertEquals(
        39 + 39 + 2, Trials.of(List.of(search(1, NARROW, 40, 1), search(2, NARROW, 40, 1))));
  }

  @Test
  void aSearchThatProposedNothingCounts() {
    assertEquals(40, Trials.of(List.of(search(1, NARROW, 40, 0))));
    assertEquals(40 + 59 + 1, Trials.of(List.of(search(1, NARROW, 40, 0), search(1, WIDE, 60, 1))));
  }

  @Test
  void whatWasStoredWithoutBoundsCountsByItsProposals() {
    Analysis old = analysis(1, List.of(proposal(1, 40), proposal(2, 40)), Optional.empty());
    assertEquals(39 + 2, Trials.of(List.of(old)));
    assertEquals(39 + 59 + 3, Trials.of(List.of(old, search(1, NARROW, 60, 1))));
    assertEquals(0, Trials.of(List.of(analysis(1, List.of(), Optional.empty()))));
  }

  @Test
  void aModelsProposalsCountOneEach() {
    assertEquals(3, Trials.of(List.of(search(1, NARROW, 1, 1), search(1, NARROW, 1, 2))));
  }

  @Test
  void movedBoundsAreToldApart() {
    Study study = AnalystSamples.study();
    Consultation said =
        new Consultation("local", "q", "a", List.of(), List.of(), List.of()).searching(12);
    Searched before = Trials.searched(study, said);
    assertEquals(12, before.sets());
    assertEquals(before, Trials.searched(study, said));
    List<ParameterAxis> axes = study.bounds().axes();
    Study fewer =
        new Study(
            study.version(),
            new ParameterSpace(axes.subList(0, axes.size() - 1)),
            study.market(),
            study.sweep());
    assertNotEquals(before.bounds(), Trials.searched(fewer, said).bounds());
  }

  private static Analysis search(int base, String bounds, int sets, int proposals) {
    return analysis(
        base,
        IntStream.rangeClosed(1, proposals).mapToObj(number -> proposal(number, sets)).toList(),
        Optional.of(new Searched(sets, bounds)));
  }

  private static ProposalRecord proposal(int number, int tried) {
    return new ProposalRecord(
        number,
        new Proposal(Map.of("fast", "5"), "", "", 0.5, tried),
        Standing.WAITING,
        Optional.empty(),
        Optional.empty(),
        "");
  }

  private static Analysis analysis(
      int base, List<ProposalRecord> proposals, Optional<Searched> searched) {
    return new Analysis(
        "id",
        "rsi2",
        "paper",
        LocalDate.of(2026, 1, 5),
        "schedule",
        base,
        Instant.EPOCH,
        State.ANNOUNCED,
        "local",
        Optional.empty(),
        Optional.empty(),
        List.of(),
        proposals,
        List.of(),
        Optional.empty(),
        searched,
        0);
  }
}
