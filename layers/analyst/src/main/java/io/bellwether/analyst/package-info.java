/**
 * Studies how a strategy has done and proposes other parameters: what an analyst is told, what it
 * answers, and what becomes of that.
 */
@NullMarked
package io.bellwether.analyst;

import org.jspecify.annotations.NullMarked;
