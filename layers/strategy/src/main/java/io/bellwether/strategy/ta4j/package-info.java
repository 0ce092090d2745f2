/** The open door to ta4j: its indicators as columns, its strategies as strategies. */
@NullMarked
package io.bellwether.strategy.ta4j;

import org.jspecify.annotations.NullMarked;
