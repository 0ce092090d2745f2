package io.bellwether.strategy;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The rules of one symbol within a strategy, bound to columns. Conditions are functions of the bar
 * index and of nothing later; an undefined column (NaN) makes a comparison false.
 *
 * <p>A condition is asked for as a scan: where is the next bar at which it holds? Live asks about
 * one bar, research about the rest of the series, and both run the same loop. An implementation is
 * a final class with loops of its own, so that they are compiled for it alone, however many
 * strategies run in one process.
 */
public interface Leg {
  String symbol();

  /** Whether it promises never to enter a short position: research then runs it quicker. */
  default boolean longOnly() {
    return false;
  }

  /** Which way a position entered at the decision of bar {@code t} goes. */
  default Direction direction(int t) {
    return Direction.LONG;
  }

  /**
   * The first bar in {@code [from, to)} at whose close the entry condition holds; {@code to} if
   * there is none.
   */
  int nextEntry(int from, int to);

  /** Whether the entry condition holds at bar {@code t}. */
  default boolean entry(int t) {
    return nextEntry(t, t + 1) == t;
  }

  /**
   * The first bar in {@code [from, to)} at whose close a held position is to be closed; {@code to}
   * if there is none. Resting orders are not its business.
   *
   * @param from not before the bar in which the position was entered
   */
  int nextExit(int from, int to, Entry held);

  /** Whether a held position is to be closed at bar {@code t}. */
  default boolean exit(int t, Entry held) {
    return nextExit(t, t + 1, held) == t;
  }

  /** Why the position is to be closed at bar {@code t}, at which {@link #exit} holds. */
  default ExitReason exitReason(int t, Entry held) {
    return ExitReason.RULE;
  }

  /** How much to enter with at the decision of bar {@code t}. */
  Sizing sizing(int t);

  /** The stop that rests from the fill on. */
  default Optional<StopLoss> stopLoss() {
    return Optional.empty();
  }

  /**
   * Where a stop that is tested at closes stands for the close of bar {@code t}, on the price basis
   * of the series; empty if the leg has none, or none yet. It rests nowhere: {@link #nextExit}
   * tests it.
   *
   * @param t not before the bar in which the position was entered
   */
  default OptionalDouble stopLevel(int t, Entry held) {
    return OptionalDouble.empty();
  }

  /** The target that rests from the fill on. */
  default Optional<TakeProfit> takeProfit() {
    return Optional.empty();
  }

  /** Whether holding this leg means selling everything else in the account. */
  default boolean concentrate() {
    return false;
  }

  /** Whether a new entry after a stop waits until the entry condition has once been false. */
  default boolean reentryAfterReset() {
    return false;
  }

  /**
   * Whether the bar that closes a position may open the opposite one: at one open, two fills. Else
   * an entry needs a bar at whose close nothing is held.
   */
  default boolean reverses() {
    return false;
  }

  /** The values the decision at bar {@code t} rests on, for people. */
  String explain(int t);
}
