package io.bellwether.research.sweep;

/**
 * One parameter set that was tried.
 *
 * @param set its index in the space that is searched
 * @param metrics what came of it
 */
public record Trial(long set, TrialMetrics metrics) {}
