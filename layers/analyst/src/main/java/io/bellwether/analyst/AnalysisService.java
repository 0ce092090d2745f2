package io.bellwether.analyst;

import io.bellwether.analyst.gate.ActivationPolicy;
import io.bellwether.market.time.Deadline;
import io.bellwether.trading.Identifiers;
import io.bellwether.trading.analysis.Analysis;
import io.bellwether.trading.analysis.Analysis.State;
import io.bellwether.trading.analysis.AnalysisStore;
import io.bellwether.trading.analysis.GateResult;
import io.bellwether.trading.analysis.Proposal;
import io.bellwether.trading.analysis.ProposalRecord;
import io.bellwether.trading.analysis.ProposalRecord.Standing;
import io.bellwether.trading.analysis.StoredText;
import io.bellwether.trading.analysis.StoredTexts;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.config.VersionDesk;
import io.bellwether.trading.event.EventPublisher;
import io.bellwether.trading.event.TradingEvent;
import io.bellwether.trading.ledger.ConcurrentUpdateException;
import io.bellwether.trading.ledger.DamagedItemException;
import io.bellwether.trading.ledger.Ledger;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * One analysis from the question to the decision: ask an analyst, check what it proposes against
 * the bounds, have the gate examine it, make it a version, activate that if the policy lets it, and
 * tell people.
 *
 * <p>Each step is stored before the next begins, and each can be done twice: a run that was killed,
 * or could not tell people, is continued by the next one of the same session and trigger. A model
 * is asked again only if its answer never reached the ledger. What an analyst says is an opinion;
 * nothing it says can skip a step, widen the bounds or speak for itself at the gate.
 */
public final class AnalysisService {
  /** Who signs versions that come of analyses. */
  public static final String AUTHOR = "analyst";

  /** More than these an analyst need not know of. */
  private static final int EARLIER = 20;

  /** What storing the results takes; an analyst or a gate that leaves less is stopped. */
  static final Duration MARGIN = Duration.ofSeconds(5);

  private final String stage;
  private final AnalysisStore analyses;
  private final Ledger ledger;
  private final StoredTexts texts;
  private final Analyst analyst;
  private final ProposalSteps steps;
  private final EventPublisher events;
  private final InstantSource clock;

  /**
   * An analysis desk.
   *
   * @param stage part of every analysis' id
   * @param texts where prompts and answers go
   * @param versions makes and activates versions
   * @param analyst who is asked
   * @param gate examines proposals
   * @param policy says which may become active by themselves
   */
  public AnalysisService(
      String stage,
      Ledger ledger,
      StoredTexts texts,
      VersionDesk versions,
      Analyst analyst,
      Examiner gate,
      ActivationPolicy policy,
      EventPublisher events,
      InstantSource clock) {
    this.stage = stage;
    this.analyses = ledger.analysis().analyses();
    this.ledger = ledger;
    this.texts = texts;
    this.analyst = analyst;
    this.steps = new ProposalSteps(ledger.strategies(), versions, gate, policy, clock);
    this.events = events;
    this.clock = clock;
  }

  /** The id of an analysis: the same for the same strategy, session and trigger. */
  public String id(Inquiry inquiry) {
    return id(inquiry.study().version(), inquiry.session().date(), inquiry.trigger());
  }

  private String id(StrategyVersion version, LocalDate session, String trigger) {
    return Identifiers.occurrence(
        version.strategy() + "-" + session, stage, version.account().id(), trigger);
  }

  /** The analysis of a session, however far it has come; none if none was begun. */
  public Optional<Analysis> find(StrategyVersion version, LocalDate session, String trigger) {
    return analyses.find(id(version, session, trigger));
  }

  /**
   * Carries an analysis out, or on from where it was left, or does nothing if it is done. What
   * earlier sessions left unfinished is brought to an end first; what of it cannot be is told and
   * left alone.
   *
   * @return the analysis as stored; if another run is at it at this moment, as that left it
   * @throws AnalystUnavailableException if there is no answer, or no time for the gate, now; the
   *     next run goes on
   * @throws IllegalStateException if people could not be told; the next run tells them
   */
  public Analysis analyze(Inquiry inquiry, Deadline deadline) {
    Optional<UntoldException> untold = settled(inquiry.study().version(), inquiry.session().date());
    Analysis analysis = carriedOn(inquiry, deadline);
    if (untold.isPresent()) {
      throw untold.get();
    }
    return analysis;
  }

  /**
   * Brings to an end what sessions before one left unfinished, as {@link #analyze} does first: for
   * a session that is not analysed itself.
   *
   * @throws IllegalStateException if people could not be told; the next run tells them
   */
  public void settleEarlier(StrategyVersion version, LocalDate session) {
    Optional<UntoldException> untold = settled(version, session);
    if (untold.isPresent()) {
      throw untold.get();
    }
  }

  private Analysis carriedOn(Inquiry inquiry, Deadline deadline) {
    Analysis analysis = begun(inquiry);
    try {
      if (analysis.state() == State.STARTED) {
        analysis = ask(inquiry, analysis, deadline);
      }
      if (analysis.state() == State.ANSWERED) {
        analysis = decide(inquiry.study(), analysis, deadline);
      }
      if (analysis.state() == State.DECIDED) {
        analysis = announce(analysis);
      }
      return analysis;
    } catch (ConcurrentUpdateException e) {
      return analyses.find(analysis.id()).orElse(analysis);
    }
  }

  private Analysis begun(Inquiry inquiry) {
    StrategyVersion version = inquiry.study().version();
    Analysis fresh =
        new Analysis(
            id(inquiry),
            version.strategy(),
            version.account().id(),
            inquiry.session().date(),
            inquiry.trigger(),
            version.version(),
            clock.instant(),
            State.STARTED,
            Analysis.NOBODY,
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            0);
    return analyses.create(fresh) ? fresh : analyses.find(fresh.id()).orElse(fresh);
  }

  private Analysis ask(Inquiry inquiry, Analysis analysis, Deadline deadline) {
    Study study = inquiry.study();
    List<ProposalRecord> earlier =
        past(analysis.strategy())
            .proposalsBefore(
                analysis,
                ledger.strategies().activations(analysis.strategy()),
                study.market().end());
    Dossier dossier = Dossiers.of(inquiry, earlier.subList(0, Math.min(EARLIER, earlier.size())));
    Deadline answer = new Deadline(deadline.clock(), deadline.at().minus(MARGIN));
    Consultation said = analyst.consult(analysis.id(), study, dossier, answer);
    List<ProposalRecord> proposals = new ArrayList<>();
    for (Proposal proposal : said.proposals()) {
      Optional<String> refusal = ProposalBounds.refusal(study, proposal);
      proposals.add(
          new ProposalRecord(
              proposals.size() + 1,
              proposal,
              refusal.isPresent() ? Standing.REFUSED : Standing.MADE,
              Optional.empty(),
              Optional.empty(),
              refusal.orElse("to be examined")));
    }
    // First told, then stored: told again after a kill, and people hear it once. What was not asked
    // for want of money was not paid for either, and can be asked again.
    said.spentBudgetUsd().ifPresent(budget -> tell(overBudget(analysis, budget)));
    return analyses.update(
        analysis.answered(
            study.version().version(),
            said.analyst(),
            stored(analysis, "prompt", said.prompt()),
            stored(analysis, "answer", said.answer()),
            said.uses(),
            proposals,
            said.notes(),
            said.complaint(),
            Trials.searched(study, said)));
  }

  /** Told once a month. */
  private TradingEvent overBudget(Analysis analysis, BigDecimal budgetUsd) {
    YearMonth month = YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
    return Announcements.budget(analysis, ledger.analysis().spend().of(month), budgetUsd);
  }

  /** Under a key of its own content: another run's other answer must not replace it. */
  private StoredText stored(Analysis analysis, String kind, String text) {
    return texts.store(
        "analyses/" + analysis.id() + "/" + Identifiers.occurrence(kind, text) + ".txt", text);
  }

  /** Everything is examined before anything is activated: what is, changes what is in force. */
  private Analysis decide(Study study, Analysis analysis, Deadline deadline) {
    Analysis now = stepwise(analysis, (all, one) -> weighed(study, all, one, deadline));
    Optional<String> doubt = past(analysis.strategy()).doubt();
    now = stepwise(now, (all, one) -> steps.activated(all, one, doubt));
    return analyses.update(now.in(State.DECIDED));
  }

  /** Takes each proposal on until it goes no further, and stores each step. */
  private Analysis stepwise(
      Analysis analysis, BiFunction<Analysis, ProposalRecord, ProposalRecord> step) {
    Analysis now = analysis;
    for (ProposalRecord proposal : analysis.proposals()) {
      ProposalRecord before = proposal;
      ProposalRecord after = step.apply(now, before);
      while (!after.equals(before)) {
        now = analyses.update(now.with(after));
        before = after;
        after = step.apply(now, before);
      }
    }
    return now;
  }

  /** Examined, then a version that waits. */
  private ProposalRecord weighed(
      Study study, Analysis analysis, ProposalRecord proposal, Deadline deadline) {
    if (proposal.standing() != Standing.MADE) {
      return proposal;
    }
    boolean current = study.version().version() == analysis.baseVersion();
    return proposal.gate().isEmpty() && current
        ? steps.examined(study, analysis, proposal, past(analysis.strategy()).trials(), deadline)
        : steps.versioned(
            analysis, proposal, "not examined: another version came into force meanwhile");
  }

  /**
   * Brings to an end what runs of earlier sessions left: their bars are not the latest any more, so
   * nothing is examined or activated, and people are told. One that cannot be brought to an end
   * keeps no later analysis from being made.
   *
   * @return that people could not be told of one, which waits for the next run
   */
  private Optional<UntoldException> settled(StrategyVersion version, LocalDate session) {
    PastAnalyses past = past(version.strategy());
    Map<String, String> leftAlone = new TreeMap<>();
    past.damaged().forEach(one -> leftAlone.put(one.item(), one.message()));
    Optional<UntoldException> untold = Optional.empty();
    for (Analysis left : past.leftBefore(session, version.account().id())) {
      try {
        settle(left);
      } catch (ConcurrentUpdateException e) {
        // Another run is at it.
      } catch (UntoldException e) {
        untold = Optional.of(e);
      } catch (DamagedItemException | IllegalArgumentException e) {
        leftAlone.put(left.id(), String.valueOf(e.getMessage()));
      }
    }
    for (Map.Entry<String, String> one : leftAlone.entrySet()) {
      try {
        tell(Announcements.leftAlone(version, session, one.getKey(), one.getValue()));
      } catch (UntoldException e) {
        untold = Optional.of(e);
      }
    }
    return untold;
  }

  private void settle(Analysis left) {
    switch (left.state()) {
      case STARTED -> {
        tell(Announcements.failed(left, "no analyst answered before the session after it"));
        analyses.update(left.in(State.ANNOUNCED));
      }
      case ANSWERED -> {
        Analysis now =
            stepwise(
                left,
                (all, one) ->
                    one.standing() == Standing.MADE
                        ? steps.versioned(all, one, "not examined: the session after it came first")
                        : steps.recognised(all, one));
        announce(analyses.update(now.in(State.DECIDED)));
      }
      case DECIDED -> announce(left);
      case ANNOUNCED -> {}
    }
  }

  /** What was proposed before and still does not pass is no news. */
  private Analysis announce(Analysis analysis) {
    analysis.complaint().ifPresent(what -> tell(Announcements.complaint(analysis, what)));
    List<StrategyVersion> versions = ledger.strategies().versions(analysis.strategy());
    for (ProposalRecord proposal : analysis.proposals()) {
      Optional<String> evidence = Optional.of(ProposalSteps.evidence(analysis, proposal));
      boolean repeated =
          proposal.standing() == Standing.WAITING
              && proposal.gate().filter(GateResult::passed).isEmpty()
              && versions.stream().noneMatch(version -> version.evidence().equals(evidence));
      if (!repeated) {
        tell(Announcements.proposal(analysis, proposal));
      }
    }
    return analyses.update(analysis.in(State.ANNOUNCED));
  }

  /** What is stored stays as it is where this fails, and the next run tells. */
  private void tell(TradingEvent event) {
    if (!events.taken(event)) {
      throw new UntoldException(event);
    }
  }

  private PastAnalyses past(String strategy) {
    return PastAnalyses.of(analyses, strategy);
  }
}
