package io.bellwether.research.report;

import io.bellwether.research.metrics.Performance;

/**
 * The same strategy with both rules for buying again after a stop: at once while the entry
 * condition still holds, or only after it has once been false.
 *
 * @param immediate buying again at once
 * @param afterReset waiting for the condition to be false once
 * @param stopOuts exits by stop of the main symbol, buying again at once
 * @param boughtAgain how many of them were followed by an entry at the very next open
 */
public record ReentryComparison(
    Performance immediate, Performance afterReset, int stopOuts, int boughtAgain) {}
