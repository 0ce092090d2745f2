/**
 * The gate: what a proposal has to show before it may come into force. It reads bars and counts; no
 * word of a proposal enters it.
 */
@NullMarked
package io.bellwether.analyst.gate;

import org.jspecify.annotations.NullMarked;
