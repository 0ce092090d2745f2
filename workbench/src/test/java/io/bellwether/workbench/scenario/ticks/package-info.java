/** Ticks at odd times, twice, late, out of order or on bad data: no wrong order comes of them. */
@NullMarked
package io.bellwether.workbench.scenario.ticks;

import org.jspecify.annotations.NullMarked;
