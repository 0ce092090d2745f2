/**
 * The deterministic simulation: the real functions on a virtual clock, against a market, an
 * exchange, a store and a cloud that fail by a schedule drawn from one seed.
 */
@NullMarked
package io.bellwether.workbench.simulate;

import org.jspecify.annotations.NullMarked;
