package io.bellwether.trading.analysis;

import java.util.Optional;

/**
 * What became of a proposal.
 *
 * @param number from 1 in its analysis
 * @param proposal as made
 * @param standing how far it has come
 * @param gate what the gate found; absent where it was not asked
 * @param version the version that carries it; absent before, and where it was refused
 * @param why the standing in words
 */
public record ProposalRecord(
    int number,
    Proposal proposal,
    Standing standing,
    Optional<GateResult> gate,
    Optional<Integer> version,
    String why) {
  /** How far a proposal has come. */
  public enum Standing {
    /** Stored, not examined yet. */
    MADE,
    /** Not a change that may be made: out of bounds, unknown, none, or one that cannot be run. */
    REFUSED,
    /** A version that is not active: a person decides. */
    WAITING,
    /** Its version was activated by itself. */
    ACTIVATED
  }

  /** The same proposal with another standing. */
  public ProposalRecord with(
      Standing newStanding,
      Optional<GateResult> newGate,
      Optional<Integer> newVersion,
      String newWhy) {
    return new ProposalRecord(number, proposal, newStanding, newGate, newVersion, newWhy);
  }
}
