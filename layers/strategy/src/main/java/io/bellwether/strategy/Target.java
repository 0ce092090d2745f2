package io.bellwether.strategy;

import java.util.Optional;

/** What a strategy wants of one symbol, and why. It never places an order. */
public sealed interface Target {
  String symbol();

  /** One line for people: the values that led here. */
  String why();

  /**
   * Hold a position. One that is already held is neither topped up nor trimmed.
   *
   * @param symbol the symbol
   * @param direction long or short
   * @param sizing how much, if nothing is held yet
   * @param stopLoss the protective stop, if the strategy has one
   * @param takeProfit the profit target, if the strategy has one
   * @param concentrate whether every other position of the account is to be sold first
   * @param why the values that led here
   */
  record Hold(
      String symbol,
      Direction direction,
      Sizing sizing,
      Optional<StopLoss> stopLoss,
      Optional<TakeProfit> takeProfit,
      boolean concentrate,
      String why)
      implements Target {}

  /** Hold nothing. */
  record Flat(String symbol, ExitReason reason, String why) implements Target {}

  /** Leave it as it is. */
  record Keep(String symbol, String why) implements Target {}
}
