package io.bellwether.trading.analysis;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * One analysis of a strategy, from the question to the decision: the audit. It is stored before
 * each step, so that a run that is killed is continued and never repeated: a model that was asked
 * is asked again only if its answer was lost.
 *
 * @param id derived from stage, strategy, session and trigger
 * @param strategy the strategy
 * @param account its account
 * @param session the last session that was looked at
 * @param trigger what asked for it: {@code schedule}, or what a person calls it
 * @param baseVersion the version in force when it began
 * @param startedAt when
 * @param state how far it has come
 * @param analyst who was asked: {@code claude} or {@code local}; {@link #NOBODY} before
 * @param prompt what the analyst was told; absent before
 * @param answer what it said, word for word; absent before
 * @param uses what the questions took
 * @param proposals what came of the answer
 * @param notes what went wrong or was left out, for people
 * @param complaint what of that people are told; absent before, and where there is nothing to tell
 * @param searched what was looked at for the answer; absent before
 * @param revision counts changes
 */
public record Analysis(
    String id,
    String strategy,
    String account,
    LocalDate session,
    String trigger,
    int baseVersion,
    Instant startedAt,
    State state,
    String analyst,
    Optional<StoredText> prompt,
    Optional<StoredText> answer,
    List<ModelUse> uses,
    List<ProposalRecord> proposals,
    List<String> notes,
    Optional<Complaint> complaint,
    Optional<Searched> searched,
    long revision) {
  /** How far an analysis has come. */
  public enum State {
    /** Begun; nobody was asked. */
    STARTED,
    /** The analyst has answered, or cannot be asked; its proposals are stored as made. */
    ANSWERED,
    /** Every proposal was refused, waits or was activated. */
    DECIDED,
    /** People were told. */
    ANNOUNCED
  }

  /** Stands for the analyst before one has answered. */
  public static final String NOBODY = "nobody";

  public Analysis {
    uses = List.copyOf(uses);
    proposals = List.copyOf(proposals);
    notes = List.copyOf(notes);
  }

  /** The same analysis with an answer. */
  public Analysis answered(
      int newBaseVersion,
      String newAnalyst,
      StoredText newPrompt,
      StoredText newAnswer,
      List<ModelUse> newUses,
      List<ProposalRecord> newProposals,
      List<String> newNotes,
      Optional<Complaint> newComplaint,
      Searched newSearched) {
    return new Analysis(
        id,
        strategy,
        account,
        session,
        trigger,
        newBaseVersion,
        startedAt,
        State.ANSWERED,
        newAnalyst,
        Optional.of(newPrompt),
        Optional.of(newAnswer),
        newUses,
        newProposals,
        newNotes,
        newComplaint,
        Optional.of(newSearched),
        revision);
  }

  /** The same analysis with one of its proposals further on. */
  public Analysis with(ProposalRecord changed) {
    return copy(
        state,
        proposals.stream().map(one -> one.number() == changed.number() ? changed : one).toList());
  }

  /** The same analysis, further on. */
  public Analysis in(State newState) {
    return copy(newState, proposals);
  }

  private Analysis copy(State newState, List<ProposalRecord> newProposals) {
    return new Analysis(
        id,
        strategy,
        account,
        session,
        trigger,
        baseVersion,
        startedAt,
        newState,
        analyst,
        prompt,
        answer,
        uses,
        newProposals,
        notes,
        complaint,
        searched,
        revision);
  }
}
