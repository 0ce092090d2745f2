package io.bellwether.analyst;

import io.bellwether.trading.analysis.SessionDocument;
import java.util.Optional;

/**
 * A past session that is like the one asked about, with what came after it as far as that was known
 * when it was asked for.
 *
 * @param document the session
 * @param similarity 0 to 1
 * @param nextDay the strategy's profit of the session after it, a fraction
 * @param nextWeek the strategy's profit of the five sessions after it, a fraction
 */
public record Recollection(
    SessionDocument document,
    double similarity,
    Optional<Double> nextDay,
    Optional<Double> nextWeek) {}
