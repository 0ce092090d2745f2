package io.bellwether.strategy;

import java.util.Optional;

/**
 * The rules of one symbol within a strategy, bound to columns. Conditions are functions of the bar
 * index and of nothing later; an undefined column (NaN) makes a comparison false.
 */
public interface Leg {
  String symbol();

  default Direction direction() {
    return Direction.LONG;
  }

  /** Whether the entry condition holds at bar {@code t}. */
  boolean entry(int t);

  /** Whether a held position is to be closed at bar {@code t} by rule. */
  boolean exit(int t, LegState.Held held);

  Sizing sizing();

  Optional<StopLoss> stopLoss();

  /** Whether holding this leg means selling everything else in the account. */
  default boolean concentrate() {
    return false;
  }

  /** Whether a new entry after a stop waits until the entry condition has once been false. */
  default boolean reentryAfterReset() {
    return false;
  }

  /** The values the decision at bar {@code t} rests on, for people. */
  String explain(int t);
}
