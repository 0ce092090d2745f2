/** Series of the economy and of markets as a whole, with the time at which they were known. */
@NullMarked
package io.bellwether.market.macro;

import org.jspecify.annotations.NullMarked;
