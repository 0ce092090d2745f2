/** Indicator columns: primitive loops, computed once per distinct parameter. */
@NullMarked
package io.bellwether.strategy.indicator;

import org.jspecify.annotations.NullMarked;
