/** Limits, and the type of an order that has passed them. */
@NullMarked
package io.bellwether.trading.risk;

import org.jspecify.annotations.NullMarked;
