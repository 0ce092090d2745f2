/**
 * Claude as the analyst: what it is told, how it is asked, what may be made of its answer, and what
 * that may cost. Its answer is a proposal and never evidence.
 */
@NullMarked
package io.bellwether.analyst.claude;

import org.jspecify.annotations.NullMarked;
