/**
 * Sweeps: one strategy with many parameter sets over the same bars, in pieces that run anywhere and
 * come together to the same result in any order.
 */
@NullMarked
package io.bellwether.research.sweep;

import org.jspecify.annotations.NullMarked;
