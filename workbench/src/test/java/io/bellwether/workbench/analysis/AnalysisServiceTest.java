package io.bellwether.workbench.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bellwether.analyst.AnalysisService;
import io.bellwether.analyst.Analyst;
import io.bellwether.analyst.AnalystUnavailableException;
import io.bellwether.analyst.Consultation;
import io.bellwether.analyst.Examiner;
import io.bellwether.analyst.gate.ActivationPolicy;
import io.bellwether.trading.analysis.Analysis;
import io.bellwether.trading.analysis.Analysis.State;
import io.bellwether.trading.analysis.Complaint;
import io.bellwether.trading.analysis.Criterion;
import io.bellwether.trading.analysis.GateResult;
import io.bellwether.trading.analysis.ModelUse;
import io.bellwether.trading.analysis.Proposal;
import io.bellwether.trading.analysis.ProposalRecord;
import io.bellwether.trading.analysis.ProposalRecord.Standing;
import io.bellwether.trading.config.Activation;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.event.TradingEvent;
import io.bellwether.trading.event.TradingEvent.Type;
import io.bellwether.trading.ledger.ConcurrentUpdateException;
import io.bellwether.trading.ledger.StrategyStore;
import io.bellwether.workbench.analysis.Moments.Killed;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** An analysis ends in one decision, whoever is killed, repeated or overtaken on the way. */
final class AnalysisServiceTest {
  private static final ActivationPolicy BY_ITSELF = new ActivationPolicy(true, 0.5, 1);
  private static final Proposal GOOD = proposal(Map.of("entry-rsi", "25"), 0.8);
  private static final Proposal DOUBTFUL = proposal(Map.of("entry-rsi", "35"), 0.9);
  private static final Proposal OUT_OF_BOUNDS = proposal(Map.of("entry-rsi", "99"), 1);
  private static final Proposal UNKNOWN = proposal(Map.of("leverage", "20"), 1);

  private static final Examiner GATE =
      (study, changes, trials, cancelled) ->
          new GateResult(
              trials,
              List.of(
                  new Criterion(
                      "edge", "edge", changes.equals(GOOD.changes()), "1", "more", "As planned.")));

  private final AnalysisDesk desk = new AnalysisDesk();

  private static Proposal proposal(Map<String, String> changes, double confidence) {
    return new Proposal(changes, "because", "more of it", confidence, 1);
  }

  private static Analyst saying(Proposal... proposals) {
    return (analysis, study, dossier, deadline) ->
        new Consultation(
            "claude",
            "a question",
            "an answer " + "x".repeat(120_000),
            List.of(new ModelUse("model", 10, 5, new BigDecimal("0.01"))),
            List.of(proposals),
            List.of());
  }

  private static final Analyst FOUR = saying(GOOD, DOUBTFUL, OUT_OF_BOUNDS, UNKNOWN);

  private List<Analysis> all() {
    return desk.ledger()
        .analysis()
        .analyses()
        .of(AnalysisDesk.STRATEGY, LocalDate.EPOCH, LocalDate.MAX);
  }

  private Analysis stored() {
    List<Analysis> all = all();
    assertEquals(1, all.size());
    return all.getFirst();
  }

  /** Everything that an analysis leaves behind, without what tells one run from two. */
  private String remains() {
    Analysis analysis = stored();
    List<String> lines = new ArrayList<>();
    lines.add(analysis.state() + " by " + analysis.analyst() + " of v" + analysis.baseVersion());
    analysis.proposals().forEach(one -> lines.add(one.toString()));
    StrategyStore strategies = desk.ledger().strategies();
    for (StrategyVersion version : strategies.versions(AnalysisDesk.STRATEGY)) {
      lines.add("v" + version.version() + " " + version.parameters() + version.evidence());
    }
    strategies.activations(AnalysisDesk.STRATEGY).forEach(one -> lines.add(one.toString()));
    lines.add("active: " + desk.active());
    lines.add(
        "told: "
            + new TreeSet<>(
                desk.told.stream()
                    .map(event -> event.occurrence().orElse("?") + " " + event.type())
                    .toList()));
    return String.join("\n", lines);
  }

  /** What is active is what the last activation says, and nothing in between. */
  private void assertWhole() {
    StrategyStore strategies = desk.ledger().strategies();
    Activation last = strategies.activations(AnalysisDesk.STRATEGY).getLast();
    assertEquals(last.version(), desk.active().version());
    assertTrue(strategies.versions(AnalysisDesk.STRATEGY).contains(desk.active()));
  }

  private void run(Moments moments) {
    desk.run(moments, FOUR, GATE, BY_ITSELF);
  }

  private static int moments() {
    Moments moments = Moments.quiet();
    new AnalysisServiceTest().run(moments);
    return moments.passed();
  }

  @Test
  void aGoodProposalComesIntoForceAndTheOthersDoNot() {
    run(Moments.quiet());
    Analysis analysis = stored();
    assertEquals(State.ANNOUNCED, analysis.state());
    assertEquals(
        List.of(Standing.ACTIVATED, Standing.WAITING, Standing.REFUSED, Standing.REFUSED),
        analysis.proposals().stream().map(ProposalRecord::standing).toList());
    assertEquals("25", desk.active().parameters().get("entry-rsi"));
    assertEquals(Optional.of(analysis.id() + "#1"), desk.active().evidence());
    assertEquals(AnalysisService.AUTHOR, desk.active().author());
    assertEquals(
        List.of(
            Type.VERSION_ACTIVATED,
            Type.PROPOSAL_MADE,
            Type.PROPOSAL_REFUSED,
            Type.PROPOSAL_REFUSED),
        desk.told.stream().map(TradingEvent::type).toList());
    assertEquals(1, desk.archived.size(), "the long answer, not the short question");
    assertWhole();
    String before = remains();
    run(Moments.quiet());
    assertEquals(before, remains(), "done is done");
  }

  @Test
  void whateverMomentItIsKilledAtTheNextRunEndsIt() {
    AnalysisServiceTest whole = new AnalysisServiceTest();
    whole.run(Moments.quiet());
    int moments = moments();
    assertTrue(moments > 60, "so few moments are no proof: " + moments);
    for (int moment = 0; moment < moments; moment++) {
      AnalysisServiceTest other = new AnalysisServiceTest();
      Moments fatal = Moments.killedAt(moment);
      assertThrows(Killed.class, () -> other.run(fatal), "moment " + moment);
      other.assertWhole();
      other.run(Moments.quiet());
      assertEquals(whole.remains(), other.remains(), "killed at moment " + moment);
    }
  }

  @Test
  void whoeverIsKilledTwiceIsContinuedAllTheSame() {
    AnalysisServiceTest whole = new AnalysisServiceTest();
    whole.run(Moments.quiet());
    int moments = moments();
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 100; i++) {
      AnalysisServiceTest other = new AnalysisServiceTest();
      int first = random.nextInt(moments);
      int second = random.nextInt(moments);
      killed(other, first);
      killed(other, second);
      other.assertWhole();
      other.run(Moments.quiet());
      assertEquals(whole.remains(), other.remains(), "killed at " + first + ", " + second);
    }
  }

  private static void killed(AnalysisServiceTest test, int moment) {
    try {
      test.run(Moments.killedAt(moment));
    } catch (Killed e) {
      // As planned; a later run may be over before the moment.
    }
  }

  @Test
  void whoeverIsOvertakenByTheSameWorkLeavesItDoneOnce() {
    AnalysisServiceTest whole = new AnalysisServiceTest();
    whole.run(Moments.quiet());
    int moments = moments();
    for (int moment = 0; moment < moments; moment++) {
      AnalysisServiceTest other = new AnalysisServiceTest();
      other.run(new Moments(moment, () -> other.run(Moments.quiet())));
      other.assertWhole();
      assertEquals(whole.remains(), other.remains(), "overtaken at moment " + moment);
    }
  }

  @Test
  void aPersonWhoActivatesMeanwhileIsNotOverruled() {
    int moments = moments();
    for (int moment = 0; moment < moments; moment++) {
      AnalysisServiceTest other = new AnalysisServiceTest();
      other.desk.versions().add("rsi2", 1, Map.of("exit-rsi", "80"), "ada", Optional.empty());
      Runnable person =
          () -> other.desk.versions().activate("rsi2", 2, "ada", "I have looked at it");
      try {
        other.run(new Moments(moment, person));
      } catch (ConcurrentUpdateException e) {
        // The desk gave up; the next run goes on.
      }
      other.run(Moments.quiet());
      assertEquals(2, other.desk.active().version(), "a person at moment " + moment);
      other.assertWhole();
    }
  }

  @Test
  void whatAPersonActivatesIsNoWorkOfTheGates() {
    int moments = moments();
    for (int moment = 0; moment < moments; moment++) {
      AnalysisServiceTest other = new AnalysisServiceTest();
      Runnable person =
          () -> {
            if (other.desk.ledger().strategies().versions("rsi2").size() > 1) {
              other.desk.versions().activate("rsi2", 2, "ada", "I have looked at it");
            }
          };
      other.desk.run(new Moments(moment, person), saying(DOUBTFUL), GATE, BY_ITSELF);
      other.desk.run(Moments.quiet(), saying(DOUBTFUL), GATE, BY_ITSELF);
      assertEquals(
          Standing.WAITING, other.stored().proposals().getFirst().standing(), "moment " + moment);
      other.assertWhole();
    }
  }

  @Test
  void theSessionAfterEndsWhatWasLeftAndActivatesNothing() {
    int moments = moments();
    for (int moment = 0; moment < moments; moment += 3) {
      AnalysisServiceTest other = new AnalysisServiceTest();
      killed(other, moment);
      int active = other.desk.active().version();
      other.desk.run(
          Moments.quiet(),
          saying(),
          GATE,
          BY_ITSELF,
          AnalysisDesk.dayAfter(AnalysisDesk.inquiry(other.desk.active())));
      assertEquals(active, other.desk.active().version(), "moment " + moment);
      for (Analysis analysis : other.all()) {
        assertEquals(State.ANNOUNCED, analysis.state(), "moment " + moment);
        analysis
            .proposals()
            .forEach(one -> assertTrue(one.standing() != Standing.MADE, one.toString()));
      }
      other.assertWhole();
    }
  }

  @Test
  void theSameProposalTheNextDayIsTheSameVersionAndNoNews() {
    desk.run(Moments.quiet(), saying(DOUBTFUL), GATE, BY_ITSELF);
    desk.run(
        Moments.quiet(),
        saying(DOUBTFUL),
        GATE,
        BY_ITSELF,
        AnalysisDesk.dayAfter(AnalysisDesk.inquiry(desk.active())));
    assertEquals(2, desk.ledger().strategies().versions("rsi2").size());
    assertEquals(List.of(Type.PROPOSAL_MADE), desk.told.stream().map(TradingEvent::type).toList());
    assertEquals(2, all().size());
  }

  @Test
  void withoutAnAnswerNothingIsDecidedAndTheNextRunAsks() {
    AtomicInteger asked = new AtomicInteger();
    Analyst later =
        (analysis, study, dossier, deadline) -> {
          if (asked.getAndIncrement() == 0) {
            throw new AnalystUnavailableException("busy");
          }
          return saying(GOOD).consult(analysis, study, dossier, deadline);
        };
    assertThrows(
        AnalystUnavailableException.class, () -> desk.run(Moments.quiet(), later, GATE, BY_ITSELF));
    assertEquals(State.STARTED, stored().state());
    assertEquals(List.of(), desk.told);
    desk.run(Moments.quiet(), later, GATE, BY_ITSELF);
    desk.run(Moments.quiet(), later, GATE, BY_ITSELF);
    assertEquals(State.ANNOUNCED, stored().state());
    assertEquals(2, asked.get());
  }

  @Test
  void aGateWithoutTimeDecidesNothingAndTheNextRunGoesOnWithTheSameAnswer() {
    AtomicInteger asked = new AtomicInteger();
    Analyst once =
        (analysis, study, dossier, deadline) -> {
          asked.incrementAndGet();
          return saying(GOOD).consult(analysis, study, dossier, deadline);
        };
    Examiner stopped =
        (study, changes, trials, cancelled) -> {
          throw new CancellationException("no time");
        };
    assertThrows(
        AnalystUnavailableException.class,
        () -> desk.run(Moments.quiet(), once, stopped, BY_ITSELF));
    assertEquals(State.ANSWERED, stored().state());
    assertEquals(1, desk.active().version());
    desk.run(Moments.quiet(), once, GATE, BY_ITSELF);
    assertEquals(2, desk.active().version());
    assertEquals(1, asked.get());
  }

  @Test
  void everythingWaitsWhereNothingMayHappenByItself() {
    desk.run(Moments.quiet(), FOUR, GATE, ActivationPolicy.DEFAULT);
    assertEquals(
        List.of(Standing.WAITING, Standing.WAITING, Standing.REFUSED, Standing.REFUSED),
        stored().proposals().stream().map(ProposalRecord::standing).toList());
    assertEquals(1, desk.active().version());
    assertEquals(3, desk.ledger().strategies().versions("rsi2").size());
  }

  @Test
  void everyProposalEverMadeIsATrial() {
    List<Long> trials = new ArrayList<>();
    Examiner noting =
        (study, changes, count, cancelled) -> {
          trials.add(count);
          return GATE.examine(study, changes, count, cancelled);
        };
    Proposal searched = new Proposal(DOUBTFUL.changes(), "", "", 0.2, 40);
    desk.run(Moments.quiet(), saying(searched, UNKNOWN), noting, ActivationPolicy.DEFAULT);
    assertEquals(List.of(41L), trials, "two proposals, one of them the best of forty sets");
  }

  @Test
  void aSearchThatFoundNothingCountsAndStaysCounted() {
    Analyst empty =
        (analysis, study, dossier, deadline) ->
            new Consultation("local", "q", "a", List.of(), List.of(), List.of()).searching(40);
    desk.run(Moments.quiet(), empty, GATE, ActivationPolicy.DEFAULT);
    assertEquals(40, stored().searched().orElseThrow().sets());
    assertEquals(State.ANNOUNCED, stored().state());
  }

  @Test
  void aSpentBudgetIsToldAndTheStandInGoesOn() {
    Analyst standIn =
        (analysis, study, dossier, deadline) ->
            new Consultation("local", "q", "a", List.of(), List.of(GOOD), List.of("no money"))
                .complaining(Optional.of(BigDecimal.TEN), Optional.empty());
    desk.run(Moments.quiet(), standIn, GATE, ActivationPolicy.DEFAULT);
    assertEquals(
        List.of(Type.BUDGET_EXHAUSTED, Type.PROPOSAL_MADE),
        desk.told.stream().map(TradingEvent::type).toList());
  }

  @Test
  void anAnswerWithoutProposalsIsToldWithItsReason() {
    Analyst refusing =
        (analysis, study, dossier, deadline) ->
            new Consultation("claude", "q", "", List.of(), List.of(), List.of("it refused"))
                .complaining(
                    Optional.empty(), Optional.of(new Complaint("it refused", Optional.empty())));
    desk.run(Moments.quiet(), refusing, GATE, BY_ITSELF);
    assertEquals(State.ANNOUNCED, stored().state());
    assertEquals(
        List.of(Type.ANALYSIS_FAILED), desk.told.stream().map(TradingEvent::type).toList());
    assertEquals(1, desk.active().version());
  }
}
