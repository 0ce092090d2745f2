package io.bellwether.strategy;

import java.time.Instant;
import java.util.Optional;

/** What is known of one leg's position: all the memory a strategy has. */
public sealed interface LegState {
  /**
   * Nothing is held.
   *
   * @param lastExit how the last position ended, if there was one
   */
  record Flat(Optional<LastExit> lastExit) implements LegState {
    /** Flat, and never held before. */
    public static final Flat NEW = new Flat(Optional.empty());
  }

  /**
   * A position is held.
   *
   * @param direction long or short
   * @param quantity more than 0
   * @param entryPrice the quantity-weighted fill price with slippage, without fees
   * @param entryBar the start of the bar in which the entry filled
   */
  record Held(Direction direction, double quantity, double entryPrice, Instant entryBar)
      implements LegState {}

  /**
   * The end of the last position.
   *
   * @param bar the start of the bar in which the exit filled
   * @param reason why it ended
   */
  record LastExit(Instant bar, ExitReason reason) {}
}
