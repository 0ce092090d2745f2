/** A simulated market: bars that behave like the real ones, from a seed. */
@NullMarked
package io.bellwether.workbench.market;

import org.jspecify.annotations.NullMarked;
