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
import io.bellwether.trading.config.Activation;
import io.bellwether.trading.config.ActivationOutcome;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.config.VersionDesk;
import io.bellwether.trading.event.EventPublisher;
import io.bellwether.trading.event.TradingEvent;
import io.bellwether.trading.ledger.ConcurrentUpdateException;
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
import java.util.concurrent.CancellationException;
import java.util.function.BiFunction;

/**
 * One analysis from the question to the decision: ask an analyst, check what it proposes against
 * the bounds, have the gate examine it, make it a version, activate that if the policy lets it, and
 * tell people.
 *
 * <p>Each step is stored before the next begins, and each can be done twice: a run that was killed
 * is continued by the next one of the same session and trigger. A model is asked again only if its
 * answer never reached the ledger. What an analyst says is an opinion; nothing it says can skip a
 * step, widen the bounds or speak for itself at the gate.
 */
public final class AnalysisService {
  /** Who signs versions that come of analyses. */
  public static final String AUTHOR = "analyst";

  private static final String GATE_PASSED = "the gate let it pass";

  /** More than these an analyst need not know of. */
  private static final int EARLIER = 20;

  /** What storing the results takes; a gate that leaves less is stopped. */
  private static final Duration MARGIN = Duration.ofSeconds(5);

  private final String stage;
  private final AnalysisStore analyses;
  private final Ledger ledger;
  private final StoredTexts texts;
  private final VersionDesk versions;
  private final Analyst analyst;
  private final Examiner gate;
  private final ActivationPolicy policy;
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
    this.versions = versions;
    this.analyst = analyst;
    this.gate = gate;
    this.policy = policy;
    this.events = events;
    this.clock = clock;
  }

  /** The id of an analysis: the same for the same strategy, session and trigger. */
  public String id(Inquiry inquiry) {
    StrategyVersion version = inquiry.study().version();
    return Identifiers.occurrence(
        version.strategy() + "-" + inquiry.session().date(),
        stage,
        version.account().id(),
        inquiry.trigger());
  }

  /**
   * Carries an analysis out, or on from where it was left, or does nothing if it is done.
   *
   * @return the analysis as stored; if another run is at it at this moment, as that left it
   * @throws AnalystUnavailableException if there is no answer, or no time for the gate, now; the
   *     next run goes on
   */
  public Analysis analyze(Inquiry inquiry, Deadline deadline) {
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
            0);
    return analyses.create(fresh) ? fresh : analyses.find(fresh.id()).orElse(fresh);
  }

  private Analysis ask(Inquiry inquiry, Analysis analysis, Deadline deadline) {
    Study study = inquiry.study();
    Dossier dossier = Dossiers.of(inquiry, earlier(analysis));
    Consultation said = analyst.consult(analysis.id(), study, dossier, deadline);
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
    Analysis answered =
        analyses.update(
            analysis.answered(
                study.version().version(),
                said.analyst(),
                stored(analysis, "prompt", said.prompt()),
                stored(analysis, "answer", said.answer()),
                said.uses(),
                proposals,
                said.notes()));
    said.spentBudgetUsd().ifPresent(budget -> events.publish(overBudget(answered, budget)));
    return answered;
  }

  /**
   * Told once a month: after a kill by the next analysis, which the budget does not allow either.
   */
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
    now = stepwise(now, this::activated);
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
        ? examined(study, analysis, proposal, deadline)
        : versioned(analysis, proposal);
  }

  private ProposalRecord examined(
      Study study, Analysis analysis, ProposalRecord proposal, Deadline deadline) {
    try {
      GateResult result =
          gate.examine(
              study,
              proposal.proposal().changes(),
              trials(analysis.strategy()),
              () -> !deadline.allows(MARGIN));
      return proposal.with(Standing.MADE, Optional.of(result), Optional.empty(), "examined");
    } catch (CancellationException e) {
      throw new AnalystUnavailableException(
          "the gate had no time to examine proposal %d of analysis %s to the end; nothing was"
                  .formatted(proposal.number(), analysis.id())
              + " decided, the next run goes on",
          e);
    }
  }

  /** Made a version that is not active. */
  private ProposalRecord versioned(Analysis analysis, ProposalRecord proposal) {
    StrategyVersion version =
        versions.add(
            analysis.strategy(),
            analysis.baseVersion(),
            proposal.proposal().changes(),
            AUTHOR,
            Optional.of(evidence(analysis, proposal)));
    return proposal.with(
        Standing.WAITING,
        proposal.gate(),
        Optional.of(version.version()),
        proposal.gate().isPresent()
            ? "waits for a person"
            : "not examined: another version came into force meanwhile");
  }

  /** Activated if nothing objects; a second run finds the first one's activation. */
  private ProposalRecord activated(Analysis analysis, ProposalRecord proposal) {
    if (proposal.standing() != Standing.WAITING || proposal.gate().isEmpty()) {
      return proposal;
    }
    List<Activation> history = ledger.strategies().activations(analysis.strategy());
    String evidence = evidence(analysis, proposal);
    boolean done = history.stream().anyMatch(one -> one.evidence().equals(Optional.of(evidence)));
    Optional<String> objection =
        done
            ? Optional.empty()
            : policy.objection(
                proposal.proposal(), proposal.gate().orElseThrow(), history, clock.instant());
    if (!done && objection.isEmpty()) {
      objection = overtaken(analysis, proposal, evidence);
    }
    return proposal.with(
        objection.isPresent() ? Standing.WAITING : Standing.ACTIVATED,
        proposal.gate(),
        proposal.version(),
        objection.orElse(GATE_PASSED));
  }

  /** Activates the proposal's version; why not, if somebody else was faster. */
  private Optional<String> overtaken(Analysis analysis, ProposalRecord proposal, String evidence) {
    return switch (versions.activateByItself(
        analysis.strategy(),
        analysis.baseVersion(),
        proposal.version().orElseThrow(),
        AUTHOR,
        GATE_PASSED,
        evidence)) {
      case ActivationOutcome.Activated activated -> Optional.empty();
      case ActivationOutcome.AlreadyActive active ->
          Optional.of("a person made it active meanwhile");
      case ActivationOutcome.Overtaken(int expected, int active) ->
          Optional.of(
              "version %d came into force meanwhile; it was examined against version %d"
                  .formatted(active, expected));
    };
  }

  private Analysis announce(Analysis analysis) {
    for (ProposalRecord proposal : analysis.proposals()) {
      events.publish(Announcements.proposal(analysis, proposal));
    }
    if (analysis.proposals().isEmpty() && !analysis.notes().isEmpty()) {
      events.publish(Announcements.failed(analysis, String.join("; ", analysis.notes())));
    }
    return analyses.update(analysis.in(State.ANNOUNCED));
  }

  private static String evidence(Analysis analysis, ProposalRecord proposal) {
    return analysis.id() + "#" + proposal.number();
  }

  /**
   * How many sets were ever tried for the strategy, those of this analysis included: every proposal
   * ever made, and the sets that were looked at to find them. The same sets around the same version
   * are looked at again each day and count once.
   */
  private long trials(String strategy) {
    long proposals = 0;
    Map<Integer, Integer> searched = new TreeMap<>();
    for (Analysis one : known(strategy)) {
      for (ProposalRecord proposal : one.proposals()) {
        proposals++;
        searched.merge(one.baseVersion(), proposal.proposal().tried() - 1, Math::max);
      }
    }
    return proposals + searched.values().stream().mapToLong(Integer::longValue).sum();
  }

  /** What became of earlier proposals, the latest first. */
  private List<ProposalRecord> earlier(Analysis analysis) {
    return known(analysis.strategy()).reversed().stream()
        .filter(one -> !one.id().equals(analysis.id()))
        .flatMap(one -> one.proposals().stream())
        .limit(EARLIER)
        .toList();
  }

  private List<Analysis> known(String strategy) {
    return analyses.of(strategy, LocalDate.EPOCH, LocalDate.MAX);
  }
}
