package io.bellwether.trading.config;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A version of a strategy coming into force. The activations of a strategy are numbered without a
 * gap, so that of two at one moment one fails.
 *
 * @param strategy the strategy
 * @param number 1, 2, ...
 * @param version the version that is active from now on
 * @param previous the one that was; absent at the first
 * @param author who did it: a person, the analyst, {@code packaged}
 * @param automatic whether the gate did it without a person
 * @param reason why, for people
 * @param evidence the analysis and the number of its proposal, such as {@code ID#1}
 * @param time when; the epoch for the version that a release brings
 * @param undoes the number of the activation that this one takes back; absent if it is none
 */
public record Activation(
    String strategy,
    int number,
    int version,
    Optional<Integer> previous,
    String author,
    boolean automatic,
    String reason,
    Optional<String> evidence,
    Instant time,
    Optional<Integer> undoes) {
  public Activation {
    if (number < 1 || version < 1) {
      throw new IllegalArgumentException("activations and versions are numbered from 1");
    }
  }

  /** A version that comes into force, and takes nothing back. */
  public Activation(
      String strategy,
      int number,
      int version,
      Optional<Integer> previous,
      String author,
      boolean automatic,
      String reason,
      Optional<String> evidence,
      Instant time) {
    this(
        strategy,
        number,
        version,
        previous,
        author,
        automatic,
        reason,
        evidence,
        time,
        Optional.empty());
  }

  /** The version of a strategy that comes into force where none was, such as the packaged one. */
  public static Activation first(StrategyVersion version) {
    return after(List.of(), version);
  }

  /**
   * A version that comes into force because its author says so, when it was made.
   *
   * @param before the activations of its strategy so far
   */
  public static Activation after(List<Activation> before, StrategyVersion version) {
    return new Activation(
        version.strategy(),
        before.size() + 1,
        version.version(),
        before.isEmpty() ? Optional.empty() : Optional.of(before.getLast().version()),
        version.author(),
        false,
        before.isEmpty() ? "the first version" : "as it was made",
        Optional.empty(),
        version.createdAt());
  }
}
