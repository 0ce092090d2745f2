package io.bellwether.workbench.simulate;

/**
 * A run that broke a promise.
 *
 * @param seed of the run
 * @param day the day it came to light, the first being 1
 * @param violation what was broken first
 */
public record Failure(long seed, int day, Violation violation) {}
