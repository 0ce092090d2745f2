/**
 * Finds past sessions that are like one asked about, from what was known at its close, and reports
 * whether they say anything about what came next.
 */
@NullMarked
package io.bellwether.analyst.retrieval;

import org.jspecify.annotations.NullMarked;
