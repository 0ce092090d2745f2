package io.bellwether.trading.config;

import java.time.Instant;
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
 * @param time when
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
    Instant time) {}
