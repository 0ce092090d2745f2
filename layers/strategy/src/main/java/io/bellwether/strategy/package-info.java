/** Strategies as rules over columns: what to hold next, how much, with which stop and why. */
@NullMarked
package io.bellwether.strategy;

import org.jspecify.annotations.NullMarked;
