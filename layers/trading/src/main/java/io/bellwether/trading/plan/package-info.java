/** From a decision to orders. */
@NullMarked
package io.bellwether.trading.plan;

import org.jspecify.annotations.NullMarked;
