package io.bellwether.analyst;

import io.bellwether.trading.analysis.Analysis;
import io.bellwether.trading.analysis.Analysis.State;
import io.bellwether.trading.analysis.AnalysisStore;
import io.bellwether.trading.analysis.AnalysisStore.Damaged;
import io.bellwether.trading.analysis.ProposalRecord;
import io.bellwether.trading.analysis.ProposalRecord.Standing;
import io.bellwether.trading.config.Activation;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * All that was ever analysed of a strategy, as far as it can be read.
 *
 * @param analyses in the order of their sessions
 * @param damaged those that cannot be read
 */
record PastAnalyses(List<Analysis> analyses, List<Damaged> damaged) {
  static PastAnalyses of(AnalysisStore store, String strategy) {
    AnalysisStore.AsRead all = store.readable(strategy, LocalDate.EPOCH, LocalDate.MAX);
    return new PastAnalyses(all.analyses(), all.damaged());
  }

  /** What runs of sessions before one have left of an account's analyses. */
  List<Analysis> leftBefore(LocalDate session, String account) {
    return analyses.stream()
        .filter(one -> one.session().isBefore(session))
        .filter(one -> one.account().equals(account))
        .filter(one -> one.state() != State.ANNOUNCED)
        .toList();
  }

  /**
   * How many sets were ever tried, by {@link Trials}. Those of analyses that cannot be read are not
   * in it; see {@link #doubt}.
   */
  long trials() {
    return Trials.of(analyses);
  }

  /** Why the number of trials is not known, and nothing may come into force by it. */
  Optional<String> doubt() {
    return damaged.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%d earlier analyses cannot be read, so that it is not known how many sets were tried: a person decides"
                .formatted(damaged.size()));
  }

  /**
   * What became of proposals up to an analysis' session, the latest first, and of their versions
   * since. What was found on later bars, or activated later, is not known at its session's close.
   *
   * @param history the strategy's activations, oldest first
   * @param close of the analysis' session
   */
  List<ProposalRecord> proposalsBefore(Analysis analysis, List<Activation> history, Instant close) {
    List<Activation> known =
        history.stream().filter(activation -> !activation.time().isAfter(close)).toList();
    return analyses.reversed().stream()
        .filter(one -> !one.id().equals(analysis.id()))
        .filter(one -> !one.session().isAfter(analysis.session()))
        .flatMap(one -> one.proposals().stream())
        .map(one -> since(one, known))
        .toList();
  }

  private static ProposalRecord since(ProposalRecord proposal, List<Activation> history) {
    boolean inForce = !history.isEmpty() && isOf(history.getLast(), proposal);
    return switch (proposal.standing()) {
      case WAITING ->
          inForce
              ? proposal.with(
                  Standing.ACTIVATED, proposal.gate(), proposal.version(), "a person activated it")
              : proposal;
      // Of an activation after the close nothing is known but that its own analysis made it.
      case ACTIVATED ->
          inForce || history.stream().noneMatch(one -> isOf(one, proposal))
              ? proposal
              : proposal.with(
                  Standing.WAITING, proposal.gate(), proposal.version(), "it was taken back");
      case MADE, REFUSED -> proposal;
    };
  }

  private static boolean isOf(Activation activation, ProposalRecord proposal) {
    return proposal.version().equals(Optional.of(activation.version()));
  }
}
