/** From bars to a stored decision. */
@NullMarked
package io.bellwether.trading.signal;

import org.jspecify.annotations.NullMarked;
