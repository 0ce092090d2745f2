package io.bellwether.analyst;

import io.bellwether.analyst.gate.ActivationPolicy;
import io.bellwether.market.time.Deadline;
import io.bellwether.trading.analysis.Analysis;
import io.bellwether.trading.analysis.GateResult;
import io.bellwether.trading.analysis.ProposalRecord;
import io.bellwether.trading.analysis.ProposalRecord.Standing;
import io.bellwether.trading.config.Activation;
import io.bellwether.trading.config.ActivationOutcome;
import io.bellwether.trading.config.StrategyVersion;
import io.bellwether.trading.config.VersionDesk;
import io.bellwether.trading.ledger.StrategyStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;

/**
 * The steps of a proposal: examined, made a version, activated. Each takes it as far as it goes and
 * answers the same when it is asked again; none is taken for what an earlier run has done.
 *
 * @param strategies the versions and their activations
 * @param versions makes and activates versions
 * @param gate examines proposals
 * @param policy says which may become active by themselves
 */
record ProposalSteps(
    StrategyStore strategies,
    VersionDesk versions,
    Examiner gate,
    ActivationPolicy policy,
    InstantSource clock) {
  private static final String GATE_PASSED = "the gate let it pass";

  /** What speaks for a proposal's version. */
  static String evidence(Analysis analysis, ProposalRecord proposal) {
    return analysis.id() + "#" + proposal.number();
  }

  /**
   * A proposal that was examined.
   *
   * @param trials how many sets were ever tried
   * @throws AnalystUnavailableException if there was no time for it
   */
  ProposalRecord examined(
      Study study, Analysis analysis, ProposalRecord proposal, long trials, Deadline deadline) {
    try {
      GateResult result =
          gate.examine(
              study,
              proposal.proposal().changes(),
              trials,
              () -> !deadline.allows(AnalysisService.MARGIN));
      return proposal.with(Standing.MADE, Optional.of(result), Optional.empty(), "examined");
    } catch (CancellationException e) {
      throw new AnalystUnavailableException(
          "the gate had no time to examine proposal %d of analysis %s to the end; nothing was"
                  .formatted(proposal.number(), analysis.id())
              + " decided, the next run goes on",
          e);
    }
  }

  /**
   * A proposal that is a version and waits, or is refused because it cannot be one: a release that
   * came after it may allow less. One that was proposed before is the version it was then.
   *
   * @param why it waits, where it was not examined
   */
  ProposalRecord versioned(Analysis analysis, ProposalRecord proposal, String why) {
    StrategyVersion version;
    try {
      version =
          proposedBefore(analysis, proposal)
              .orElseGet(
                  () ->
                      versions.add(
                          analysis.strategy(),
                          analysis.baseVersion(),
                          proposal.proposal().changes(),
                          AnalysisService.AUTHOR,
                          Optional.of(evidence(analysis, proposal))));
    } catch (IllegalArgumentException e) {
      return proposal.with(
          Standing.REFUSED,
          proposal.gate(),
          Optional.empty(),
          "it cannot be made a version: " + e.getMessage());
    }
    return proposal.with(
        Standing.WAITING,
        proposal.gate(),
        Optional.of(version.version()),
        proposal.gate().isPresent() ? "waits for a person" : why);
  }

  private Optional<StrategyVersion> proposedBefore(Analysis analysis, ProposalRecord proposal) {
    List<StrategyVersion> known = strategies.versions(analysis.strategy());
    Map<String, String> wanted = new TreeMap<>();
    known.stream()
        .filter(version -> version.version() == analysis.baseVersion())
        .forEach(version -> wanted.putAll(version.parameters()));
    wanted.putAll(proposal.proposal().changes());
    return known.stream()
        .filter(version -> version.parent().equals(Optional.of(analysis.baseVersion())))
        .filter(version -> version.author().equals(AnalysisService.AUTHOR))
        .filter(version -> version.parameters().equals(wanted))
        .findFirst();
  }

  /**
   * A proposal that was activated if nothing objects; else the same, with the reason.
   *
   * @param doubt why nothing may be activated at all, if there is a reason
   */
  ProposalRecord activated(Analysis analysis, ProposalRecord proposal, Optional<String> doubt) {
    ProposalRecord known = recognised(analysis, proposal);
    if (known.standing() != Standing.WAITING || known.gate().isEmpty()) {
      return known;
    }
    Optional<String> objection = objection(analysis, known, known.gate().get(), doubt);
    return objection.isEmpty()
        ? active(known)
        : known.with(Standing.WAITING, known.gate(), known.version(), objection.get());
  }

  /** A proposal that an earlier run has activated; else the same. */
  ProposalRecord recognised(Analysis analysis, ProposalRecord proposal) {
    Optional<String> evidence = Optional.of(evidence(analysis, proposal));
    return proposal.standing() == Standing.WAITING
            && strategies.activations(analysis.strategy()).stream()
                // A person's activation names the evidence of its version, too.
                .filter(Activation::automatic)
                .anyMatch(one -> one.evidence().equals(evidence))
        ? active(proposal)
        : proposal;
  }

  private static ProposalRecord active(ProposalRecord proposal) {
    return proposal.with(Standing.ACTIVATED, proposal.gate(), proposal.version(), GATE_PASSED);
  }

  /**
   * Activates the proposal's version, or says why not. The policy is asked about the very
   * activations after which this one would be made: none can slip in between.
   */
  private Optional<String> objection(
      Analysis analysis, ProposalRecord proposal, GateResult gate, Optional<String> doubt) {
    try {
      return switch (versions.activateByItself(
          analysis.strategy(),
          analysis.baseVersion(),
          proposal.version().orElseThrow(),
          AnalysisService.AUTHOR,
          GATE_PASSED,
          evidence(analysis, proposal),
          history ->
              policy
                  .objection(proposal.proposal(), gate, history, clock.instant())
                  .or(() -> doubt))) {
        case ActivationOutcome.Activated activated -> Optional.empty();
        case ActivationOutcome.Objected(String objection) -> Optional.of(objection);
        case ActivationOutcome.AlreadyActive active ->
            Optional.of("a person made it active meanwhile");
        case ActivationOutcome.AlreadyRolledBack(Activation rollback) ->
            throw new IllegalStateException(
                "no rollback was asked for, and one answered: " + rollback);
        case ActivationOutcome.Overtaken(int expected, int active) ->
            Optional.of(
                "version %d came into force meanwhile; it was examined against version %d"
                    .formatted(active, expected));
      };
    } catch (IllegalArgumentException e) {
      return Optional.of("it cannot be activated: " + e.getMessage());
    }
  }
}
