package io.bellwether.workbench.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import io.bellwether.analyst.Analyst;
import io.bellwether.analyst.AnalystUnavailableException;
import io.bellwether.analyst.Consultation;
import io.bellwether.analyst.Examiner;
import io.bellwether.analyst.FallbackAnalyst;
import io.bellwether.analyst.Inquiry;
import io.bellwether.analyst.Study;
import io.bellwether.analyst.gate.ActivationPolicy;
import io.bellwether.cloud.dynamo.Condition;
import io.bellwether.cloud.dynamo.Key;
import io.bellwether.cloud.dynamo.Write;
import io.bellwether.research.sweep.BarsMarket;
import io.bellwether.trading.analysis.Analysis;
import io.bellwether.trading.analysis.Analysis.State;
import io.bellwether.trading.analysis.Complaint;
import io.bellwether.trading.analysis.Criterion;
import io.bellwether.trading.analysis.GateResult;
import io.bellwether.trading.analysis.Proposal;
import io.bellwether.trading.analysis.ProposalRecord;
import io.bellwether.trading.analysis.ProposalRecord.Standing;
import io.bellwether.trading.analysis.Searched;
import io.bellwether.trading.analysis.StoredText;
import io.bellwether.trading.config.Activation;
import io.bellwether.trading.config.VersionDesk;
import io.bellwether.trading.event.TradingEvent;
import io.bellwether.trading.event.TradingEvent.Severity;
import io.bellwether.trading.event.TradingEvent.Type;
import io.bellwether.trading.ledger.ConcurrentUpdateException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What keeps one analysis from its end keeps no other from it, and people hear of it. */
final class AnalysisTroubleTest {
  private static final ActivationPolicy BY_ITSELF = new ActivationPolicy(true, 0.5, 1);
  private static final Proposal GOOD = proposal(Map.of("entry-rsi", "25"));
  private static final Proposal DOUBTFUL = proposal(Map.of("entry-rsi", "35"));
  private static final Examiner GATE =
      (study, changes, trials, cancelled) ->
          new GateResult(
              trials,
              List.of(
                  new Criterion(
                      "edge", "edge", changes.equals(GOOD.changes()), "1", "more", "As planned.")));

  private final AnalysisDesk desk = new AnalysisDesk();

  private static Proposal proposal(Map<String, String> changes) {
    return new Proposal(changes, "because", "more of it", 0.8, 1);
  }

  private static Consultation said(String analyst, Proposal... proposals) {
    return new Consultation(analyst, "q", "a", List.of(), List.of(proposals), List.of());
  }

  private static Analyst saying(Proposal... proposals) {
    return (analysis, study, dossier, deadline) -> said("claude", proposals);
  }

  private static Analyst silent() {
    return (analysis, study, dossier, deadline) -> {
      throw new AnalystUnavailableException("busy");
    };
  }

  private static Analyst refused() {
    return (analysis, study, dossier, deadline) ->
        new Consultation("claude", "q", "", List.of(), List.of(), List.of("HTTP 401"))
            .complaining(
                Optional.of(BigDecimal.TEN),
                Optional.of(
                    new Complaint("Claude could not be asked: HTTP 401", Optional.empty())));
  }

  private static Analyst standIn(Proposal... proposals) {
    return new FallbackAnalyst(
        refused(), (analysis, study, dossier, deadline) -> said("local", proposals));
  }

  private Analysis run(Analyst analyst, Inquiry inquiry) {
    return desk.run(Moments.quiet(), analyst, GATE, BY_ITSELF, inquiry);
  }

  private Inquiry today() {
    return AnalysisDesk.inquiry(desk.active());
  }

  private Inquiry tomorrow() {
    return AnalysisDesk.dayAfter(today());
  }

  private Analysis stored(Analysis analysis) {
    return desk.ledger().analysis().analyses().find(analysis.id()).orElseThrow();
  }

  private Analysis first() {
    return desk.ledger()
        .analysis()
        .analyses()
        .of(AnalysisDesk.STRATEGY, LocalDate.EPOCH, LocalDate.MAX)
        .getFirst();
  }

  private List<Type> told() {
    return desk.told.stream().map(TradingEvent::type).toList();
  }

  // People who cannot be told.

  /** Whichever event the bus refuses: the run fails, and the next one tells it. */
  @Test
  void whatTheBusRefusesIsToldByTheNextRun() {
    List<Type> expected =
        List.of(
            Type.BUDGET_EXHAUSTED,
            Type.ANALYST_REPLACED,
            Type.VERSION_ACTIVATED,
            Type.PROPOSAL_MADE);
    for (int refused = 0; refused < expected.size(); refused++) {
      AnalysisTroubleTest other = new AnalysisTroubleTest();
      Inquiry inquiry = other.today();
      other.desk.takenUntilRefusal = refused;
      IllegalStateException e =
          assertThrows(
              IllegalStateException.class, () -> other.run(standIn(GOOD, DOUBTFUL), inquiry));
      assertTrue(
          String.valueOf(e.getMessage()).contains(expected.get(refused).words()), e.getMessage());
      assertTrue(other.first().state() != State.ANNOUNCED, "refused " + refused);
      assertEquals(
          State.ANNOUNCED, other.run(standIn(GOOD, DOUBTFUL), inquiry).state(), "next run");
      assertEquals(expected, other.told().stream().distinct().toList(), "refused " + refused);
      assertEquals(2, other.desk.active().version());
    }
  }

  @Test
  void whatTheSessionAfterCannotTellWaitsAndKeepsNothingFromBeingDone() {
    for (boolean answered : List.of(true, false)) {
      AnalysisTroubleTest other = new AnalysisTroubleTest();
      other.desk.takenUntilRefusal = 0;
      assertThrows(
          RuntimeException.class,
          () -> other.run(answered ? saying(DOUBTFUL) : silent(), other.today()));
      State left = other.first().state();
      assertEquals(answered ? State.DECIDED : State.STARTED, left);

      Inquiry next = other.tomorrow();
      other.desk.takenUntilRefusal = 0;
      assertThrows(IllegalStateException.class, () -> other.run(saying(), next));
      assertEquals(left, other.first().state());
      assertEquals(State.ANNOUNCED, other.run(saying(), next).state());
      assertEquals(State.ANNOUNCED, other.first().state());
      assertEquals(List.of(answered ? Type.PROPOSAL_MADE : Type.ANALYSIS_FAILED), other.told());
    }
  }

  /** A model that was paid is not paid again because people could not be told of its answer. */
  @Test
  void anAnswerThatPeopleCannotBeToldOfIsKept() {
    List<String> asked = new ArrayList<>();
    Analyst refusing =
        (analysis, study, dossier, deadline) -> {
          asked.add(analysis);
          return said("claude")
              .complaining(
                  Optional.empty(), Optional.of(new Complaint("no JSON", Optional.empty())));
        };
    desk.takenUntilRefusal = 0;
    assertThrows(IllegalStateException.class, () -> run(refusing, today()));
    run(refusing, today());
    assertEquals(1, asked.size());
    assertEquals(List.of(Type.ANALYSIS_FAILED), told());
  }

  // Who stood in.

  @Test
  void whoStoodInIsToldOnceASessionAndNothingIsSaidToHaveFailed() {
    Inquiry inquiry = today();
    run(standIn(GOOD), inquiry);
    Inquiry again =
        new Inquiry(
            inquiry.study(), inquiry.session(), inquiry.similar(), inquiry.news(), "by-hand");
    run(standIn(DOUBTFUL), again);
    List<TradingEvent> replaced =
        desk.told.stream().filter(event -> event.type() == Type.ANALYST_REPLACED).toList();
    assertEquals(2, replaced.size());
    assertEquals(
        1,
        replaced.stream().map(event -> event.occurrence() + " " + event.time()).distinct().count());
    assertEquals(Severity.WARNING, replaced.getFirst().severity());
    assertEquals(
        "Claude could not be asked: HTTP 401; the local analyst stood in for rsi2 in the session of "
            + inquiry.session().date(),
        replaced.getFirst().message());
    assertTrue(!told().contains(Type.ANALYSIS_FAILED), told()::toString);
  }

  // What earlier sessions left.

  private Analysis left(State state, ProposalRecord... proposals) {
    Inquiry inquiry = today();
    Analysis left =
        new Analysis(
            "left",
            AnalysisDesk.STRATEGY,
            inquiry.study().version().account().id(),
            inquiry.session().date().minusDays(1),
            "test",
            1,
            AnalysisDesk.NOW,
            state,
            "claude",
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(proposals),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            0);
    assertTrue(desk.ledger().analysis().analyses().create(left));
    return left;
  }

  private static ProposalRecord made(int number, Proposal proposal) {
    return new ProposalRecord(
        number, proposal, Standing.MADE, Optional.empty(), Optional.empty(), "to be examined");
  }

  @Test
  void whatCannotBecomeAVersionAnyMoreIsRefusedAndLaterAnalysesGoOn() {
    Analysis left =
        left(
            State.ANSWERED,
            made(1, proposal(Map.of("entry-rsi", "101"))),
            made(2, proposal(Map.of("no-more", "1"))),
            made(3, DOUBTFUL));
    assertEquals(State.ANNOUNCED, run(saying(GOOD), today()).state());
    assertEquals(State.ANNOUNCED, stored(left).state());
    assertEquals(
        List.of(Standing.REFUSED, Standing.REFUSED, Standing.WAITING),
        stored(left).proposals().stream().map(ProposalRecord::standing).toList());
    assertTrue(
        stored(left).proposals().getFirst().why().contains("entry-rsi"),
        stored(left).proposals().getFirst()::why);
    assertEquals("25", desk.active().parameters().get("entry-rsi"));
  }

  private static StoredText text(String text) {
    return new StoredText(Optional.of(text), Optional.empty(), text.length());
  }

  /** A release in between may not know a parameter any more. */
  @Test
  void whatCannotBeActivatedAnyMoreWaits() {
    Inquiry inquiry = today();
    assertThrows(AnalystUnavailableException.class, () -> run(silent(), inquiry));
    Analysis begun = first();
    Proposal unknown = proposal(Map.of("no-more", "1"));
    assertTrue(
        desk.ledger()
            .strategies()
            .create(
                desk.active()
                    .successor(
                        2, unknown.changes(), "analyst", AnalysisDesk.NOW, Optional.empty())));
    desk.ledger()
        .analysis()
        .analyses()
        .update(
            begun.answered(
                1,
                "claude",
                text("a question"),
                text("an answer"),
                List.of(),
                List.of(
                    made(1, unknown)
                        .with(
                            Standing.WAITING,
                            Optional.of(
                                new GateResult(
                                    1,
                                    List.of(new Criterion("edge", "edge", true, "1", "0", "m")))),
                            Optional.of(2),
                            "waits for a person")),
                List.of(),
                Optional.empty(),
                new Searched(1, "bounds")));
    Analysis ended = run(saying(GOOD), inquiry);
    assertEquals(State.ANNOUNCED, ended.state());
    assertEquals(Standing.WAITING, ended.proposals().getFirst().standing());
    assertTrue(ended.proposals().getFirst().why().contains("no-more"), ended::toString);
    assertEquals(1, desk.active().version());
  }

  /** Until it is repaired nobody knows how many sets were tried, and nothing happens by itself. */
  @Test
  void aDamagedAnalysisIsToldOnceASessionAndOnlyKeepsTheGateFromActingAlone() {
    Analysis left = left(State.ANNOUNCED);
    Map<String, AttributeValue> sound =
        desk.items.get(new Key("ANALYSIS#" + left.id(), "RECORD")).orElseThrow();
    Map<String, AttributeValue> damaged = new HashMap<>(sound);
    damaged.put("state", fromS("NONE OF THESE"));
    put(damaged);
    Analysis waits = run(saying(GOOD), today());
    assertEquals(State.ANNOUNCED, waits.state());
    assertEquals(Standing.WAITING, waits.proposals().getFirst().standing());
    assertTrue(waits.proposals().getFirst().why().contains("cannot be read"), waits::toString);
    run(saying(GOOD), today());
    List<TradingEvent> failed =
        desk.told.stream().filter(event -> event.type() == Type.ANALYSIS_FAILED).toList();
    assertEquals(2, failed.size());
    assertEquals(1, failed.stream().distinct().count(), "the same each time");
    assertEquals(Severity.WARNING, failed.getFirst().severity());
    assertTrue(failed.getFirst().message().contains("left"), failed.getFirst()::message);

    put(sound);
    assertEquals(
        Standing.ACTIVATED, run(saying(GOOD), tomorrow()).proposals().getFirst().standing());
  }

  private void put(Map<String, AttributeValue> item) {
    desk.items.put(new Write.Put(Key.of(item), item, new Condition.Anything()));
  }

  // What is not known yet.

  /** A session of the past is studied with what was known at its close. */
  @Test
  void whatWasProposedAfterASessionIsNotToldToItsAnalyst() {
    Inquiry inquiry = today();
    List<Integer> earlier = new ArrayList<>();
    Analyst noting =
        (analysis, study, dossier, deadline) -> {
          earlier.add(dossier.earlier().size());
          return said("claude", DOUBTFUL);
        };
    run(noting, AnalysisDesk.dayAfter(inquiry));
    run(noting, inquiry);
    run(noting, AnalysisDesk.dayAfter(AnalysisDesk.dayAfter(inquiry)));
    assertEquals(List.of(0, 0, 2), earlier);
  }

  @Test
  void whatCameIntoForceAfterASessionIsNotToldToItsAnalyst() {
    Duration none = Duration.ZERO;
    Duration later = Duration.ofHours(1);
    assertEquals(Standing.WAITING, seen(DOUBTFUL, none, Optional.empty()));
    assertEquals(Standing.ACTIVATED, seen(DOUBTFUL, none, Optional.of(activating(none))));
    assertEquals(Standing.WAITING, seen(DOUBTFUL, none, Optional.of(activating(later))));
    assertEquals(Standing.WAITING, seen(GOOD, none, Optional.of(takingBack(none))));
    assertEquals(Standing.ACTIVATED, seen(GOOD, none, Optional.of(takingBack(later))));
    // The analysis itself has activated it, an hour after the close that is studied.
    assertEquals(Standing.ACTIVATED, seen(GOOD, later, Optional.empty()));
    assertEquals(Standing.ACTIVATED, seen(GOOD, later, Optional.of(takingBack(later))));
  }

  private static Consumer<AnalysisDesk> activating(Duration later) {
    return desk ->
        new VersionDesk(desk.ledger().strategies(), () -> AnalysisDesk.NOW.plus(later))
            .activate("rsi2", 2, "ada", "convincing");
  }

  private static Consumer<AnalysisDesk> takingBack(Duration later) {
    return desk ->
        new VersionDesk(desk.ledger().strategies(), () -> AnalysisDesk.NOW.plus(later))
            .rollback("rsi2", 2, "ada", "no");
  }

  /** What an analyst hears of a proposal, at a close that is so long before the present. */
  private static Standing seen(
      Proposal proposal, Duration sinceClose, Optional<Consumer<AnalysisDesk>> meanwhile) {
    AnalysisTroubleTest other = new AnalysisTroubleTest();
    other.run(saying(proposal), other.today());
    meanwhile.ifPresent(deed -> deed.accept(other.desk));
    List<Standing> heard = new ArrayList<>();
    Analyst noting =
        (analysis, study, dossier, deadline) -> {
          dossier.earlier().forEach(one -> heard.add(one.standing()));
          return said("claude");
        };
    other.run(noting, closedBefore(other.tomorrow(), sinceClose));
    assertEquals(1, heard.size(), heard::toString);
    return heard.getFirst();
  }

  private static Inquiry closedBefore(Inquiry inquiry, Duration sinceClose) {
    Study study = inquiry.study();
    BarsMarket market = study.market();
    return new Inquiry(
        study.on(
            new BarsMarket(
                market.bars(),
                market.assembly(),
                market.settings(),
                market.from(),
                market.end().minus(sinceClose))),
        inquiry.session(),
        inquiry.similar(),
        inquiry.news(),
        inquiry.trigger());
  }

  // Others, in between.

  /**
   * Whenever another version comes into force and a person takes it back, so that the same is
   * active again: nothing comes into force by itself after that.
   */
  @Test
  void nobodyIsOverruledWhoCameAndWentInBetween() {
    Moments counted = Moments.quiet();
    new AnalysisTroubleTest().desk.run(counted, saying(GOOD), GATE, BY_ITSELF);
    int before = 0;
    for (int moment = 0; moment < counted.passed(); moment++) {
      AnalysisTroubleTest other = new AnalysisTroubleTest();
      VersionDesk versions = other.desk.versions();
      versions.add("rsi2", 1, Map.of("exit-rsi", "80"), "ada", Optional.empty());
      Runnable meanwhile =
          () -> {
            int back = other.desk.active().version();
            versions.activate("rsi2", 2, "ada", "let us see");
            versions.rollback("rsi2", 2, "ada", "no");
            assertEquals(back, other.desk.active().version());
          };
      try {
        other.desk.run(new Moments(moment, meanwhile), saying(GOOD), GATE, BY_ITSELF);
      } catch (ConcurrentUpdateException e) {
        // The desk gave up; the next run goes on.
      }
      other.desk.run(Moments.quiet(), saying(GOOD), GATE, BY_ITSELF);
      List<Activation> all = other.desk.ledger().strategies().activations("rsi2");
      for (Activation one : all) {
        assertTrue(!one.automatic() || one.number() == 2, "moment " + moment + ": " + all);
      }
      before += all.stream().noneMatch(Activation::automatic) ? 1 : 0;
    }
    assertTrue(before > 20, "so few moments before the activation prove nothing: " + before);
  }
}
