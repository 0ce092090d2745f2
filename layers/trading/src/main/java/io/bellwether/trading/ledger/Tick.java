package io.bellwether.trading.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * The record of one scheduled tick.
 *
 * @param strategy the strategy
 * @param scheduledAt the time the schedule meant
 * @param ranAt when it ran
 * @param outcome one word: {@code decided}, {@code repeated}, {@code closed}, {@code rejected}, ...
 * @param signalId the signal it led to, if any
 */
public record Tick(
    String strategy,
    Instant scheduledAt,
    Instant ranAt,
    String outcome,
    Optional<String> signalId) {}
